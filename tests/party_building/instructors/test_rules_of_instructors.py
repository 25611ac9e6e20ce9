"""PB-02 and PB-13 on the day before, the day and the day after."""

import datetime

import pytest

from core.rules.models import RuleVersion
from core.workdays.calendar import add_workdays
from party_building.instructors import actions, rules
from party_building.instructors.models import Visit
from party_building.instructors.states import DispatchBasis
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from tests.support.bureau import SETUP, Bureau
from tests.support.instructors import body, enroll, send

D = datetime.date
ONE = datetime.timedelta(days=1)
REGISTERED = D(2026, 1, 5)


@pytest.fixture
def bureau(db):
    return Bureau()


def found(rule, day) -> list[tuple]:
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    return list(one.findings(day, version).values_list("finding_subject_id", "finding_period"))


def test_a_body_is_named_from_the_day_after_its_thirtieth_working_day(bureau):
    tea = body(bureau, "霁川市茶业协会", registered_on=REGISTERED)
    last = add_workdays(REGISTERED, 30)
    assert not found(rules.NoInstructor, last - ONE)
    assert not found(rules.NoInstructor, last)
    assert found(rules.NoInstructor, last + ONE) == [(tea.pk, "")]


def test_an_instructor_or_a_branch_settles_it_on_that_day_and_ending_opens_it_the_day_after(bureau):
    tea = body(bureau, "霁川市茶业协会", registered_on=REGISTERED)
    fact = send(tea, enroll(bureau, "周启"), since=D(2026, 4, 1))
    assert found(rules.NoInstructor, D(2026, 3, 31))
    assert not found(rules.NoInstructor, D(2026, 4, 1))
    actions.end_dispatch(fact, actor=SETUP, last_day=D(2026, 4, 20), reason="轮换")
    assert not found(rules.NoInstructor, D(2026, 4, 20))
    assert found(rules.NoInstructor, D(2026, 4, 21))
    units.establish(
        actor=SETUP, name="霁川市茶业协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=D(2026, 5, 1), organization=tea,
    )  # fmt: skip
    assert found(rules.NoInstructor, D(2026, 4, 30))
    assert not found(rules.NoInstructor, D(2026, 5, 1))


def test_a_quarter_without_a_visit_is_named_when_it_is_over_and_each_basis_for_itself(bureau):
    tea = body(bureau, "霁川市茶业协会")
    zhou, qin = enroll(bureau, "周启"), enroll(bureau, "秦明")
    send(tea, zhou, since=D(2026, 1, 1))
    send(tea, qin, DispatchBasis.STREET, since=D(2026, 1, 2))
    assert not found(rules.NoVisit, D(2026, 3, 31))
    assert found(rules.NoVisit, D(2026, 4, 1)) == [(tea.pk, "2026Q1/department")]
    assert sorted(found(rules.NoVisit, D(2026, 7, 1))) == [(tea.pk, "2026Q2/department"), (tea.pk, "2026Q2/street")]
    Visit.objects.create(organization=tea, instructor=zhou, visited_on=D(2026, 3, 31), asked="了解情况")
    assert not found(rules.NoVisit, D(2026, 4, 1))


def test_guidance_by_the_bureau_is_no_visit_of_the_instructor(bureau):
    tea = body(bureau, "霁川市茶业协会")
    send(tea, enroll(bureau, "周启"), since=D(2026, 1, 1))
    Visit.objects.create(
        organization=tea, kind="guidance", office=bureau.bureau, visited_on=D(2026, 2, 1), asked="换届程序"
    )
    assert found(rules.NoVisit, D(2026, 4, 1))
