"""PB-04, PB-05 and PB-12 on the day before, the day and the day after."""

import datetime

import pytest

from core.rules.models import RuleVersion
from party_building.models import CommitteePost, UnitTerm
from party_building.party_counts import actions as counts
from party_building.party_counts.states import CountSource
from party_building.party_units import actions, rules
from party_building.party_units.states import CoverageKind, UnitForm, UnitLevel
from registry.people.models import Person
from tests.support.bureau import SETUP, Bureau

D = datetime.date
BEGUN = D(2023, 12, 1)


def found(rule, day) -> dict[str, tuple]:
    """{unit: (period, due, evidence)}; no finding names an organization."""
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    rows = one.findings(day, version)
    assert not rows.exclude(finding_organization_id=None).exists()
    names = ("finding_subject_id", "finding_period", "finding_due_on", "finding_evidence")
    return {subject: (period, due, evidence) for subject, period, due, evidence in rows.values_list(*names)}


@pytest.fixture
def bureau(db):
    return Bureau()


def branch(bureau, name="霁川市茶叶流通协会党支部", **said):
    given = {"level": UnitLevel.BRANCH, "form": UnitForm.STANDALONE, "superior": bureau.party_committee} | said
    return actions.establish(actor=SETUP, name=name, established_on=BEGUN, **given)


def covered(bureau, unit, members: list[int], kind=CoverageKind.JOINT):
    for number, formal in enumerate(members, 1):
        body = bureau.register(f"霁川市第{number}协会")
        counts.count(body, actor=SETUP, since=BEGUN, source=CountSource.SURVEY, formal_full_time=formal)
        actions.cover(body, unit=unit, kind=kind, actor=SETUP, since=BEGUN)
    return unit


@pytest.mark.parametrize(
    ("day", "is_told"),
    [(D(2026, 5, 31), False), (D(2026, 6, 1), True), (D(2026, 12, 1), True), (D(2026, 12, 2), False)],
)
def test_six_months_before_its_end_a_term_is_announced_until_its_last_day(bureau, day, is_told):
    unit = branch(bureau)
    actions.begin_term(unit, actor=SETUP, since=BEGUN, years=3)
    assert set(found(rules.TermEnds, day)) == ({unit.pk} if is_told else set())


@pytest.mark.parametrize(("day", "is_over"), [(D(2026, 12, 1), False), (D(2026, 12, 2), True)])
def test_a_term_is_over_the_day_after_its_last(bureau, day, is_over):
    unit = branch(bureau)
    actions.begin_term(unit, actor=SETUP, since=BEGUN, years=3)
    assert found(rules.TermOver, day) == (
        {unit.pk: ("1", D(2026, 12, 1), {"term_no": 1, "term_end": "2026-12-01"})} if is_over else {}
    )


def test_an_extension_counts_from_the_day_it_was_approved(bureau):
    unit = branch(bureau)
    actions.begin_term(unit, actor=SETUP, since=BEGUN, years=3)
    term = UnitTerm.objects.get()
    actions.extend(term, actor=SETUP, until=D(2027, 6, 1), approved_on=D(2026, 12, 10), document="批复")
    assert unit.pk in found(rules.TermOver, D(2026, 12, 9))
    assert not found(rules.TermOver, D(2026, 12, 10))
    assert unit.pk in found(rules.TermEnds, D(2027, 6, 1))
    assert unit.pk in found(rules.TermOver, D(2027, 6, 2))


def test_a_new_term_and_the_end_of_the_unit_settle_it(bureau):
    first, second = branch(bureau), branch(bureau, "第二党支部")
    for unit in first, second:
        actions.begin_term(unit, actor=SETUP, since=BEGUN, years=2)
    actions.begin_term(first, actor=SETUP, since=D(2026, 1, 5))
    actions.dissolve(second, actor=SETUP, dissolved_on=D(2026, 1, 5))
    assert set(found(rules.TermOver, D(2026, 1, 4))) == {first.pk, second.pk}
    assert found(rules.TermOver, D(2026, 1, 5)) == {}


@pytest.mark.parametrize(
    ("members", "said"),
    [([6], None), ([7], "应设支部委员会；"), ([49], "应设支部委员会；"),
     ([50], "应设支部委员会；可以设党总支；"), ([51], "应设支部委员会；党支部人数过多；可以设党总支；"),
     ([100], "应设支部委员会；党支部人数过多；可以设党委；")],
)  # fmt: skip
def test_a_branch_that_outgrew_its_form_is_named_with_its_numbers(bureau, members, said):
    unit = covered(bureau, branch(bureau), members, CoverageKind.OWN)
    rows = found(rules.SizeOutOfForm, D(2026, 6, 3))
    assert {pk: row[2]["size_reasons"] for pk, row in rows.items()} == ({unit.pk: said} if said else {})


def test_a_committee_of_three_is_a_committee(bureau):
    unit = covered(bureau, branch(bureau), [7], CoverageKind.OWN)
    for kind in "secretary", "organization", "publicity":
        person = Person.objects.create(name=f"测试{kind}")
        CommitteePost.objects.create(unit=unit, person=person, kind=kind, valid_from=D(2026, 6, 3))
    assert set(found(rules.SizeOutOfForm, D(2026, 6, 2))) == {unit.pk}
    assert found(rules.SizeOutOfForm, D(2026, 6, 3)) == {}


@pytest.mark.parametrize(("number", "said"), [(5, set()), (6, {"联合单位过多；"})])
def test_a_joint_branch_of_more_than_five_units_is_named(bureau, number, said):
    covered(bureau, branch(bureau, form=UnitForm.JOINT), [1] * number)
    rows = found(rules.SizeOutOfForm, D(2026, 6, 3))
    assert {row[2]["size_reasons"] for row in rows.values() if "联合" in row[2]["size_reasons"]} == said


def test_a_functional_branch_does_not_count_members_that_sit_elsewhere(bureau):
    covered(bureau, branch(bureau, form=UnitForm.FUNCTIONAL), [60], CoverageKind.FUNCTIONAL)
    assert found(rules.SizeOutOfForm, D(2026, 6, 3)) == {}
