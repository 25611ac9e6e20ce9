"""From a plan to requests: proposed, struck, opened; nothing is established, nothing stale is asked for."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from party_building.joint_plans import actions
from party_building.joint_plans.models import JointGroup, JointPlan
from party_building.models import CoverageLink, PartyUnit, UnitRequest
from party_building.party_counts import actions as counts
from party_building.party_counts.states import CountSource
from party_building.party_limits.reference import load_limits
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from tests.support.bureau import SETUP, Bureau

DAY = datetime.date(2024, 3, 1)


@pytest.fixture
def bureau(db):
    load_limits()
    return Bureau()


@pytest.fixture
def officer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


def body(bureau, name, members, street=None, **more):
    found = bureau.register(
        f"霁川市{name}协会", region_id=(street or bureau.tinglan).pk,
        responsibilities={"party_superior": bureau.party_committee.pk}, **more,
    )  # fmt: skip
    if members is not None:
        counts.count(found, actor=SETUP, since=DAY, source=CountSource.SURVEY, formal_full_time=members)
    return found


@pytest.fixture
def neighbours(bureau):
    """Three that may join, one that must stand alone, one without members, one too far away."""
    bodies = {
        name: body(bureau, name, members) for name, members in {"甲": 1, "乙": 2, "丙": 1, "丁": 3, "戊": 0}.items()
    }
    return {**bodies, "己": body(bureau, "己", 2, street=bureau.yanhu)}


def names_of(group) -> set[str]:
    return {one.organization.name[3] for one in group.bodies.select_related("organization")}


def test_a_plan_joins_those_with_one_or_two_members_and_no_others(bureau, officer, neighbours):
    plan = actions.make(bureau.party_committee, actor=officer)
    assert [names_of(group) for group in plan.groups.all()] == [{"甲", "乙", "丙"}]
    assert (plan.candidates, plan.alone, plan.without_members) == (4, 1, 1)
    assert plan.is_proven
    assert not PartyUnit.objects.exists(), "a plan establishes nothing"


def test_the_page_says_before_and_after_and_who_stays_out(bureau, neighbours):
    client = bureau.client("party_officer", bureau.party_committee)
    answer = client.post(reverse("staff:joint_plans:make"))
    page = client.get(answer["Location"]).content.decode()
    assert "听澜街道第一联合党支部" in page
    assert "0 / 6" not in page
    assert "50%" in page or "50.0%" in page
    assert '仍有 <span class="digits">1</span> 家没有合适的伙伴' in page
    assert "求解器已证明没有更好的组合" in page


def test_chosen_groups_become_draft_requests_that_ask_the_street(bureau, officer, neighbours):
    plan = actions.make(bureau.party_committee, actor=officer)
    client = bureau.client("party_officer", bureau.party_committee)
    answer = client.post(reverse("staff:joint_plans:open_requests", args=[plan.pk]), {"number": "1"})
    assert answer.status_code == 302
    request = UnitRequest.objects.get()
    assert request.state == "draft"
    assert request.service_region == bureau.tinglan
    assert JointGroup.objects.get().request_key == request.pk
    assert not CoverageLink.objects.exists()
    again = client.post(reverse("staff:joint_plans:open_requests", args=[plan.pk]), {"number": "1"})
    assert again.status_code == 409, "opened once"
    assert UnitRequest.objects.count() == 1


def test_a_group_that_was_struck_is_not_opened(bureau, officer, neighbours):
    plan = actions.make(bureau.party_committee, actor=officer)
    client = bureau.client("party_officer", bureau.party_committee)
    client.post(reverse("staff:joint_plans:strike", args=[plan.pk, 1]))
    answer = client.post(reverse("staff:joint_plans:open_requests", args=[plan.pk]), {"number": "1"})
    assert answer.status_code == 409
    assert "请先选择至少一个" in answer.content.decode()
    assert not UnitRequest.objects.exists()


def test_a_body_that_found_a_unit_meanwhile_stops_the_group_by_name(bureau, officer, neighbours):
    plan = actions.make(bureau.party_committee, actor=officer)
    units.establish(
        actor=SETUP, name="乙协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=DAY, organization=neighbours["乙"],
    )  # fmt: skip
    client = bureau.client("party_officer", bureau.party_committee)
    answer = client.post(reverse("staff:joint_plans:open_requests", args=[plan.pk]), {"number": "1"})
    assert answer.status_code == 409
    assert "霁川市乙协会" in answer.content.decode()
    assert not UnitRequest.objects.exists()


def test_an_over_large_branch_is_proposed_to_be_split_within_the_limits(bureau, officer):
    bodies = tuple(body(bureau, name, 2) for name in "甲乙丙丁戊己庚")
    units.found(
        units.NewUnit(
            name="商贸联合党支部", level=UnitLevel.BRANCH, form=UnitForm.JOINT, superior=bureau.party_committee,
            established_on=DAY, covers=bodies,
        ),
        actor=SETUP,
    )  # fmt: skip
    plan = actions.make(bureau.party_committee, actor=officer)
    groups = list(plan.groups.filter(kind="split"))
    assert sum(group.bodies.count() for group in groups) == 7
    assert all(group.bodies.count() <= 5 and group.members >= 3 for group in groups)


def test_where_nobody_may_join_it_says_so(bureau):
    client = bureau.client("party_officer", bureau.party_committee)
    answer = client.post(reverse("staff:joint_plans:make"))
    assert answer.status_code == 409
    assert "没有可以参加联合的组织" in answer.content.decode()
    assert not JointPlan.objects.exists()


def test_civil_affairs_does_not_see_the_plan(bureau, officer, neighbours):
    plan = actions.make(bureau.party_committee, actor=officer)
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert clerk.get(reverse("staff:joint_plans:detail", args=[plan.pk])).status_code == 403


def test_the_command_prints_limits_and_proof_and_writes_nothing(bureau, neighbours, capsys):
    call_command("plan_joint_branches", "--json")
    printed = capsys.readouterr().out
    assert '"organizations_joined": 3' in printed
    assert '"gap": 0.0' in printed
    assert '"covered_after": 3' in printed
    assert not JointPlan.objects.exists()
