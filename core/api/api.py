"""What every good token may ask (what it may do, how the API is described), and the lists of the kernel."""

from django.conf import settings
from rest_framework import serializers
from rest_framework.response import Response

from core import clock
from core.access.api import ANY_TOKEN, ApiView
from core.api import lists, parameters, schema
from core.api_tokens.models import ApiToken
from core.api_tokens.states import TokenScope
from core.departments.lists import DepartmentList, RegionList
from core.listing import Column
from core.worklist.lists import WorkList
from core.writeoff.tables import WriteOffLists, WriteOffRows


class TokenRow(serializers.Serializer):
    name = serializers.CharField(help_text="令牌用途")
    department = serializers.CharField(help_text="使用单位")
    permissions = serializers.ListField(child=serializers.CharField(), help_text="权限代码")
    scope = serializers.ChoiceField(TokenScope.choices, help_text="数据范围")
    expires_at = serializers.DateTimeField(help_text="失效时间")
    calls_per_minute = serializers.IntegerField(help_text="每分钟最多调用次数")


class TokenApi(ApiView):
    """Lets a client check its configuration without touching a row."""

    permission, tag, summary, row = ANY_TOKEN, "token", "本令牌的权限、范围和期限", TokenRow
    example = {
        "name": "审批局登记结果推送",
        "department": "霁川市行政审批服务局",
        "permissions": ["organizations.view"],
        "scope": "authority",
        "expires_at": "2026-12-01T00:00:00+08:00",
        "calls_per_minute": 120,
    }

    def get(self, request):
        parameters.check_names(request.GET, set())
        token = ApiToken.objects.select_related("department").get(pk=request._request.api_token_id)
        return Response(
            {
                "name": token.name,
                "department": token.department.name,
                "permissions": sorted(request.actor.permissions),
                "scope": token.scope_kind,
                "expires_at": token.expires_at.astimezone(clock.SHANGHAI).isoformat(timespec="seconds"),
                "calls_per_minute": settings.API_TOKENS["calls_per_minute"],
            }
        )


class SchemaApi(ApiView):
    """The same description as docs/openapi.yaml, for programs; itself not described."""

    permission, schema = ANY_TOKEN, None

    def get(self, request):
        return Response(schema.description())


# What the numbers in other answers and filters stand for.
departments = lists.routes(DepartmentList, "departments.view", tag="departments")
regions = lists.routes(RegionList, "departments.view", tag="departments")

# What the token's office has to do. Left out: who does it.
worklist = lists.routes(
    WorkList,
    "worklist.view",
    tag="worklist",
    without=("claimed_by",),
    instead=(
        Column("kind", "事项代码"),
        Column("due_on", "时限", kind="date"),
        Column("waiting_since", "等待对方自", kind="date"),
    ),
)

# Left out: persons, and what was written by hand.
writeoff = lists.routes(WriteOffLists, "writeoff.view", tag="writeoff")
writeoff_rows = lists.routes(
    WriteOffRows, "writeoff.view", tag="writeoff", without=("person", "measure", "problem", "strike_document")
)
