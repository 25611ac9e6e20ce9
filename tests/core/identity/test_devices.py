"""Where I am signed in: listed, ended one by one or all but this, by the owner or by the security administrator."""

import time

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from core.audit.models import AuditEntry
from core.identity import devices
from core.workflow.models import TransitionLog
from tests.core.identity.conftest import PASSWORD

pytestmark = pytest.mark.django_db
MINE = "public:seats"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36 MicroMessenger/8.0"


def enter(username="wang.ke", agent=EDGE) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post(reverse("account_login"), {"login": username, "password": PASSWORD})
    assert client.get(reverse(MINE)).status_code == 200
    return client


def session_of(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


@pytest.fixture
def desk(wang):
    return enter()


@pytest.fixture
def phone(desk):
    return enter(agent=PHONE)


def test_the_page_names_each_device_and_marks_this_one(desk, phone, clerk, django_assert_max_num_queries):
    enter(clerk.username)
    with django_assert_max_num_queries(15):
        page = desk.get(reverse("account_sessions"))
    assert [(device.words, device.is_this) for device in page.context["devices"]] == [
        ("安卓手机 · 微信", False),
        ("Windows · Edge 浏览器", True),
    ]
    assert "本次登录" in page.content.decode()


def test_an_ended_session_can_neither_read_nor_post(desk, phone):
    desk.post(reverse("account_end_session", args=[session_of(phone).pk]))
    answer = phone.post(reverse("public:switch_seat"), {"seat": "department:1"})
    assert answer.url.startswith("/accounts/login/")
    assert phone.get(reverse(MINE)).status_code == 302
    assert desk.get(reverse(MINE)).status_code == 200
    assert AuditEntry.objects.filter(action="sessions.end").count() == 1


def test_all_others_end_at_once_and_this_one_stays(desk, phone):
    third = enter()
    answer = desk.post(reverse("account_end_other_sessions"), follow=True)
    assert "已退出其他 2 处登录" in answer.content.decode()
    assert [c.get(reverse(MINE)).status_code for c in (desk, phone, third)] == [200, 302, 302]


def test_this_session_is_left_by_signing_out_only(desk):
    desk.post(reverse("account_end_session", args=[session_of(desk).pk]))
    assert desk.get(reverse(MINE)).status_code == 200


def test_nobody_ends_somebody_elses_session(desk, clerk):
    other = enter(clerk.username)
    assert desk.post(reverse("account_end_session", args=[session_of(other).pk])).status_code == 404
    assert other.get(reverse(MINE)).status_code == 200


def test_a_session_gone_idle_is_no_longer_listed(desk, phone):
    with time_machine.travel(time.time() + django_settings.SESSION_IDLE_SECONDS - 60, tick=True):
        desk.get(reverse(MINE))
    with time_machine.travel(time.time() + django_settings.SESSION_IDLE_SECONDS + 60, tick=True):
        page = desk.get(reverse("account_sessions"))
    assert [device.is_this for device in page.context["devices"]] == [True]


def test_last_seen_moves_at_most_once_a_minute(desk):
    before = session_of(desk).last_seen_at
    with time_machine.travel(time.time() + 30, tick=True):
        desk.get(reverse(MINE))
        assert session_of(desk).last_seen_at == before
    with time_machine.travel(time.time() + 90, tick=True):
        desk.get(reverse(MINE))
        assert session_of(desk).last_seen_at > before


def test_the_security_administrator_ends_all_sessions_with_a_reason(administrators, desk, phone, wang):
    url = reverse("staff:accounts:end_sessions", args=[wang.pk])
    administrators["security_admin"].post(url, {"comment": " "})
    assert desk.get(reverse(MINE)).status_code == 200
    detail = reverse("staff:accounts:detail", args=[wang.pk])
    assert "安卓手机" in administrators["security_admin"].get(detail).content.decode()
    administrators["security_admin"].post(url, {"comment": "手机遗失"})
    assert [c.get(reverse(MINE)).status_code for c in (desk, phone)] == [302, 302]
    assert enter().get(reverse(MINE)).status_code == 200, "the account itself stays open"
    assert TransitionLog.objects.of(wang).get().comment == "手机遗失"
    assert "手机遗失" in administrators["security_admin"].get(detail).content.decode()
    assert AuditEntry.objects.filter(action="accounts.end_sessions", object_id=wang.pk).count() == 1


@pytest.mark.parametrize("role", ["system_admin", "audit_admin"])
def test_the_other_administrators_neither_end_sessions_nor_see_devices(administrators, desk, wang, role):
    client = administrators[role]
    assert client.post(reverse("staff:accounts:end_sessions", args=[wang.pk]), {"comment": "试"}).status_code == 403
    assert "Edge" not in client.get(reverse("staff:accounts:detail", args=[wang.pk])).content.decode()
    assert desk.get(reverse(MINE)).status_code == 200


def test_signing_in_gives_a_new_session_key(client, wang, sign_in):
    client.get(reverse("account_login"))
    client.session["planted"] = "1"
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client, "wang.ke")
    assert client.session.session_key != planted
    victim = Client()
    victim.cookies["sessionid"] = planted
    assert victim.get(reverse(MINE)).status_code == 302


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) UOSBrowser/6 Chrome/109 Safari/537.36", "统信 UOS · 统信浏览器"),
        ("Mozilla/5.0 (Windows NT 6.1) AppleWebKit Chrome/108.0 Safari 360SE", "Windows 7 · 360 浏览器"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Safari/604.1",
            "苹果手机 · Safari 浏览器",
        ),
        ("curl/8", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_a_browsers_name_for_itself_in_words(agent, words):
    assert devices.words_for(agent) == words
