"""Instructors of the demo city on 3 June 2026: 周启明 with too many bodies, a plan that nobody applied."""

import pytest
from django.urls import reverse

from core import clock
from party_building.council_units.models import CouncilUnit
from party_building.instructor_plans.models import InstructorPlan
from party_building.instructors import queries
from party_building.instructors.models import Dispatch, Instructor
from registry.models import Organization
from tests.demo_city.test_cast import read

pytestmark = pytest.mark.city


def test_zhouqiming_serves_eleven_and_four_saw_no_visit_in_the_last_quarter():
    today = clock.today()
    zhou = Instructor.objects.with_load(today).get(person__name="周启明")
    assert (zhou.load, zhou.cap) == (11, 5)
    assert queries.unvisited(Dispatch.objects.filter(instructor=zhou), today).count() == 4
    assert "共11家" in read("zhouqiming", reverse("org:instructors:list"))


def test_who_retired_in_may_left_three_bodies_open_and_most_others_are_served():
    today = clock.today()
    assert queries.fell_open(Organization.objects.all(), today).count() >= 3
    assert "祁广林" in read("xutang", reverse("staff:instructors:uncovered") + "?before=fell_open")
    needed = queries.without_branch(Organization.objects.all(), today).count()
    assert 0 < queries.uncovered(Organization.objects.all(), today).count() < needed / 2
    assert Dispatch.objects.on(today).filter(basis="street").count() == 2


def test_the_plan_of_the_committee_waits_with_its_proof():
    plan = InstructorPlan.objects.get()
    assert (plan.state, plan.gap) == ("draft", 0)
    assert "已证明最优" in read("xutang", reverse("staff:instructor_plans:detail", args=[plan.pk]))
    assert CouncilUnit.objects.count() == 20
    assert "霁川市档案馆" in read("zhengqiu", reverse("staff:council_units:list"))
