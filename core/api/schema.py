"""The description of the API, made from what the views declare, so that it cannot say anything else than they do."""

import functools

import django_filters
from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from core.access.api import ANY_TOKEN
from core.access.problems import PROBLEMS, body
from core.api import idempotency, parameters
from core.api.resources import DetailApi, ListApi
from core.pages import permission_words

ALWAYS = (401, 403, 406, 429)


class Problem(serializers.Serializer):
    code = serializers.CharField(help_text="固定的英文代码，供程序判断")
    message = serializers.CharField(help_text="中文说明，供人阅读")
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), help_text="有误的参数及原因；没有时为空对象"
    )


class RowProblem(serializers.Serializer):
    row = serializers.IntegerField(help_text="第几条，从 1 起")
    field = serializers.CharField(help_text="有误的字段；空为整条")
    message = serializers.CharField(help_text="有什么问题、怎么更正")


class RowsProblem(Problem):
    rows = RowProblem(many=True, help_text="有误的各条；没有时为空列表")


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "core.access.api.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "接口令牌，由平台系统管理员签发。"}


class ApiSchema(AutoSchema):
    """Reads `summary`, `tag`, `row`, `filters`, `day_parameter` and `permission` of the view; of a view that writes
    also `written` (a Written), and of any view `own_parameters`."""

    def get_operation_id(self):
        """list_organizations, get_organizations, get_organizations_by_code."""
        kind = "list" if isinstance(self.view, ListApi) else "get"
        kind = "push" if self.method == "POST" else kind
        parts = self.path.removeprefix(settings.API_PREFIX).replace("-", "_").split("/")
        return "_".join([kind, *(part for part in parts if part and not part.startswith("{"))])

    def get_tags(self):
        return [self.view.tag]

    def get_summary(self):
        return self.view.written.summary if self.method == "POST" else self.view.summary

    def get_description(self):
        permission = self.view.permissions_of.get(self.method, self.view.permission)
        if self.method == "POST":
            return f"所需权限：`{permission}`（{permission_words.words(permission)}）。{self.view.written.description}"
        if permission == ANY_TOKEN:
            return "任何有效令牌都可以调用。"
        return f"所需权限：`{permission}`（{permission_words.words(permission)}）。只返回该令牌数据范围内的记录。"

    def get_override_parameters(self):
        view, found = self.view, [_retry_after(), _challenge()]
        if self.method == "POST":
            return [*found, _idempotency_key(), _replayed()]
        found += getattr(view, "own_parameters", list)()
        if isinstance(view, DetailApi):
            found.append(_address(view))
        if isinstance(view, ListApi):
            found += [*filter_parameters(type(view)), *_paging()]
        if isinstance(view, ListApi | DetailApi) and view.day_parameter:
            found.append(OpenApiParameter(view.day_parameter, OpenApiTypes.DATE, description=view.day_help))
        return found

    def get_response_serializers(self):
        view, codes = self.view, [*ALWAYS]
        good, example = view.row, view.example
        if isinstance(view, ListApi):
            good, example = page_of(view.row), {"results": [view.example], "next": None}
        if self.method == "POST":
            codes, good, example = [*codes, 400, 409, 415, 422], view.written.answer, view.written.example
        elif isinstance(view, ListApi | DetailApi) or hasattr(view, "own_parameters"):
            codes.append(400)
        if isinstance(view, DetailApi):
            codes.append(404)
        problems = {code: _problem(code) for code in sorted(codes)}
        shown = OpenApiExample("示例", value=example, description="内容均为虚构。")
        return {200: OpenApiResponse(good, "成功", examples=[shown]), **problems}

    def get_request_serializer(self):
        return self.view.written.body if self.method == "POST" else None


class ApiSchemaGenerator(SchemaGenerator):
    """Operations in the order of their addresses."""


def page_of(row: type[serializers.Serializer]) -> serializers.Serializer:
    return inline_serializer(
        f"{row.__name__.removesuffix('Row')}Page",
        {
            "results": row(many=True, help_text="本页记录"),
            "next": serializers.URLField(
                allow_null=True, help_text="下一页的完整地址，请原样使用；null 表示已到最后一页"
            ),
        },
    )


def _problem(code: int) -> OpenApiResponse:
    errors = {"org_typ": ["没有这个参数，请核对拼写。"]} if code == 400 else {}
    kind = RowsProblem if code == 422 else Problem
    return OpenApiResponse(kind, PROBLEMS[code][1], examples=[OpenApiExample("示例", body(code, errors=errors))])


def _retry_after() -> OpenApiParameter:
    return OpenApiParameter(
        "Retry-After", OpenApiTypes.INT, OpenApiParameter.HEADER, response=[429], description="多少秒之后可以重试"
    )


def _challenge() -> OpenApiParameter:
    return OpenApiParameter(
        "WWW-Authenticate", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[401], description='Bearer realm="api"'
    )


def _idempotency_key() -> OpenApiParameter:
    schema = {"type": "string", "minLength": 8, "maxLength": 255, "pattern": f"^{idempotency.PATTERN}$"}
    text = "调用方自定的键：每个新请求换一个，断线重试时不变。同键同内容返回第一次的结果，同键不同内容返回 422。"
    return OpenApiParameter(idempotency.HEADER, schema, OpenApiParameter.HEADER, required=True, description=text)


def _replayed() -> OpenApiParameter:
    return OpenApiParameter(
        idempotency.REPLAYED, OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200],
        description="true：此前已处理，返回的是第一次的结果",
    )  # fmt: skip


def _address(view: DetailApi) -> OpenApiParameter:
    is_id = view.lookup == "pk"
    kind = OpenApiTypes.INT if is_id else OpenApiTypes.STR
    name = "id" if is_id else view.lookup
    return OpenApiParameter(name, kind, OpenApiParameter.PATH, description=view.lookup_help)


def _paging() -> list[OpenApiParameter]:
    size = {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.DEFAULT_SIZE}
    return [
        OpenApiParameter("size", size, description="每页条数"),
        OpenApiParameter(
            "at", {"type": "string", "minLength": 1}, description="分页位置。只能取自上一页的 next，不要自行构造。"
        ),
    ]


def filter_parameters(view: type[ListApi]) -> list[OpenApiParameter]:
    """One parameter per filter of the list page; choices that stand in the database are described, not listed."""
    found = []
    for name, one in view.filters.base_filters.items():
        if name == view.day_parameter:
            continue
        if isinstance(one, django_filters.RangeFilter | django_filters.DateFromToRangeFilter):
            found += _ends(name, one)
            continue
        choices = one.extra.get("choices") or ()
        if getattr(choices, "stand_in_code", False):  # made late, from settings
            choices = choices()
        written = [] if callable(choices) else [(str(key), str(label)) for key, label in choices]
        label = str(one.label or name)
        if written:
            label += "：" + "；".join(f"`{key}` {word}" for key, word in written)
        kind = view.parameter_types.get(name) or _kind(one)
        found.append(OpenApiParameter(name, kind, enum=[key for key, _ in written] or None, description=label))
    for name, (label, values) in view.lent_parameters().items():
        found.append(OpenApiParameter(name, OpenApiTypes.STR, enum=values, description=label))
    return found


def _ends(name: str, one: django_filters.Filter) -> list[OpenApiParameter]:
    """A range is asked by its two ends, both included."""
    is_date = isinstance(one, django_filters.DateFromToRangeFilter)
    kind, ends = (OpenApiTypes.DATE, ("after", "before")) if is_date else (OpenApiTypes.INT, ("min", "max"))
    words = ("起", "止") if is_date else ("不少于", "不多于")
    return [
        OpenApiParameter(f"{name}_{end}", kind, description=f"{one.label}：{word}")
        for end, word in zip(ends, words, strict=True)
    ]


def _kind(one: django_filters.Filter):
    if isinstance(one, django_filters.NumberFilter):
        bounds = {"minimum": one.extra.get("min_value"), "maximum": one.extra.get("max_value")}
        return {"type": "integer", **{key: value for key, value in bounds.items() if value is not None}}
    if isinstance(one, django_filters.DateFilter):
        return OpenApiTypes.DATE
    if isinstance(one, django_filters.BooleanFilter):
        return OpenApiTypes.BOOL
    is_row = isinstance(one, django_filters.ModelChoiceFilter)
    is_link = isinstance(one, django_filters.ChoiceFilter) and one.extra.get("choices") == ()
    if is_row or is_link:
        return {"type": "integer", "minimum": 1}
    return OpenApiTypes.STR if one.extra.get("choices") else {"type": "string", "minLength": 1}


@functools.cache
def description() -> dict:
    """The whole description; about a tenth of a second the first time."""
    return ApiSchemaGenerator().get_schema(request=None, public=True)
