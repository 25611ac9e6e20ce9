"""A leader's own county and organizations: open alerts, overdue tasks, needs, last contact; nobody else's."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core.writeoff.models import WriteOffRow
from party_building.leader_charges import actions as charges
from party_building.leader_charges.models import LeaderCharge
from supervision.liaison import actions as liaison
from supervision.models import RiskAlert
from supervision.task_lists import actions as tasks
from supervision.task_lists.actions import Order
from tests.support.bureau import BACKEND, Bureau
from tests.support.links import wrong_numbers

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def bureau(db, set_clock):
    set_clock("2026-06-03")
    return Bureau()


@pytest.fixture
def steel(bureau):
    """Sits in 砚海区; the leader's seat is in 望澜区."""
    return bureau.register(
        "砚海区钢贸商会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk,
        responsibilities={"party_superior": bureau.party_committee.pk},
    )  # fmt: skip


@pytest.fixture
def seat(bureau):
    return bureau.seat("leader_in_charge", bureau.wanglan_bureau, bureau.wanglan)


@pytest.fixture
def own(seat):
    client = Client()
    client.force_login(seat.user, backend=BACKEND)
    return client


@pytest.fixture
def charged(bureau, seat, steel):
    organ = bureau.actor("party_officer", bureau.party_committee)
    leader = charges.enlist(
        actor=organ, department=bureau.party_committee, name="苏某", post="副局长", document="文件",
        valid_from=D(2026, 1, 1), user=seat.user,
    )  # fmt: skip
    charges.charge(leader, actor=organ, since=D(2026, 1, 1), regions=[bureau.wanglan], organizations=[steel])
    return LeaderCharge.objects.get(organization=steel)


@pytest.fixture
def busy(bureau, charged, steel, set_clock):
    """One open alert, one task row that is late on 4 June, one need."""
    RiskAlert.objects.create(
        rule_code="AR-04", subject_kind="organization", subject_id=steel.pk, organization=steel, severity="H",
        opened_on="2026-06-02", supervising_authority=bureau.yanhai_bureau,
    )  # fmt: skip
    clerk = bureau.actor("registry_clerk", bureau.yanhai_bureau)
    order = Order(
        title="核查住所", source_kind="own", requirement="上门核查", lead=bureau.wanglan_bureau, due_on=D(2026, 6, 3)
    )
    task = tasks.draft(actor=clerk, department=bureau.yanhai_bureau, order=order)
    tasks.add_organizations(task, actor=clerk, organizations=[steel], owner="lead")
    tasks.issue(task, actor=clerk)
    liaison.raise_need(steel, actor=clerk, kind="need", words="需要仓储用地")
    return charged


def page(name, *args) -> str:
    return reverse(f"staff:leader_views:{name}", args=args)


def line_of(html: str, name: str) -> str:
    return html.split(f">{name}</a>")[1].split("</tr>")[0]


def test_a_task_is_late_the_day_after_and_stands_on_the_home_page(busy, own, steel, set_clock):
    assert 'data-label="逾期任务" class="num">0' in line_of(own.get(page("list")).content.decode(), steel.name)
    set_clock("2026-06-04")
    line = line_of(own.get(page("list")).content.decode(), steel.name)
    address = page("detail", busy.pk)
    assert f'<a href="{address}?part=overdue">1</a>' in line
    assert f'<a href="{address}?part=alerts">1</a>' in line
    assert f'<a href="{address}?part=needs">1</a>' in line
    assert wrong_numbers(own, line) == []
    home = own.get(reverse("public:home")).content.decode()
    assert "我包联的对象" in home
    assert steel.name in home


def test_the_rows_behind_the_numbers_are_shown_wherever_the_organization_sits(busy, own, set_clock):
    set_clock("2026-06-04")
    text = own.get(page("detail", busy.pk)).content.decode()
    for words in ("核查住所", "需要仓储用地", "共 1 条"):
        assert words in text


def test_a_county_counts_the_rows_of_its_offices(busy, bureau, own, set_clock):
    set_clock("2026-06-04")
    county = LeaderCharge.objects.get(region=bureau.wanglan)
    assert WriteOffRow.objects.get().responsible == bureau.wanglan_bureau
    assert f'<a href="{page("detail", county.pk)}?part=overdue">1</a>' in own.get(page("list")).content.decode()


def test_another_leader_sees_nothing_of_it(busy, bureau, steel):
    other = bureau.client("leader_in_charge", bureau.yanhai_bureau, bureau.tinglan)
    assert other.get(page("detail", busy.pk)).status_code == 404
    assert steel.name not in other.get(page("list")).content.decode()


def test_the_last_contact_is_the_later_of_a_noted_visit_and_a_logged_one(busy, bureau, own, seat, steel):
    from core.departments.seats import actor_of

    leader = actor_of(seat)
    charges.note(busy, actor=leader, kind="visit", on=D(2026, 5, 1), text="走访")
    assert "2026-05-01" in line_of(own.get(page("list")).content.decode(), steel.name)
    given = {"kind": "call_out", "topic": "电话了解", "on": "2026-05-02"}
    assert own.post(reverse("staff:liaison:log", args=[steel.pk]), given).status_code == 302
    assert "2026-05-02" in line_of(own.get(page("list")).content.decode(), steel.name)


def test_a_charge_that_ended_shows_nothing_any_more(busy, bureau, own, set_clock):
    LeaderCharge.objects.filter(pk=busy.pk).update(valid_to=D(2026, 6, 3))
    assert own.get(page("detail", busy.pk)).status_code == 200
    set_clock("2026-06-04")
    assert own.get(page("detail", busy.pk)).status_code == 404
