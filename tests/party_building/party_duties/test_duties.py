"""A duty opens on the day the facts ask for it and ends when they do no more; nobody opens or closes one by hand."""

import datetime

import pytest
from django.urls import reverse

from core.rules.models import RuleVersion
from party_building.models import PartyDuty
from party_building.party_counts import actions as counts
from party_building.party_counts.states import CountSource
from party_building.party_duties import actions, rules
from party_building.party_duties.states import PartyDutyKind
from party_building.party_limits.models import PartyLimit
from party_building.party_limits.reference import load_limits
from party_building.party_limits.states import LimitCode
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitKind, UnitLevel
from registry.organizations.facts import OrganizationHeadcount
from registry.responsibilities.models import CommitteeDuty
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau

TODAY = datetime.date(2026, 6, 3)
REACHED = datetime.date(2025, 10, 20)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    load_limits()
    return Bureau()


@pytest.fixture
def body(bureau):
    found = bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})
    actions.refresh()
    return found


def members(body, number, since, **more):
    counts.count(body, actor=SETUP, since=since, source=CountSource.SURVEY, formal_full_time=number, **more)


def branch(bureau, *covers, since=TODAY, form=UnitForm.STANDALONE, name="茶业协会党支部", **more):
    said = {
        "name": name, "level": UnitLevel.BRANCH, "form": form, "superior": bureau.party_committee,
        "established_on": since, "covers": covers, **more,
    }  # fmt: skip
    return units.found(units.NewUnit(**said), actor=SETUP)


def found_by(rule, day) -> list[tuple[int, str]]:
    """(subject, severity) of what the rule finds on the day."""
    version = RuleVersion(code=rule.code, params=rule.default_params, severity=rule.default_severity)
    return list(rule.findings(day, version).values_list("finding_subject_id", "finding_severity"))


def open_kinds(body):
    return set(PartyDuty.objects.open().filter(organization=body).values_list("kind", flat=True))


def test_three_formal_members_open_the_duty_from_the_day_they_were_three(body):
    members(body, 2, datetime.date(2024, 1, 1))
    assert PartyDutyKind.ESTABLISH not in open_kinds(body)
    members(body, 3, REACHED)
    members(body, 5, datetime.date(2026, 1, 1))
    duty = PartyDuty.objects.open().get(organization=body, kind=PartyDutyKind.ESTABLISH)
    assert (duty.since, duty.due_on) == (REACHED, datetime.date(2026, 4, 20))
    assert PartyDuty.objects.overdue(TODAY).filter(pk=duty.pk).exists()


def test_the_duty_ends_with_the_unit_and_comes_back_when_that_is_dissolved(bureau, body):
    members(body, 3, REACHED)
    unit = branch(bureau, body)
    assert open_kinds(body) == set()
    assert PartyDuty.objects.get(organization=body, kind=PartyDutyKind.ESTABLISH).ended_on == TODAY
    units.dissolve(unit, actor=SETUP, dissolved_on=TODAY)
    actions.refresh()
    again = PartyDuty.objects.open().get(organization=body, kind=PartyDutyKind.ESTABLISH)
    assert PartyDuty.objects.filter(organization=body, kind=PartyDutyKind.ESTABLISH).count() == 2
    assert again.since == REACHED, "a unit of no day at all never covered anybody"


def test_probationary_members_and_those_whose_membership_is_elsewhere_do_not_count(body):
    members(body, 2, REACHED, probationary=4, formal_elsewhere=6)
    assert PartyDutyKind.ESTABLISH not in open_kinds(body)


def test_another_number_in_force_asks_from_another_number(body):
    members(body, 3, REACHED)
    PartyLimit.objects.filter(code=LimitCode.ESTABLISH_MEMBERS).update(number=4)
    actions.refresh()
    assert PartyDutyKind.ESTABLISH not in open_kinds(body)


@pytest.mark.parametrize(("formal", "words"), [(1, "可单独或联合组建"), (0, "应派指导员并培养发展")])
def test_thirty_people_employed_ask_for_a_unit_or_for_an_instructor(body, formal, words):
    OrganizationHeadcount.objects.create(organization=body, valid_from=REACHED, full_time_staff=30)
    members(body, formal, REACHED)
    duty = PartyDuty.objects.open().get(organization=body, kind=PartyDutyKind.STAFF)
    assert words in duty.reason
    assert duty.since == REACHED


def test_twenty_nine_people_do_not(body):
    OrganizationHeadcount.objects.create(organization=body, valid_from=REACHED, full_time_staff=29)
    members(body, 1, REACHED)
    assert PartyDutyKind.STAFF not in open_kinds(body)


def test_whoever_has_neither_unit_nor_instructor_is_owed_an_instructor(bureau, body):
    duty = PartyDuty.objects.open().get(organization=body, kind=PartyDutyKind.INSTRUCTOR)
    assert duty.due_on > duty.since
    joint = branch(bureau, body, form=UnitForm.AFFILIATED, name="挂靠党支部")
    assert PartyDutyKind.INSTRUCTOR in open_kinds(body), "affiliated without a member is no unit of its own"
    units.dissolve(joint, actor=SETUP, dissolved_on=TODAY)
    branch(bureau, body)
    assert PartyDutyKind.INSTRUCTOR not in open_kinds(body)


def test_a_unit_that_outgrew_its_form_is_told_so_to_its_line_alone(bureau):
    party = {"party_superior": bureau.party_committee.pk}
    bodies = [bureau.register(f"霁川市{ordinal}号协会", responsibilities=party) for ordinal in "一二三四五六"]
    for one in bodies:
        members(one, 9, REACHED)
    unit = branch(bureau, *bodies, form=UnitForm.JOINT, name="超大联合党支部")
    actions.refresh()
    kinds = set(PartyDuty.objects.open().filter(unit=unit).values_list("kind", flat=True))
    assert kinds == {"committee", "general_branch", "split", "branch_size"}
    officer = bureau.client("party_officer", bureau.party_committee)
    url = reverse("staff:party_duties:list")
    assert names(officer.get(url, {"state": "open"})) == ["超大联合党支部"] * 4
    assert bureau.client("registry_clerk", bureau.bureau).get(url).status_code == 403
    assert not PartyDuty.objects.visible_to(bureau.actor("registry_clerk", bureau.bureau)).filter(unit=unit).exists()


def test_five_bodies_are_not_too_many(bureau):
    party = {"party_superior": bureau.party_committee.pk}
    bodies = [bureau.register(f"霁川市{ordinal}号协会", responsibilities=party) for ordinal in "一二三四五"]
    for one in bodies:
        members(one, 1, REACHED)
    unit = branch(bureau, *bodies, form=UnitForm.JOINT, name="联合党支部")
    actions.refresh()
    assert not PartyDuty.objects.filter(unit=unit).exists()


def test_refreshing_twice_changes_nothing(body):
    members(body, 3, REACHED)
    before = list(PartyDuty.objects.order_by("pk").values())
    assert actions.refresh() == {"opened": 0, "ended": 0}
    assert list(PartyDuty.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (REACHED - datetime.timedelta(days=1), None),
        (REACHED, "M"),
        (datetime.date(2026, 4, 19), "M"),
        (datetime.date(2026, 4, 20), "H"),
    ],
)
def test_pb_01_warns_at_once_and_gravely_after_the_months(body, day, severity):
    members(body, 3, REACHED)
    found = found_by(rules.PartyOrganMissing(), day)
    assert [grade for key, grade in found if key == body.pk] == ([severity] if severity else [])


def test_pb_01_asked_for_a_past_day_does_not_know_the_unit_that_came_later(bureau, body):
    members(body, 3, REACHED)
    branch(bureau, body)
    assert found_by(rules.PartyOrganMissing(), TODAY) == []
    assert len(found_by(rules.PartyOrganMissing(), TODAY - datetime.timedelta(days=1))) == 1


@pytest.mark.parametrize(("day", "number"), [(datetime.date(2026, 4, 11), 0), (datetime.date(2026, 4, 12), 1)])
def test_pb_03_waits_for_the_last_day_and_ends_with_the_committee(bureau, day, number):
    CommitteeDuty.objects.create(
        department=bureau.commerce, office=bureau.bureau, partner=bureau.party_committee, organizations=6, threshold=5,
        reached_on=datetime.date(2026, 2, 10), due_on=datetime.date(2026, 4, 11),
    )  # fmt: skip
    assert len(found_by(rules.IndustryCommitteeMissing(), day)) == number
    branch(bureau, since=day, form="", kind=UnitKind.INDUSTRY, name="市商务局行业党委", business_guide=bureau.commerce)
    assert found_by(rules.IndustryCommitteeMissing(), day) == []


def test_the_people_of_the_line_see_what_is_overdue(bureau, body):
    members(body, 3, REACHED)
    officer = bureau.client("party_officer", bureau.party_committee)
    page = officer.get(reverse("staff:party_duties:list"), {"state": "overdue", "kind": "establish"})
    assert names(page) == ["霁川市茶业协会"]
