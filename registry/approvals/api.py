"""Pushes by call: the approval bureau sends what it decided and asks what became of it."""

from django.conf import settings
from django.db.models import Prefetch
from rest_framework import serializers

from core import clock, history
from core.access.problems import InvalidParameters, InvalidRows
from core.api import idempotency, parameters
from core.api.resources import DetailApi, ListApi, Written
from core.workflow.models import TransitionLog
from registry.approvals import actions
from registry.approvals.fields import ALL, FIELDS
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.states import AcceptanceState, Party, PushKind, PushSource, PushState
from registry.approvals.tables import PushFilters

OUTCOMES = [("new", "新接收"), ("same", "此前已推送，内容相同"), ("again", "内容有更正，重新送各方接收")]


class AcceptanceRow(serializers.Serializer):
    party = serializers.ChoiceField(Party.choices, help_text="接收方")
    department = serializers.CharField(help_text="单位")
    state = serializers.ChoiceField(AcceptanceState.choices, help_text="接收情况")
    due_on = serializers.DateField(help_text="接收时限，含当日")
    decided_at = serializers.DateTimeField(allow_null=True, help_text="接收或提出异议的时间")


class PushRow(serializers.Serializer):
    """Where a push stands. The reason of a return is the bureau's own to read; of what was pushed only what tells the
    push apart, and no person in it.
    """

    id = serializers.IntegerField(help_text="推送编号")
    external_no = serializers.CharField(help_text="办件编号")
    kind = serializers.ChoiceField(PushKind.choices, help_text="事项")
    state = serializers.ChoiceField(PushState.choices, help_text="状态")
    round = serializers.IntegerField(help_text="第几次推送")
    name = serializers.CharField(help_text="名称")
    uscc = serializers.CharField(help_text="统一社会信用代码")
    document_no = serializers.CharField(help_text="决定文书号")
    decided_on = serializers.DateField(help_text="决定日期")
    effective_on = serializers.DateField(help_text="生效日期")
    received_at = serializers.DateTimeField(help_text="收到时间")
    applied_at = serializers.DateTimeField(allow_null=True, help_text="民政接收并记入登记簿的时间")
    organization_id = serializers.IntegerField(allow_null=True, help_text="社会组织编号；记入登记簿后才有")
    returned_because = serializers.CharField(allow_blank=True, help_text="退回意见；未退回的为空")
    acceptances = AcceptanceRow(many=True, help_text="本次推送各方的接收情况")


def _moment(value) -> str | None:
    return value.astimezone(clock.SHANGHAI).isoformat(timespec="seconds") if value else None


EXAMPLE = {
    "id": 31,
    "external_no": "SP20260601001",
    "kind": "registration",
    "state": "accepting",
    "round": 1,
    "name": "霁川市灯彩研究会",
    "uscc": "51379900TE5T00016G",
    "document_no": "霁审社准字〔2026〕31号",
    "decided_on": "2026-06-01",
    "effective_on": "2026-06-01",
    "received_at": "2026-06-01T16:20:11+08:00",
    "applied_at": None,
    "organization_id": None,
    "returned_because": "",
    "acceptances": [
        {
            "party": "civil_affairs",
            "department": "霁川市民政局",
            "state": "waiting",
            "due_on": "2026-06-08",
            "decided_at": None,
        }
    ],
}


class _Pushes:
    permission = "approvals.view"
    tag = "approvals"
    row = PushRow
    example = EXAMPLE

    def queryset(self, actor, day):
        standing = PushAcceptance.objects.standing().select_related("department").order_by("pk")
        return ApprovalPush.objects.visible_to(actor).prefetch_related(
            Prefetch("acceptances", queryset=standing, to_attr="standing")
        )

    def complete(self, rows, day):
        returned = [row.pk for row in rows if row.state == PushState.RETURNED]
        log = TransitionLog.objects.filter(
            object_type=ApprovalPush._meta.label, object_id__in=returned, name="give_back"
        )
        self.reasons = dict(log.order_by("at", "pk").values_list("object_id", "comment"))

    def as_json(self, row):
        return {
            **{name: getattr(row, name) for name in ("external_no", "kind", "state", "round", "name", "uscc")},
            "id": row.pk,
            "document_no": row.document_no,
            "decided_on": row.decided_on.isoformat(),
            "effective_on": row.effective_on.isoformat(),
            "received_at": _moment(row.received_at),
            "applied_at": _moment(row.applied_at),
            "organization_id": row.organization_id if row.is_applied else None,
            "returned_because": self.reasons.get(row.pk, ""),
            "acceptances": [
                {
                    "party": one.party,
                    "department": one.department.name,
                    "state": one.state,
                    "due_on": one.due_on.isoformat(),
                    "decided_at": _moment(one.decided_at),
                }
                for one in row.standing
            ],
        }


class PushedRow(serializers.Serializer):
    external_no = serializers.CharField(help_text="办件编号")
    id = serializers.IntegerField(help_text="推送编号")
    outcome = serializers.ChoiceField(OUTCOMES, help_text="结果")
    state = serializers.ChoiceField(PushState.choices, help_text="状态")


class Pushed(serializers.Serializer):
    results = PushedRow(many=True, help_text="每一条的结果，按推送的顺序")


class PushContent(serializers.Serializer):
    """Every field of a push, all as text; which kind needs which is said with each."""

    def get_fields(self):
        return {field.key: self._field(field) for field in FIELDS}

    @staticmethod
    def _field(field):
        kinds = "、".join(kind.label for kind in PushKind if kind in field.needed)
        others = "、".join(kind.label for kind in PushKind if kind in field.allowed - field.needed)
        parts = [field.label, kinds and f"{kinds}必填", others and f"{others}可填", field.hint]
        return serializers.CharField(
            required=field.needed >= ALL,
            max_length=field.longest,
            help_text="。".join(part for part in parts if part),
        )


class PushBody(serializers.Serializer):
    pushes = serializers.ListField(
        child=PushContent(), min_length=1, max_length=settings.APPROVAL_MOST_ROWS, help_text="要推送的各件"
    )


class PushListApi(_Pushes, ListApi):
    """Whoever may read lists them; an approval bureau's own token adds to them."""

    summary = "审批推送及其接收情况"
    filters = PushFilters
    permissions_of = {"POST": "approvals.push"}  # noqa: RUF012
    written = Written(
        summary="推送审批结果",
        description=(
            "令牌须属于行政审批服务局。一次推送全部接收或全部不接收：任何一条有误即返回 422，rows 逐条逐项说明。"
            "同一办件编号内容相同的重复推送不产生新件；民政接收前内容有更正的，视为重新推送；民政接收后不能再改。"
            "被拒绝的请求不占用 Idempotency-Key，更正后可用原键重发。"
        ),
        body=PushBody,
        answer=Pushed,
        example={"results": [{"external_no": "SP20260601001", "id": 31, "outcome": "new", "state": "received"}]},
    )

    def post(self, request):
        parameters.check_names(request.GET, set())
        rows = self._rows(request.data)
        return idempotency.once(request, lambda: self._push(request, rows))

    @staticmethod
    def _rows(data) -> list[dict]:
        most = settings.APPROVAL_MOST_ROWS
        pushes = data.get("pushes") if isinstance(data, dict) else None
        if not isinstance(pushes, list) or not 1 <= len(pushes) <= most:
            raise InvalidParameters({"pushes": [f"请求内容应为对象，其中 pushes 为 1 至 {most} 件的列表。"]})
        if any(not isinstance(one, dict) for one in pushes):
            raise InvalidParameters({"pushes": ["每一件应为对象。"]})
        if extra := sorted(str(key) for key in data if key != "pushes"):
            raise InvalidParameters(dict.fromkeys(extra, ["没有这个字段，请核对拼写。"]))
        return pushes

    @staticmethod
    def _push(request, pushes: list[dict]) -> tuple[int, dict]:
        rows = [(number, one, frozenset()) for number, one in enumerate(pushes, 1)]
        with history.acting(request.actor, token=request._request.api_token_id):
            try:
                report = actions.push_many(rows, actor=request.actor, source=PushSource.API)
            except actions.RowsRefused as refused:
                raise InvalidRows(
                    [
                        {"row": one.line, "field": problem.field, "message": problem.message}
                        for one in refused.checked
                        for problem in one.errors
                    ]
                ) from None
        return 200, {
            "results": [
                {"external_no": push.external_no, "id": push.pk, "outcome": outcome, "state": push.state}
                for push, outcome in report.outcomes
            ]
        }


class PushApi(_Pushes, DetailApi):
    summary = "一件审批推送"
    lookup_help = "推送编号"


class PushByNumberApi(_Pushes, DetailApi):
    summary = "本单位推送的一件（按办件编号）"
    lookup, lookup_help = "external_no", "办件编号"

    def queryset(self, actor, day):
        return super().queryset(actor, day).filter(approval_bureau_id=actor.department_id)
