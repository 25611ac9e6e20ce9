"""The first page, the sign-in page and the elder switch, through the front door."""

import pytest
from django.urls import reverse

from core.pages.demo_accounts import DemoAccount

POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
pytestmark = pytest.mark.django_db


def accounts():
    return [
        DemoAccount("staff", "登记管理经办", "王珂", "wangke", "demo-pass", "待办"),
        DemoAccount("organization", "组织填报人", "唐果", "tangguo", "demo-pass"),
    ]


@pytest.fixture
def demo(settings):
    settings.IS_DEMO = True
    settings.DEMO_ACCOUNTS = f"{__name__}.accounts"


def test_the_first_page_says_what_this_is_and_leads_to_the_sign_in_page(client):
    page = client.get(reverse("public:landing"))
    assert page.status_code == 200
    assert "管理部门" in page.content.decode()
    assert f'href="{reverse("account_login")}"' in page.content.decode()


@pytest.mark.parametrize("name", ["public:landing", "account_login"])
def test_a_page_carries_the_strict_policy_and_no_nonce(client, name):
    policy = client.get(reverse(name)).headers["Content-Security-Policy"]
    for part in POLICY:
        assert part in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy


@pytest.mark.parametrize("name", ["public:landing", "account_login"])
@pytest.mark.usefixtures("demo")
def test_the_demo_lists_its_accounts_by_audience(client, name):
    page = client.get(reverse(name)).content.decode()
    assert "演示数据，均为虚构" in page
    assert "wangke" in page
    assert "tangguo" in page


@pytest.mark.parametrize("name", ["public:landing", "account_login"])
def test_outside_the_demo_no_account_is_named(client, settings, demo, name):
    settings.IS_DEMO = False
    page = client.get(reverse(name)).content.decode()
    assert "wangke" not in page
    assert "演示数据" not in page


def test_a_wrong_password_is_answered_in_a_summary(client):
    page = client.post(
        reverse("account_login"), {"login": "nobody-here", "password": "wrong-password"}
    ).content.decode()
    assert "error-summary" in page
    assert "<title>错误：登录" in page


def test_nobody_can_sign_up(client):
    assert client.get("/accounts/signup/").status_code == 404


def test_the_elder_switch_stays_on_for_the_browser_and_goes_off_again(client):
    answer = client.post(reverse("public:elder"), {"next": "/?x=1"})
    assert answer.headers["Location"] == "/?x=1"
    assert "data-elder" in client.get("/").content.decode().split("<head>")[0]
    client.post(reverse("public:elder"))
    assert "data-elder" not in client.get("/").content.decode().split("<head>")[0]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_elder_switch_leads_nowhere_else(client, target):
    assert client.post(reverse("public:elder"), {"next": target}).headers["Location"] == "/"


def test_an_unknown_address_gets_our_page(client):
    page = client.get("/no/such/page/")
    assert page.status_code == 404
    assert "没有找到您要看的内容" in page.content.decode()


def test_the_footer_shows_only_what_the_bureau_filled_in(client, settings):
    settings.PORTAL_FOOTER = {"sponsor": "霁川市民政局", "icp": ""}
    page = client.get("/").content.decode()
    assert "主办单位：霁川市民政局" in page
    settings.PORTAL_FOOTER = {"sponsor": "", "icp": ""}
    assert "<footer" not in client.get("/").content.decode()
