"""The first page of every seat."""

import datetime
import re

import pytest
from django.urls import reverse

from core import worklist
from registry.organizations.models import Organization
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from tests.support import figures
from tests.support.bureau import Bureau
from tests.support.links import wrong_numbers

ROLES = {
    "registry_clerk": "bureau",
    "registry_chief": "bureau",
    "department_officer": "commerce",
    "bureau_leader": "bureau",
    "street_officer": "tinglan_office",
    "party_officer": "party_committee",
    "system_admin": "bureau",
    "security_admin": "bureau",
    "audit_admin": "bureau",
    "auditor": "bureau",
    "grid_officer": "tinglan_office",
}


@pytest.fixture
def bureau(db, set_clock, settings):
    set_clock("2026-06-03")
    settings.INDICATORS = figures.ALL
    settings.HOME_INDICATORS = ["test_registered", "test_normal"]
    settings.NIGHTLY_RULES = ["tests.supervision.risk_alerts.fake_rules.Rich"]
    from core.rules.reference import load_rules

    load_rules()
    bureau = Bureau()
    commerce = {"business_supervisor": bureau.commerce.pk}
    for number in range(3):
        bureau.register(
            f"霁川市第{number}商会",
            region_id=bureau.tinglan.pk,
            responsibilities=commerce,
            registered_funds_yuan=5 * number,
        )
    bureau.register("砚海区钢贸商会", region_id=bureau.yanhu.pk, authority=bureau.yanhai_bureau)
    sweep.run()
    return bureau


def home(client):
    response = client.get(reverse("public:home"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_every_number_on_the_home_page_of_every_role_opens_its_rows(bureau, role):
    client = bureau.client(role, getattr(bureau, ROLES[role]))
    assert wrong_numbers(client, home(client)) == []


def test_what_there_is_to_do_comes_first_with_its_deadline(bureau):
    organization = Organization.objects.get(name="霁川市第0商会")
    worklist.open_item(
        "test.check",
        subject=organization,
        title="核对霁川市第0商会的住所",
        department=bureau.bureau,
        url_name="public:home",
        url_args=[],
    )
    html = home(bureau.client("registry_clerk", bureau.bureau))
    assert html.index("核对霁川市第0商会的住所") < html.index("年度报告逾期未报")
    assert "核对霁川市第0商会的住所" not in home(bureau.client("registry_clerk", bureau.yanhai_bureau))


def open_item(bureau, kind, title, **options):
    organization = Organization.objects.get(name="霁川市第0商会")
    options = {"department": bureau.bureau, "url_name": "public:home", "url_args": [], **options}
    return worklist.open_item(kind, subject=organization, title=title, **options)


def test_the_list_can_be_narrowed_to_one_kind(bureau):
    open_item(bureau, "annual_reports.review", "审查年度报告")
    open_item(bureau, "imports.gap", "核对名单")
    client = bureau.client("registry_clerk", bureau.bureau)
    html = home(client)
    assert "全部 2" in html
    assert "年报 1" in html
    only = client.get(reverse("public:home"), {"kind": "imports"}).content.decode()
    assert "核对名单" in only
    assert "审查年度报告" not in only
    listed = client.get(reverse("staff:worklist:list"), {"kind": "imports"}).content.decode()
    assert "核对名单" in listed
    assert "审查年度报告" not in listed


def test_a_kind_nobody_knows_shows_everything(bureau):
    open_item(bureau, "annual_reports.review", "审查年度报告")
    client = bureau.client("registry_clerk", bureau.bureau)
    assert "审查年度报告" in client.get(reverse("public:home"), {"kind": "x"}).content.decode()


def test_the_next_two_weeks_show_what_falls_due_in_working_days(bureau):
    open_item(bureau, "annual_reports.review", "审查年度报告", due_on=datetime.date(2026, 6, 8))
    open_item(bureau, "imports.gap", "核对名单", due_on=datetime.date(2026, 6, 18))
    html = home(bureau.client("registry_clerk", bureau.bureau))
    days = html.split('id="home-schedule"')[1]
    assert "6月8日" in days
    assert "剩 3 个工作日" in days
    assert "6月18日" not in days


def test_what_waits_for_others_and_what_was_done_today_are_counted(bureau):
    waiting = open_item(bureau, "annual_reports.review", "审查年度报告")
    worklist.pause(Organization.objects.get(pk=waiting.object_id), "annual_reports.review", waiting_for="补正")
    assert "等待对方 1 件 · 今天已办 0 件" in home(bureau.client("registry_clerk", bureau.bureau))


def test_nothing_to_do_offers_three_places_to_go(bureau):
    html = home(bureau.client("registry_clerk", bureau.bureau))
    nothing = html.split('data-empty="done"')[1].split("</div>")[0]
    assert "今日无待办" in nothing
    assert nothing.count("<a ") == 3


def test_the_leader_sees_the_districts_and_the_clerk_does_not_have_to(bureau):
    assert "各区县情况" in home(bureau.client("bureau_leader", bureau.bureau))
    assert "各区县情况" not in home(bureau.client("registry_clerk", bureau.bureau))


def test_alerts_are_counted_as_far_as_the_seat_sees(bureau):
    assert RiskAlert.objects.count() == 2
    assert "未解除共 0 条" in home(bureau.client("department_officer", bureau.industry))
    assert 'status=waiting">2</a>' in home(bureau.client("department_officer", bureau.commerce))


def test_an_account_without_a_seat_is_told_whom_to_ask(client, django_user_model, db):
    user = django_user_model.objects.create(username="nobody", name="新同事")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "没有岗位" in home(client)


def test_nobody_else_comes_in(client, db):
    assert client.get(reverse("public:home")).status_code == 302


def test_administrators_find_what_waits_for_them(bureau):
    from core.audit.models import AuditCheck
    from core.departments.states import SeatState

    seat = bureau.seat("registry_clerk", bureau.bureau)
    type(seat).objects.filter(pk=seat.pk).update(state=SeatState.REQUESTED)
    assert seat.user.name in home(bureau.client("security_admin", bureau.bureau))
    assert seat.user.name not in home(bureau.client("system_admin", bureau.bureau))
    assert "后台任务" in home(bureau.client("system_admin", bureau.bureau))
    AuditCheck.objects.create(entries=5, anchors=1, findings=[{"kind": "changed"}])
    html = home(bureau.client("audit_admin", bureau.bureau))
    assert "审计日志异常" in html
    assert "审计日志异常" not in home(bureau.client("registry_clerk", bureau.bureau))


def test_a_leader_begins_with_the_figures_and_has_no_list_of_work(bureau):
    open_item(bureau, "annual_reports.review", "审查年度报告")
    client = bureau.client("bureau_leader", bureau.bureau)
    html = home(client)
    assert "审查年度报告" not in html
    assert html.index("高级别预警") < html.index("各区县情况") < html.index("可以查看")
    assert client.get(reverse("staff:worklist:list")).status_code == 403


@pytest.mark.parametrize("role", ["inspector", "bureau_leader", "leader_in_charge", "liaison_officer"])
def test_who_has_no_verb_among_the_work_has_no_work_list(bureau, role):
    assert not bureau.actor(role, bureau.bureau).can("worklist.view")


def test_at_most_six_figures_the_urgent_first_and_the_zeros_last(bureau):
    open_item(bureau, "annual_reports.review", "审查年度报告", due_on=datetime.date(2026, 6, 1))
    tiles = home(bureau.client("registry_chief", bureau.bureau)).split("home-tiles")[1].split('<div class="columns')[0]
    labels = re.findall(r'class="kpi-label"><span>([^<]+)', tiles)
    assert len(labels) == 6
    assert labels[0] == "已逾期"
    assert tiles.index(">0<") > tiles.index("预警待研判")


def test_who_looks_after_a_part_of_the_city_sees_how_many_are_there(bureau):
    html = home(bureau.client("grid_officer", bureau.tinglan_office, region=bureau.tinglan))
    assert "辖区内社会组织" in html
