"""What the system administrator sees of the machines."""

import pytest
from django.urls import reverse

from tests.support.offices import office, sat

PAGE = "staff:health:index"


@pytest.fixture
def administrator(db):
    return sat(office(), "system_admin")[1]


def test_the_system_administrator_reads_each_check_in_words_and_finds_it_in_the_menu(administrator):
    page = administrator.get(reverse(PAGE)).content.decode()
    for title in (
        "数据库",
        "数据库结构",
        "消息队列",
        "缓存",
        "后台任务进程",
        "定时器",
        "磁盘空间",
        "时钟",
        "审计锚点",
        "夜间检查",
    ):
        assert title in page
    assert "请检查 portal-worker 服务" in page
    assert f'href="{reverse(PAGE)}" aria-current="page"' in page


def test_plain_http_is_warned_of_because_passwords_travel_open_and_security_keys_do_not_work(administrator):
    warned = administrator.get(reverse(PAGE), headers={"host": "127.0.0.1"}).content.decode()
    assert "正在通过未加密的 HTTP 访问" in warned
    encrypted = administrator.get(reverse(PAGE), secure=True, headers={"host": "127.0.0.1"}).content.decode()
    assert "通过加密连接访问" in encrypted
    at_home = administrator.get(reverse(PAGE), headers={"host": "localhost:8000"}).content.decode()
    assert "在本机访问" in at_home


def test_nobody_else_sees_it(db):
    assert sat(office())[1].get(reverse(PAGE)).status_code == 403
