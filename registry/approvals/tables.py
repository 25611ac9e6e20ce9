"""The list of pushes: the same for the bureau that pushed and for the three who accept."""

import django_filters
from django.db.models import Prefetch

from core import clock
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.states import AcceptanceState, PushKind, PushSource, PushState


def waits_for(push: ApprovalPush) -> str:
    """Whose turn it is, in words."""
    if push.state == PushState.RETURNED:
        return push.approval_bureau.short_name or push.approval_bureau.name
    if push.state == PushState.DOUBTFUL:
        return f"{push.civil_affairs}（核对）"
    offices = []
    for one in push.standing:
        if one.state == AcceptanceState.WAITING:
            offices.append(str(one.department))
        elif one.state == AcceptanceState.CONTESTED:
            offices.append(f"{push.civil_affairs}（答复异议）")
    return "、".join(dict.fromkeys(offices))


def late(push: ApprovalPush) -> str:
    """A second line where somebody's days are over."""
    if push.state not in (PushState.RECEIVED, PushState.ACCEPTING):
        return ""
    today = clock.today()
    overdue = [one for one in push.standing if one.state == AcceptanceState.WAITING and one.due_on < today]
    return "已超过接收时限" if overdue else ""


class PushFilters(Filters):
    primary = ("q", "kind", "state", "waiting")

    q = django_filters.CharFilter(method="search", label="名称、代码或办件编号")
    kind = django_filters.ChoiceFilter(choices=PushKind.choices, label="事项")
    state = ChoicesFilter(choices=PushState.choices, label="状态")
    waiting = django_filters.ChoiceFilter(
        choices=[("me", "待本单位办理")], method="_waiting", label="待办", empty_label="不限"
    )
    source = django_filters.ChoiceFilter(choices=PushSource.choices, label="来源")
    effective = django_filters.DateFromToRangeFilter(field_name="effective_on", label="生效日期")
    received = django_filters.DateFromToRangeFilter(field_name="received_at", label="收到日期")

    class Meta:
        model = ApprovalPush
        fields: list = []

    def search(self, rows, name, value):
        word = value.strip()
        found = rows.filter(name__contains=word)
        return found | rows.filter(uscc=word.upper()) | rows.filter(external_no=word)

    def _waiting(self, rows, name, value):
        return rows.waiting_for(self.actor.department_id)


class PushList(ListPage):
    url_name = "staff:approvals:list"
    title = "审管衔接"
    lead = "审批局的登记决定，由民政、责任部门、党建工作机构分别接收；民政接收后记入登记簿。"
    unit = "件"
    filters = PushFilters
    template = "registry/approvals/staff_list.html"
    columns = (
        Column("name", "名称", kind="title", url="staff:approvals:detail", sub="uscc", width=34),
        Column("kind", "事项", value="get_kind_display"),
        Column("document_no", "决定文书号", phone=False, width=26),
        Column("effective_on", "生效日期", kind="date", sort="effective"),
        Column("received_at", "收到时间", kind="moment", sort="received", phone=False),
        Column("waits_for", "待谁办理", value=waits_for, sub=late, width=26),
        Column("state", "状态", kind="badge"),
        Column("external_no", "办件编号", kind="code", shown=False, width=22),
        Column("approval_bureau", "推送单位", shown=False, width=24),
        Column("civil_affairs", "监督管理机关", shown=False, width=24),
        Column("source", "来源", value="get_source_display", shown=False),
        Column("applied_at", "记入登记簿时间", kind="moment", shown=False),
    )
    sorts = (
        Sort("received", "收到时间", ("-received_at", "-id")),
        Sort("effective", "生效日期", ("-effective_on", "-id")),
    )
    export_permission, export_url_name = "approvals.export", "staff:approvals:export"
    empty_title = "还没有审批推送"
    empty_text = "审批局通过接口推送，或每周上传一次表格；推送后各单位在这里接收。"
    empty_action = ("staff:approvals:upload", "上传推送表格", "approvals.push")

    def queryset(self, actor):
        standing = PushAcceptance.objects.standing().select_related("department").order_by("pk")
        return (
            ApprovalPush.objects.visible_to(actor)
            .select_related("approval_bureau", "civil_affairs")
            .prefetch_related(Prefetch("acceptances", queryset=standing, to_attr="standing"))
        )
