"""Alerts whose subject is a party unit: for the line above it, for nobody else."""

import datetime

import pytest
from django.urls import reverse

from core.departments.models import DepartmentKind
from party_building.party_units import actions
from party_building.party_units.states import UnitForm, UnitLevel
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from supervision.risk_alerts.telling import tell
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import sit  # noqa: F401

DAY = datetime.date(2026, 6, 3)
NEXT = DAY + datetime.timedelta(days=1)


@pytest.fixture
def unit(bureau, only_rules):
    only_rules("Units")
    bureau.host = bureau.register("霁川市茶叶流通协会")
    return actions.establish(
        actor=bureau.actor("party_officer", bureau.party_committee),
        name="霁川市茶叶流通协会党支部",
        level=UnitLevel.BRANCH,
        form=UnitForm.STANDALONE,
        superior=bureau.party_committee,
        organization=bureau.host,
        established_on=datetime.date(2024, 5, 6),
    )


def test_the_organ_above_sees_the_alert_and_opens_the_unit_from_it(bureau, unit):
    sweep.run(DAY)
    alert = RiskAlert.objects.about("party_unit", [unit.pk]).get()
    assert (alert.organization_id, alert.party_superior_id) == (None, bureau.party_committee.pk)
    client = bureau.client("party_officer", bureau.party_committee)
    listed = client.get(reverse("staff:risk_alerts:list"), {"q": "茶叶"}).content.decode()
    assert "霁川市茶叶流通协会党支部" in listed
    page = client.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    assert reverse("staff:party_units:detail", args=[unit.pk]) in page
    assert "业务主管单位" not in page


@pytest.mark.parametrize(
    ("role", "office"),
    [("registry_clerk", "bureau"), ("registry_chief", "bureau"), ("department_officer", "commerce"),
     ("street_officer", "tinglan_office"), ("bureau_leader", "bureau")],
)  # fmt: skip
def test_nobody_outside_the_party_line_sees_it(bureau, unit, role, office):
    sweep.run(DAY)
    alert = RiskAlert.objects.about("party_unit", [unit.pk]).get()
    place = bureau.tinglan if role == "street_officer" else None
    client = bureau.client(role, getattr(bureau, office), place)
    assert "霁川市茶叶流通协会党支部" not in client.get(reverse("staff:risk_alerts:list")).content.decode()
    assert client.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).status_code == 404


def test_another_party_organ_neither_sees_nor_dismisses_it(bureau, unit):
    other = bureau.department("望澜区委社会工作部", DepartmentKind.PARTY_ORGAN, bureau.wanglan)
    sweep.run(DAY)
    address = reverse("staff:risk_alerts:dismiss", args=[RiskAlert.objects.get().pk])
    assert bureau.client("party_officer", other).post(address, {"comment": "不是"}).status_code == 404
    bureau.client("party_officer", bureau.party_committee).post(
        address, {"reason": "not_yet_recorded", "comment": "已换届，批复在途"}
    )
    assert RiskAlert.objects.get().dismissed_on == DAY


def test_it_follows_the_unit_to_another_organ_and_resolves_with_it(bureau, unit):
    other = bureau.department("望澜区委社会工作部", DepartmentKind.PARTY_ORGAN, bureau.wanglan)
    sweep.run(DAY)
    officer = bureau.actor("party_officer", bureau.party_committee)
    actions.attach(unit, actor=officer, superior=other, since=DAY)
    assert sweep.run(DAY).rescoped == 1
    assert RiskAlert.objects.get().party_superior_id == other.pk
    actions.dissolve(unit, actor=bureau.actor("party_officer", other), dissolved_on=NEXT)
    sweep.run(NEXT)
    assert RiskAlert.objects.get().resolved_on == NEXT


def test_the_organ_is_told_a_number_and_no_name(bureau, unit):
    sweep.run(DAY)
    assert tell(DAY) == 1
    page = (
        bureau.client("party_officer", bureau.party_committee)
        .get(reverse("public:notifications:list"))
        .content.decode()
    )
    assert "风险预警：新增1件" in page
    assert "党建事项1件" in page
    assert "茶叶" not in page


def test_the_branch_secretary_reads_what_concerns_her_own_branch(bureau, unit, sit, enter):  # noqa: F811
    sweep.run(DAY)
    mine, others = bureau.host, bureau.register("霁川市棋类协会")
    page = enter(sit(mine, "branch_secretary")).get(reverse("org:risk_alerts:list")).content.decode()
    assert "霁川市茶叶流通协会党支部" in page
    other = enter(sit(others, "branch_secretary")).get(reverse("org:risk_alerts:list")).content.decode()
    assert "目前没有提醒" in other
    assert enter(sit(mine, "organization_filer")).get(reverse("org:risk_alerts:list")).status_code == 403
