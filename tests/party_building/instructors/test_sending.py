"""Sending instructors: who may, to whom, how many, and what the list of the uncovered says afterwards."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from party_building.instructors import actions, queries
from party_building.instructors.models import Dispatch
from party_building.instructors.states import DispatchBasis
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from registry.organizations.models import Organization
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau
from tests.support.instructors import SINCE, body, enroll, send

UNCOVERED = reverse("staff:instructors:uncovered")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


def asked(instructor, **changes):
    data = {"instructor": instructor.pk, "basis": "department", "since": "2026-01-05", "document": "", **changes}
    return {**data, "override_reason": changes.get("override_reason", "")}


def test_the_list_of_the_uncovered_shrinks_as_instructors_are_sent_and_branches_stand(bureau, officer):
    tea, chess, paper = (body(bureau, name) for name in ("霁川市茶业协会", "霁川市棋类协会", "霁川市造纸协会"))
    assert names(officer.get(UNCOVERED)) == ["霁川市茶业协会", "霁川市棋类协会", "霁川市造纸协会"]
    zhou = enroll(bureau, "周启")
    answer = officer.post(reverse("staff:instructors:dispatch", args=[tea.pk]), asked(zhou))
    assert answer.status_code == 302
    units.establish(
        actor=SETUP, name="霁川市棋类协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=SINCE, organization=chess,
    )  # fmt: skip
    assert names(officer.get(UNCOVERED)) == ["霁川市造纸协会"]
    day = datetime.date(2026, 1, 5)
    assert set(Organization.objects.filter(pk__in=queries.instructed(day))) == {tea}
    assert not Organization.objects.filter(pk__in=queries.instructed(day - DAY)).exists()
    assert paper in queries.uncovered(Organization.objects.all(), day)


def test_an_affiliated_unit_does_not_spare_a_body_its_instructor(bureau):
    tea = body(bureau, "霁川市茶业协会")
    units.establish(
        actor=SETUP, name="党群服务中心综合支部", level=UnitLevel.BRANCH, form=UnitForm.CENTRE,
        superior=bureau.party_committee, established_on=SINCE, covers=(tea,),
    )  # fmt: skip
    assert tea in queries.uncovered(Organization.objects.all(), SINCE + DAY)


def test_department_and_street_may_both_send_but_two_people_and_once_each(bureau):
    tea = body(bureau, "霁川市茶业协会")
    zhou, qin, sun = (enroll(bureau, name) for name in ("周启", "秦明", "孙立"))
    send(tea, zhou)
    with pytest.raises(Refusal, match="双派须为两人"):
        send(tea, zhou, DispatchBasis.STREET)
    send(tea, qin, DispatchBasis.STREET)
    with pytest.raises(Refusal, match="已有镇街选派的指导员秦明"):
        send(tea, sun, DispatchBasis.STREET)
    assert Dispatch.objects.on(SINCE).filter(organization=tea).count() == 2


def test_the_load_limit_holds_with_the_numbers_and_gives_way_to_a_reason(bureau, officer):
    zhou = enroll(bureau, "周启")
    for number in range(5):
        send(body(bureau, f"霁川市第{number}协会"), zhou)
    tea = body(bureau, "霁川市茶业协会")
    address = reverse("staff:instructors:dispatch", args=[tea.pk])
    refused = officer.post(address, asked(zhou))
    assert refused.status_code == 422
    assert "周启现联系5家，上限5家，再派1家即超出上限" in refused.content.decode()
    assert officer.post(address, asked(zhou, override_reason="同一园区")).status_code == 302
    assert Dispatch.objects.get(organization=tea).override_reason == "同一园区"
    assert "超出上限" in officer.get(f"{reverse('staff:instructors:list')}?load=over").content.decode()


def test_an_own_cap_goes_before_the_usual_one_and_a_needless_reason_is_not_kept(bureau):
    zhou = enroll(bureau, "周启", load_cap=1)
    assert send(body(bureau, "霁川市茶业协会"), zhou, override_reason="多余").override_reason == ""
    with pytest.raises(actions.OverLimit, match="上限1家"):
        send(body(bureau, "霁川市棋类协会"), zhou)


def test_only_the_organ_of_the_body_or_of_the_pool_sends(bureau):
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    tea = body(bureau, "望澜区茶业协会", other)
    zhou = enroll(bureau, "周启")
    given = {"instructor": zhou, "basis": DispatchBasis.DEPARTMENT, "since": SINCE}
    with pytest.raises(NotCompetent, match="由望澜区委社会工作部办理"):
        actions.dispatch(tea, actor=bureau.actor("party_officer", bureau.party_committee), **given)
    with pytest.raises(NotPermitted):
        actions.dispatch(tea, actor=bureau.actor("registry_clerk", bureau.bureau), **given)
    with pytest.raises(Refusal, match="不在您可以选派的指导员队伍中"):
        actions.dispatch(tea, actor=bureau.actor("party_officer", other), **given)


def test_the_organ_above_lends_its_pool_to_those_below_and_sends_anywhere_in_its_line(bureau):
    below = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan, bureau.party_committee)
    tea, chess = body(bureau, "望澜区茶业协会", below), body(bureau, "望澜区棋类协会", below)
    zhou = enroll(bureau, "周启")
    given = {"instructor": zhou, "basis": DispatchBasis.DEPARTMENT, "since": SINCE}
    actions.dispatch(tea, actor=bureau.actor("party_officer", below), **given)
    actions.dispatch(chess, actor=bureau.actor("party_officer", bureau.party_committee), **given)
    assert Dispatch.objects.on(SINCE).count() == 2


def test_nobody_is_sent_before_joining_or_to_a_body_that_is_gone(bureau):
    tea = body(bureau, "霁川市茶业协会")
    zhou = enroll(bureau, "周启")
    with pytest.raises(Refusal, match="2023-12-31不能选派"):
        send(tea, zhou, since=SINCE - DAY)
    Organization.objects.filter(pk=tea.pk).update(status="cancelled")
    tea.refresh_from_db()
    with pytest.raises(Refusal, match="已注销"):
        send(tea, zhou)


def test_a_street_party_officer_elsewhere_finds_neither_instructor_nor_dispatch(bureau):
    other = bureau.client("party_officer", bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai))
    tea, zhou = body(bureau, "霁川市茶业协会"), enroll(bureau, "周启")
    fact = send(tea, zhou)
    assert other.get(reverse("staff:instructors:detail", args=[zhou.pk])).status_code == 404
    assert other.get(reverse("staff:instructors:end_dispatch", args=[fact.pk])).status_code == 404
    assert names(other.get(reverse("staff:instructors:dispatches"))) == []


def test_leaving_ends_the_dispatches_on_that_day_and_the_bodies_fall_open(bureau, officer):
    tea, zhou = body(bureau, "霁川市茶业协会"), enroll(bureau, "周启")
    send(tea, zhou)
    last = datetime.date(2026, 5, 20)
    data = {"last_day": last.isoformat(), "reason": "退休"}
    assert officer.post(reverse("staff:instructors:leave", args=[zhou.pk]), data).status_code == 302
    fact = Dispatch.objects.get()
    assert (fact.valid_to, fact.end_reason) == (last, "退休")
    assert tea not in queries.uncovered(Organization.objects.all(), last)
    assert tea in queries.fell_open(Organization.objects.all(), last + DAY)
    page = officer.get(f"{UNCOVERED}?before=fell_open").content.decode()
    assert "周启" in page
    assert "退休" in page
    assert officer.post(reverse("staff:instructors:leave", args=[zhou.pk]), data).status_code == 422


def test_a_past_day_does_not_change_when_a_dispatch_ends_later(bureau):
    tea, zhou = body(bureau, "霁川市茶业协会"), enroll(bureau, "周启")
    fact = send(tea, zhou)
    day = datetime.date(2025, 6, 30)
    before = list(queries.instructed(day))
    actions.end_dispatch(fact, actor=SETUP, last_day=datetime.date(2025, 12, 31), reason="轮换")
    assert list(queries.instructed(day)) == before
    assert not queries.instructed(datetime.date(2026, 1, 1)).exists()
