"""Pages for what went wrong."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from structlog.contextvars import bound_contextvars

from core.access.guards import MissingPermission
from core.access.roles import permission_codes
from core.pages import errors, permission_words
from tests.core.pages.cast import clerk, filer, page_request

NUMBER = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "sentence"),
    [
        (errors.bad_request, 400, "系统没有看懂这次请求"),
        (errors.forbidden, 403, "您当前的岗位不能使用这项功能"),
        (errors.not_found, 404, "没有找到您要看的内容"),
        (errors.server_error, 500, "系统暂时无法完成这项操作"),
        (errors.too_many_requests, 429, "操作过于频繁"),
        (errors.csrf_failure, 403, "页面已过期，本次提交没有生效"),
    ],
)
def test_an_error_page_needs_no_actor_and_no_database_and_carries_a_number(view, status, sentence):
    response = view(RequestFactory().get("/x/"))
    assert response.status_code == status
    assert sentence in text(response)
    assert "您可以" in text(response)
    assert NUMBER.search(text(response))


def test_the_number_is_the_beginning_of_the_request_id_in_the_log():
    with bound_contextvars(request_id="7f3a9100-0000-4000-8000-000000000000"):
        assert "7F3A-9100" in text(errors.server_error(page_request()))


def test_an_error_page_is_drawn_as_the_reader_wants_it_and_its_number_can_be_copied():
    request = RequestFactory().get("/x/")
    request.COOKIES = {"elder": "1", "contrast": "high"}
    shown = text(errors.server_error(request))
    assert 'data-elder="1"' in shown
    assert 'data-contrast="high"' in shown
    assert 'data-copy="#error-number"' in shown


def test_a_missing_row_and_a_row_out_of_scope_get_the_same_page():
    pages = [
        NUMBER.sub("", text(errors.not_found(page_request("/staff/x/1/", actor=clerk()), error)))
        for error in (Http404(), Http404("No Organization matches the given query."), None)
    ]
    assert pages[0] == pages[1] == pages[2]


def test_the_missing_page_speaks_of_the_actor_s_own_reach():
    assert "由本机关及下级机关登记管理" in text(errors.not_found(page_request(actor=clerk())))
    assert "只能查看本组织" in text(errors.not_found(page_request(actor=filer())))
    assert "岗位" not in text(errors.not_found(page_request()))


def test_the_forbidden_page_names_the_permission_and_the_posts_that_hold_it():
    shown = text(errors.forbidden(page_request(actor=clerk()), MissingPermission("annual_reports.receive")))
    assert "年度报告·接收审查" in shown
    assert "登记管理经办" in shown
    assert "annual_reports.receive" not in shown
    assert "本单位系统管理员" in shown


def test_the_forbidden_page_of_a_read_only_seat_says_so():
    shown = text(errors.forbidden(page_request(actor=clerk()), MissingPermission("read_only")))
    assert "只读岗位" in shown


def test_a_refusal_without_a_code_gets_a_general_sentence():
    assert "不对您当前的岗位开放" in text(errors.forbidden(page_request(actor=clerk()), PermissionDenied()))


@pytest.mark.parametrize("code", sorted(permission_codes()))
def test_every_permission_has_words(code):
    assert permission_words.words(code) != code
