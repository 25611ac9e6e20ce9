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


def html_tag(client, address="/"):
    return client.get(address).content.decode().split("<head>")[0]


def test_the_elder_switch_stays_on_for_the_browser_and_goes_off_again(client):
    answer = client.post(reverse("public:display"), {"next": "/?x=1"})
    assert answer.headers["Location"] == "/?x=1"
    assert "data-elder" in html_tag(client)
    client.post(reverse("public:display"))
    assert "data-elder" not in html_tag(client)


def test_an_address_alone_opens_elder_mode_and_closes_it(client):
    assert "data-elder" in html_tag(client, "/?elder=1")
    assert "data-elder" in html_tag(client)
    assert "data-elder" not in html_tag(client, "/?elder=0")
    assert "data-elder" not in html_tag(client)


def test_the_switch_on_an_elder_address_leads_back_without_switching_again(client):
    page = client.get("/sitemap/?elder=1&x=1").content.decode()
    assert 'name="next" value="/sitemap/?x=1"' in page
    assert "elder=1&" not in page


def test_each_tool_of_elder_mode_works_without_a_script_and_all_go_back_together(client):
    client.get("/?elder=1")
    for tool, attribute in (
        ("large_text", 'data-large-text="1"'),
        ("contrast", 'data-contrast="high"'),
        ("guide_line", 'data-guide-line="1"'),
        ("big_cursor", 'data-big-cursor="1"'),
    ):
        client.post(reverse("public:display"), {"set": tool})
        assert attribute in html_tag(client)
    client.post(reverse("public:display"), {"set": "reset"})
    assert html_tag(client).count("data-") == 1
    client.post(reverse("public:display"), {"set": "contrast"})
    client.post(reverse("public:display"), {"set": "elder"})
    assert "data-" not in html_tag(client)


def test_a_setting_nobody_knows_changes_nothing(client):
    assert client.post(reverse("public:display"), {"set": "sessionid"}).cookies == {}


def test_elder_mode_writes_no_row_and_opens_no_session(client):
    assert set(client.get("/?elder=1").cookies) <= {"elder", "csrftoken"}


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_elder_switch_leads_nowhere_else(client, target):
    assert client.post(reverse("public:display"), {"next": target}).headers["Location"] == "/"


def test_single_letter_keys_can_be_switched_off(client):
    assert "停用单个字母的快捷键" in client.get(reverse("public:keyboard_help")).content.decode()
    client.post(reverse("public:display"), {"set": "single_keys", "next": reverse("public:keyboard_help")})
    assert 'data-single-keys="off"' in html_tag(client)
    assert "启用单个字母的快捷键" in client.get(reverse("public:keyboard_help")).content.decode()


def test_the_help_on_keys_comes_alone_for_the_dialog(client):
    piece = client.get(reverse("public:keyboard_help"), headers={"HX-Request": "true"}).content.decode()
    assert "<kbd>j</kbd>" in piece
    assert "<html" not in piece


@pytest.mark.parametrize("engine", ["Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "MSIE 9.0"])
def test_internet_explorer_is_told_which_browsers_work_at_every_address(client, engine):
    for address in ("/", reverse("account_login"), "/ie/"):
        page = client.get(address, headers={"User-Agent": engine}).content.decode()
        assert "极速模式" in page
        assert "stylesheet" not in page
    assert "极速模式" not in client.get("/", headers={"User-Agent": "Mozilla/5.0 Chrome/109"}).content.decode()


@pytest.mark.parametrize("name", ["public:site_map", "public:accessibility", "public:keyboard_help", "public:ie"])
def test_the_pages_every_government_site_has_need_no_account(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_a_public_page_says_whose_site_it_is_to_machines(client, settings):
    settings.PORTAL_FOOTER = {"site_code": "3799000000"}
    page = client.get("/").content.decode()
    assert '<meta name="SiteName" content="社会组织综合管理平台">' in page
    assert '<meta name="SiteIDCode" content="3799000000">' in page
    assert '<meta name="ColumnName" content="站点地图">' in client.get(reverse("public:site_map")).content.decode()
    settings.PORTAL_FOOTER = {"site_code": ""}
    assert "SiteIDCode" not in client.get("/").content.decode()


def test_an_unknown_address_gets_our_page(client):
    page = client.get("/no/such/page/")
    assert page.status_code == 404
    assert "没有找到您要看的内容" in page.content.decode()


def test_the_footer_shows_only_what_the_bureau_filled_in(client, settings):
    settings.PORTAL_FOOTER = {"sponsor": "霁川市民政局", "police": "霁公网安备0号", "icp": ""}
    page = client.get("/").content.decode()
    assert "主办单位：霁川市民政局" in page
    assert "霁公网安备0号" in page
    settings.PORTAL_FOOTER = {"sponsor": "", "icp": ""}
    page = client.get("/").content.decode()
    assert "站点地图" in page
    for word in ("主办单位", "联系方式", "网站标识码", "找错", "党政机关"):
        assert word not in page
