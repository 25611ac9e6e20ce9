"""拆分、合并、改隶、撤销、换届、延期: what an approval does to the tree, and what is refused."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, Refusal
from party_building.models import CoverageLink, PartyUnit, UnitRequest, UnitTerm
from party_building.party_units import actions as units
from party_building.party_units.states import CommitteePostKind, UnitForm
from party_building.unit_requests import actions
from party_building.unit_requests.states import RequestKind, RequestState
from registry.people.models import Person

DAY = datetime.date(2026, 6, 3)
NEXT = datetime.date(2026, 6, 10)


def step(name, *args):
    return reverse(f"staff:unit_requests:{name}", args=args)


def approved(world, unit, kind, **said):
    row = actions.draft(
        actor=world.officer, kind=kind, unit=unit, **{"effective_on": NEXT, "reason": "工作需要"} | said
    )
    actions.submit(row, actor=world.officer)
    actions.approve(row, actor=world.officer)
    return row


def nine(world):
    return [world.body(f"砚海区第{n}商会", 1) for n in range(1, 10)]


def test_an_over_large_joint_branch_is_split_into_three_through_the_form(world):
    bodies = nine(world)
    unit = world.joint("砚海区商贸联合党支部", bodies)
    names = {f"name_{n}": f"砚海区商贸第{n}联合党支部" for n in (1, 2, 3)}
    places = {f"body_{body.pk}": str(place // 3 + 1) for place, body in enumerate(bodies)}
    said = {**names, **places, "effective_on": "2026-06-10", "reason": "单位过多"}
    assert world.clerk.get(step("of_unit", unit.pk, "split")).status_code == 200
    world.clerk.post(step("of_unit", unit.pk, "split"), said)
    row = UnitRequest.objects.get()
    world.clerk.post(step("submit", row.pk))
    world.clerk.post(step("approve", row.pk), {})
    unit.refresh_from_db()
    assert unit.dissolved_on == NEXT
    for part in row.parts.all():
        assert CoverageLink.objects.on(NEXT).filter(unit=part.unit).count() == 3
    assert CoverageLink.objects.on(NEXT - datetime.timedelta(days=1)).filter(unit=unit).count() == 9


def test_a_split_must_place_everybody_and_leave_parts_that_can_stand(world):
    bodies = nine(world)
    unit = world.joint("砚海区商贸联合党支部", bodies)
    parts = [("第一联合党支部", bodies[:6]), ("第二联合党支部", bodies[6:8])]
    row = actions.draft(actor=world.officer, kind=RequestKind.SPLIT, unit=unit, effective_on=NEXT, parts=parts)
    page = world.clerk.get(step("detail", row.pk)).content.decode()
    assert "砚海区第9商会没有安排到拆分后的党组织" in page
    assert "“第一联合党支部”有6个单位，一般不超过5个" in page
    assert "“第二联合党支部”共有正式党员2人，不足3人" in page


def test_two_joint_branches_become_one(world):
    first = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 1)])
    second = world.joint("第二联合党支部", [world.body("霁川市第3协会", 1), world.body("霁川市第4协会", 2)])
    approved(world, first, RequestKind.MERGE, mergers=[second])
    second.refresh_from_db()
    assert second.dissolved_on == NEXT
    assert CoverageLink.objects.on(NEXT).filter(unit=first).count() == 4


def test_a_merger_must_not_be_too_large(world):
    first = world.joint("第一联合党支部", [world.body(f"霁川市第{n}协会", 1) for n in (1, 2, 3)])
    second = world.joint("第二联合党支部", [world.body(f"霁川市第{n}协会", 1) for n in (4, 5, 6)])
    with pytest.raises(Refusal, match="合并后有6个单位，一般不超过5个"):
        approved(world, first, RequestKind.MERGE, mergers=[second])


def test_a_branch_goes_to_another_organ_and_is_seen_there(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    row = approved(world, unit, RequestKind.REATTACH, new_superior=world.district_organ, effective_on=DAY)
    unit.refresh_from_db()
    assert unit.superior == world.district_organ
    district = world.client("party_officer", world.district_organ)
    assert "改隶望澜区委社会工作部" in district.get(step("letter", row.pk)).content.decode()


def test_a_re_election_begins_a_term_of_three_years_and_ends_the_old_committee(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    person = Person.objects.create(name="沈星野")
    units.appoint(
        unit, actor=world.officer, person=person, kind=CommitteePostKind.SECRETARY, since=unit.established_on
    )
    row = approved(world, unit, RequestKind.REELECTION)
    term = UnitTerm.objects.get(unit=unit)
    assert (term.term_no, term.valid_from, term.term_end) == (1, NEXT, datetime.date(2029, 6, 10))
    assert term.document == row.document_no
    assert unit.posts.get().valid_to == datetime.date(2026, 6, 9)


@pytest.mark.parametrize(
    ("until", "said"),
    [("2027-09-01", ""), ("2027-09-02", "延期一般不超过12个月，最迟至2027-09-01"), ("2026-09-01", "须晚于届满日期")],
)
def test_an_extension_is_at_most_a_year_and_only_once(world, until, said):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    UnitTerm.objects.create(unit=unit, term_no=1, valid_from="2026-01-05", term_end="2026-09-01")
    wanted = datetime.date.fromisoformat(until)
    if said:
        with pytest.raises(Refusal, match=said):
            approved(world, unit, RequestKind.EXTENSION, extended_until=wanted)
        return
    row = approved(world, unit, RequestKind.EXTENSION, extended_until=wanted)
    term = UnitTerm.objects.get()
    assert (term.extended_until, term.extension_document) == (wanted, row.document_no)
    with pytest.raises(Refusal, match="同一届不能再次延期"):
        approved(world, unit, RequestKind.EXTENSION, extended_until=datetime.date(2027, 8, 1))


def test_bodies_without_members_are_affiliated_to_a_branch_nearby(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    empty = world.body("霁川市琴筝学会", 0)
    world.clerk.post(step("of_unit", unit.pk, "affiliate"), {
        "bodies": empty.name, "effective_on": "2026-06-10", "reason": "没有党员",
    })  # fmt: skip
    row = UnitRequest.objects.get()
    world.clerk.post(step("submit", row.pk))
    world.clerk.post(step("approve", row.pk), {})
    assert CoverageLink.objects.get(organization=empty).kind == "affiliated"


def test_dissolving_says_who_is_left_without_a_unit(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    row = actions.draft(actor=world.officer, kind=RequestKind.DISSOLVE, unit=unit, effective_on=NEXT)
    assert "2家社会组织将没有党组织覆盖" in world.clerk.get(step("detail", row.pk)).content.decode()
    actions.submit(row, actor=world.officer)
    actions.approve(row, actor=world.officer)
    assert PartyUnit.objects.get().dissolved_on == NEXT


def test_only_the_organ_above_answers(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    other = world.actor("party_officer", world.district_organ)
    row = actions.draft(actor=other, kind=RequestKind.REELECTION, unit=unit, effective_on=NEXT)
    actions.submit(row, actor=other)
    with pytest.raises(NotCompetent, match="由霁川市社会组织综合党委办理"):
        actions.approve(row, actor=other)
    world.clerk.post(step("refuse", row.pk), {"comment": "尚未届满"})
    row.refresh_from_db()
    assert (row.state, row.document_no) == (RequestState.REFUSED, "")
    page = world.clerk.get(step("letter", row.pk)).content.decode()
    assert "不予同意。尚未届满" in page


def test_the_second_request_of_a_kind_waits_for_the_first(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    actions.draft(actor=world.officer, kind=RequestKind.DISSOLVE, unit=unit, effective_on=NEXT)
    said = {"effective_on": "2026-06-10", "reason": "工作需要"}
    response = world.clerk.post(step("of_unit", unit.pk, "dissolve"), said)
    assert response.status_code == 422
    assert "已有一份撤销党组织请示未办结" in response.content.decode()


def test_the_numbers_of_an_organ_run_without_gaps(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    first = approved(world, unit, RequestKind.REELECTION)
    row = actions.draft(actor=world.officer, kind=RequestKind.REELECTION, unit=unit, effective_on=NEXT)
    with pytest.raises(Refusal):
        actions.submit(row, actor=world.officer)
    actions.withdraw(row, actor=world.officer)
    second = approved(world, unit, RequestKind.DISSOLVE, effective_on=datetime.date(2026, 7, 1))
    assert (first.document_no[-3:], second.document_no[-3:]) == ("〕1号", "〕2号")


def test_a_form_of_two_pages_keeps_what_the_other_saved(world):
    unit = world.joint("第一联合党支部", [world.body("霁川市第1协会", 1), world.body("霁川市第2协会", 2)])
    row = actions.draft(actor=world.officer, kind=RequestKind.DISSOLVE, unit=unit, effective_on=NEXT, reason="甲")
    said = {"effective_on": "2026-06-10", "version": 1}
    world.clerk.post(step("edit", row.pk), {**said, "reason": "乙"})
    late = world.clerk.post(step("edit", row.pk), {**said, "reason": "丙"})
    assert late.status_code == 422
    row.refresh_from_db()
    assert row.reason == "乙"


def test_a_joint_unit_form_is_the_only_one_to_split(world):
    host = world.body("霁川市第1协会", 4)
    unit = units.establish(
        actor=world.officer, name="第1协会党支部", level="branch", form=UnitForm.STANDALONE, organization=host,
        superior=world.party_committee, established_on=datetime.date(2026, 1, 5),
    )  # fmt: skip
    with pytest.raises(Refusal, match="只有联合党组织可以拆分"):
        approved(world, unit, RequestKind.SPLIT)
