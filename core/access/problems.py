"""What the API answers when it says no: always `{"code", "message", "errors"}`, the message in Chinese.

The code is for programs and never changes; the message is for people; `errors` names the parameters at fault. No
answer says more of the reason than its status does: an unknown, expired or displaced token all read the same.
"""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.refusal import Refusal

MEDIA_TYPE = "application/json"
NO_STORE = "private, no-store"
PROBLEMS = {
    400: ("invalid_request", "请求参数有误，请按 errors 中的说明修改后重试。"),
    401: ("unauthenticated", "缺少有效的接口令牌。请核对令牌、有效期和来源地址，或联系平台系统管理员。"),
    403: ("forbidden", "该令牌没有此权限。"),
    404: ("not_found", "没有这条记录，或不在该令牌的数据范围内。"),
    405: ("method_not_allowed", "该地址不支持这种请求方法，请对照接口说明。"),
    406: ("not_acceptable", "接口只返回 JSON，请将 Accept 设为 application/json。"),
    409: ("refused", "当前状态下不能办理。"),
    415: ("unsupported_media_type", "接口只接收 JSON，请将 Content-Type 设为 application/json。"),
    422: ("invalid_rows", "内容有误，全部未接收。请按 rows 中的说明更正后重新发送。"),
    429: ("too_many_requests", "调用过于频繁，请在 Retry-After 所示秒数之后重试。"),
    500: ("server_error", "平台内部错误，请稍后重试；仍有问题请联系平台系统管理员。"),
}


class Problem(exceptions.APIException):
    """A refusal with a code and a sentence of its own; `rows` names what is wrong in which row of the content."""

    code: ClassVar[str] = ""
    message: ClassVar[str] = ""
    rows: Sequence[dict] = ()

    @property
    def body(self) -> dict:
        found = body(self.status_code, message=self.message)
        return {**found, "code": self.code or found["code"], "rows": list(self.rows)}


class InvalidRows(Problem):
    """422: each entry of `rows` is {"row", "field", "message"} and what tells the row apart."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY

    def __init__(self, rows: Sequence[dict]):
        super().__init__()
        self.rows = rows


class InvalidParameters(exceptions.APIException):
    """400 with a list of sentences for each parameter at fault."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors: dict[str, list[str]]):
        self.errors = errors
        super().__init__()


def body(code: int, *, message: str = "", errors: dict | None = None) -> dict:
    key, sentence = PROBLEMS.get(code, PROBLEMS[400 if code < 500 else 500])
    return {"code": key, "message": message or sentence, "errors": errors or {}}


def handle(error: Exception, context: dict) -> Response | None:
    """settings.REST_FRAMEWORK["EXCEPTION_HANDLER"]; None lets an unforeseen error become the portal's own 500."""
    if isinstance(error, Refusal):
        return Response(body(409, message=str(error)), status=409)
    if isinstance(error, Problem):
        return Response(error.body, status=error.status_code)
    if isinstance(error, Http404 | PermissionDenied):
        error = exceptions.NotFound() if isinstance(error, Http404) else exceptions.PermissionDenied()
    response = exception_handler(error, context)
    if response is not None:
        response.data = body(response.status_code, errors=getattr(error, "errors", None))
    return response


def answer(code: int, headers: dict | None = None) -> JsonResponse:
    """The same outside the views: an unknown address, a token that calls too often, an error page."""
    headers = {"Cache-Control": NO_STORE, **(headers or {})}
    return JsonResponse(body(code), status=code, headers=headers, json_dumps_params={"ensure_ascii": False})


def is_api(request) -> bool:
    return request.path.startswith(settings.API_PREFIX)
