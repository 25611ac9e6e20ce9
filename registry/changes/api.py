"""The feed for other systems: ids, respects and moments; what it says now is asked for where it stands."""

from django.conf import settings
from django.core import signing
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response

from core import clock
from core.access.api import ApiView
from core.access.problems import InvalidParameters
from core.api import parameters
from registry.changes.models import RegisterChange, cluster, horizon
from registry.changes.states import ChangeKind

SALT = "registry.changes"
MOST_ID = 2**63 - 1
DAY = 24 * 3600


class ChangeRow(serializers.Serializer):
    """No value before or after, no ground, nobody: an entry says only where to look again."""

    organization_id = serializers.IntegerField(help_text="社会组织编号")
    kind = serializers.ChoiceField(ChangeKind.choices, help_text="变更方面")
    at = serializers.DateTimeField(help_text="记录时间")


class ChangePage(serializers.Serializer):
    results = ChangeRow(many=True, help_text="变更，按记录先后；同一组织可能多次出现")
    cursor = serializers.CharField(help_text="下次从这里接着取。原样保存和使用，不要自行构造")
    has_more = serializers.BooleanField(help_text="是否还有，可以立即接着取；否则稍后再取")


class ChangeFeedApi(ApiView):
    """Entries appear once, in an order that never changes, and nothing appears before a cursor that was given."""

    permission = "organizations.view"
    tag = "changes"
    summary = "社会组织变更流水"
    row = ChangePage
    example = {  # noqa: RUF012
        "results": [{"organization_id": 1024, "kind": "name", "at": "2026-06-03T10:12:45+08:00"}],
        "cursor": "WzczNTI4NjQ...",
        "has_more": False,
    }

    @staticmethod
    def own_parameters() -> list[OpenApiParameter]:
        size = {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.DEFAULT_SIZE}
        return [
            OpenApiParameter("size", size, description="每页条数"),
            OpenApiParameter(
                "cursor",
                {"type": "string", "minLength": 1},
                description="上次返回的 cursor。不填为从保留的最早一条开始",
            ),
            OpenApiParameter(
                "start",
                OpenApiTypes.STR,
                enum=["now"],
                description="`now`：不返回变更，只返回此刻的 cursor；在全量同步之前取得，以后从这里接着取",
            ),
        ]

    def get(self, request):
        parameters.check_names(request.GET, {"cursor", "size", "start"})
        size = parameters.size(request.GET)
        if start := request.GET.get("start"):
            if start != "now" or "cursor" in request.GET:
                raise InvalidParameters({"start": ["只能是 now，且不能与 cursor 同时使用。"]})
            return _answer([], (horizon() - 1, MOST_ID), has_more=False)
        place = _place(request.GET.get("cursor", ""))
        rows = RegisterChange.objects.visible_to(request.actor).settled().after(*place)
        found = list(rows.only("transaction", "organization_id", "kind", "at")[: size + 1])
        shown = found[:size]
        if shown:
            place = (shown[-1].transaction, shown[-1].pk)
        return _answer(shown, place, has_more=len(found) > size)


def _answer(rows: list[RegisterChange], place: tuple[int, int], *, has_more: bool) -> Response:
    results = [
        {
            "organization_id": row.organization_id,
            "kind": row.kind,
            "at": row.at.astimezone(clock.SHANGHAI).isoformat(timespec="seconds"),
        }
        for row in rows
    ]
    cursor = signing.dumps([cluster(), *place], salt=SALT)
    return Response({"results": results, "cursor": cursor, "has_more": has_more})


def _place(text: str) -> tuple[int, int]:
    """(transaction, id) after which to go on. Raises InvalidParameters for a cursor that leads nowhere."""
    if not text:
        return 0, 0
    longest = settings.API_TOKENS["feed_days"] * DAY
    try:
        its_cluster, transaction, pk = signing.loads(text, salt=SALT, max_age=longest)
    except signing.SignatureExpired:
        raise _start_again("cursor 已超过保留期限") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise InvalidParameters({"cursor": ["cursor 无效，请原样使用上次返回的 cursor。"]}) from None
    if its_cluster != cluster():
        raise _start_again("数据库已迁移或恢复，原 cursor 不再适用")
    return transaction, pk


def _start_again(why: str) -> InvalidParameters:
    return InvalidParameters({"cursor": [f"{why}，请用 start=now 取得新的 cursor，并作一次全量同步。"]})
