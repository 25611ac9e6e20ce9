"""A plan through its pages: computed, looked at, struck by hand, applied once; and what changed in between."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.workflow.errors import NotCompetent
from party_building.instructor_plans import actions
from party_building.instructor_plans.models import InstructorPlan
from party_building.instructors.models import Dispatch
from tests.support.bureau import Bureau
from tests.support.instructors import body, enroll, send


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def pool(bureau):
    """One at home in 听澜, knowing 教育, one in 砚湖; room for three in all."""
    return (
        enroll(bureau, "周启", home=bureau.tinglan, trades=["教育"], load_cap=2),
        enroll(bureau, "秦明", home=bureau.yanhu, load_cap=1),
    )


@pytest.fixture
def bodies(bureau, pool):
    places = (bureau.tinglan, bureau.tinglan, bureau.yanhu, bureau.zhenhe)
    return [
        body(bureau, f"霁川市第{number}教育协会", region_id=place.pk, industry="教育")
        for number, place in enumerate(places, 1)
    ]


def make(officer) -> InstructorPlan:
    answer = officer.post(reverse("staff:instructor_plans:create"), {"basis": "department"})
    assert answer.status_code == 302
    return InstructorPlan.objects.get(state="draft")


def test_a_plan_is_shown_with_reasons_loads_and_whom_it_leaves_out_before_anything_is_sent(bureau, officer, bodies):
    plan = make(officer)
    assert not Dispatch.objects.exists()
    page = officer.get(reverse("staff:instructor_plans:detail", args=[plan.pk])).content.decode()
    assert "已证明最优" in page
    assert "队伍余量不足：还可联系3家，应派4家" in page
    lines = officer.get(f"{reverse('staff:instructor_plans:lines')}?plan={plan.pk}").content.decode()
    assert "同街道、同行业、现有0家" in lines
    assert "同街道、行业不同、现有0家" in lines


def test_what_was_struck_stays_uncovered_and_a_plan_is_applied_once(bureau, officer, bodies):
    plan = make(officer)
    struck = plan.lines.get(organization=bodies[0])
    officer.post(reverse("staff:instructor_plans:strike", args=[struck.pk]))
    address = reverse("staff:instructor_plans:apply", args=[plan.pk])
    assert officer.post(address, {"since": "2026-06-01", "document": "选派通知1号"}).status_code == 302
    assert Dispatch.objects.count() == 2
    assert not Dispatch.objects.filter(organization=bodies[0]).exists()
    assert officer.post(address, {"since": "2026-06-01"}).status_code == 422
    assert Dispatch.objects.count() == 2
    plan.refresh_from_db()
    assert (plan.state, plan.document) == ("applied", "选派通知1号")


def test_a_plan_on_changed_data_says_what_changed_and_sends_only_what_still_fits(bureau, officer, bodies, pool):
    plan = make(officer)
    zhou, qin = pool
    taken = plan.lines.filter(instructor=zhou).first().organization
    send(taken, qin)
    body(bureau, "霁川市新登记协会")
    page = officer.get(reverse("staff:instructor_plans:detail", args=[plan.pk])).content.decode()
    assert "1家已另行选派指导员" in page
    assert "1家新列入应派未派，方案中没有" in page
    assert "秦明（0家→1家）" in page
    officer.post(reverse("staff:instructor_plans:apply", args=[plan.pk]), {"since": "2026-06-01"})
    skipped = plan.lines.filter(state="skipped")
    assert {line.organization for line in skipped} == {taken, bodies[2]}
    assert any("超出上限" in line.note for line in skipped)


def test_the_command_computes_and_writes_nothing(bureau, bodies, capsys):
    call_command("plan_instructors", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["bodies"], said["instructors"], said["room"], said["assigned"]) == (4, 2, 3, 3)
    assert (said["status"], said["gap"], said["caps_broken"], said["written"]) == ("Optimal", 0.0, 0, False)
    assert not InstructorPlan.objects.exists()


def test_another_organ_finds_no_plan_and_without_a_body_there_is_none(bureau, officer, bodies):
    plan = make(officer)
    other = bureau.client("party_officer", bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai))
    assert other.get(reverse("staff:instructor_plans:detail", args=[plan.pk])).status_code == 404
    answer = other.post(reverse("staff:instructor_plans:create"), {"basis": "department"})
    assert answer.status_code == 422
    assert "没有应派未派的组织" in answer.content.decode()


def test_the_organ_above_sees_the_plan_and_is_refused_with_the_name_of_its_own(bureau, officer, bodies):
    plan = make(officer)
    above = bureau.department("霁川市委社会工作部", "party_organ", bureau.city)
    type(above).objects.filter(pk=bureau.party_committee.pk).update(parent=above)
    actor = bureau.actor("party_officer", above)
    assert InstructorPlan.objects.visible_to(actor).get() == plan
    for verb in (
        lambda: actions.apply(plan, actor=actor, since=datetime.date(2026, 6, 1)),
        lambda: actions.discard(plan, actor=actor),
        lambda: actions.strike(plan.lines.first(), actor=actor),
    ):
        with pytest.raises(NotCompetent, match="由霁川市社会组织综合党委办理"):
            verb()
    assert not Dispatch.objects.exists()
