"""A class: announced, filled, its waiting list moved up, and one list of who came."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, Refusal
from party_building.training import actions
from party_building.training.models import ClassSignUp, TrainingClass, TrainingCourse
from party_building.training.states import ClassState, SignUpState

pytestmark = pytest.mark.django_db


def states(training_class):
    return dict(training_class.sign_ups.values_list("name", "state"))


def test_the_party_officer_announces_a_class_and_its_organizations_find_it(bureau, course, tea, own_client):
    client = bureau.client("party_officer", bureau.party_committee)
    data = {
        "course": course.pk, "title": "党务骨干班", "held_on": "2026-06-20", "starts_at": "09:00", "place": "党校三楼",
        "capacity": "40", "hours": "4", "sign_up_until": "2026-06-18", "lecturer": "", "note": "", "invited": "",
    }  # fmt: skip
    answer = client.post(reverse("staff:training:create"), data)
    assert answer.status_code == 302
    made = TrainingClass.objects.get()
    assert answer.url == reverse("staff:training:detail", args=[made.pk])
    assert "党务骨干班" in own_client(tea).get(reverse("org:training:list")).content.decode()


def test_a_sign_up_that_ends_after_the_class_is_said_in_the_form(bureau, course):
    client = bureau.client("party_officer", bureau.party_committee)
    data = {
        "course": course.pk, "title": "班", "held_on": "2026-06-20", "starts_at": "09:00", "place": "党校",
        "capacity": "40", "hours": "4", "sign_up_until": "2026-06-21", "invited": "没有这家协会",
    }  # fmt: skip
    answer = client.post(reverse("staff:training:create"), data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "报名截止不能晚于举办日期" in text
    assert "没有找到：没有这家协会" in text
    assert not TrainingClass.objects.exists()


def test_an_organization_of_another_line_does_not_find_the_class(bureau, plan, own_client):
    its = plan()
    stranger = bureau.register("望澜区书画学会", authority=bureau.wanglan_bureau)
    client = own_client(stranger)
    assert its.title not in client.get(reverse("org:training:list")).content.decode()
    assert client.get(reverse("org:training:detail", args=[its.pk])).status_code == 404
    assert client.post(reverse("org:training:sign_up", args=[its.pk]), {"name": "某人"}).status_code == 404


def test_a_class_by_invitation_is_only_for_those_invited(bureau, plan, tea, chess, officer, own_client):
    its = plan(is_invited_only=True, invited=[tea])
    assert own_client(chess).get(reverse("org:training:detail", args=[its.pk])).status_code == 404
    with pytest.raises(Refusal, match="霁川市棋类协会不在其中"):
        actions.sign_up(its, organization=chess, actor=officer, name="丁")
    actions.sign_up(its, organization=tea, actor=officer, name="甲")
    notice = Notice.objects.get(template="training.class")
    assert notice.organization_key == tea.pk


def test_who_comes_when_the_class_is_full_waits_and_moves_up_in_order(plan, tea, chess, officer, own_client):
    its = plan(capacity=2)
    for body, name in ((tea, "甲"), (tea, "乙"), (chess, "丙"), (tea, "丁")):
        actions.sign_up(its, organization=body, actor=officer, name=name)
    assert states(its) == {"甲": "signed", "乙": "signed", "丙": "waiting", "丁": "waiting"}
    first = its.sign_ups.get(name="甲")
    answer = own_client(tea).post(reverse("org:training:withdraw", args=[first.pk]))
    assert answer.status_code == 302
    assert states(its) == {"甲": "withdrawn", "乙": "signed", "丙": "signed", "丁": "waiting"}
    assert Notice.objects.get(event_key__contains=":seat:").organization_key == chess.pk


def test_more_seats_move_the_waiting_list_up_and_fewer_than_taken_are_refused(plan, tea, officer):
    its = plan(capacity=1)
    for name in "甲乙":
        actions.sign_up(its, organization=tea, actor=officer, name=name)
    with pytest.raises(Refusal, match="已有1人报名"):
        actions.amend(its, actor=officer, version=1, capacity=0)
    actions.amend(its, actor=officer, version=1, capacity=2)
    assert states(its) == {"甲": "signed", "乙": "signed"}


def test_nobody_signs_up_twice_or_after_the_last_day(plan, tea, officer, own_client, set_clock):
    its = plan(sign_up_until=datetime.date(2026, 6, 5))
    client = own_client(tea)
    address = reverse("org:training:sign_up", args=[its.pk])
    set_clock("2026-06-05")
    assert client.post(address, {"name": "甲", "post": "秘书"}).status_code == 302
    again = client.post(address, {"name": "甲"})
    assert again.status_code == 422
    assert "甲已经报名" in again.content.decode()
    set_clock("2026-06-06")
    late = client.post(address, {"name": "乙"})
    assert late.status_code == 422
    assert "报名已于2026-06-05截止" in late.content.decode()
    assert actions.sign_up(its, organization=tea, actor=officer, name="乙").state == SignUpState.SIGNED


def test_an_organization_does_not_withdraw_the_people_of_another(plan, tea, chess, officer, own_client):
    its = plan()
    found = actions.sign_up(its, organization=tea, actor=officer, name="甲")
    assert own_client(chess).post(reverse("org:training:withdraw", args=[found.pk])).status_code == 404
    found.refresh_from_db()
    assert found.state == SignUpState.SIGNED


def test_attendance_is_one_list_after_the_class_and_can_be_put_right(bureau, plan, tea, officer, set_clock):
    its = plan(days=2, capacity=2)
    people = [actions.sign_up(its, organization=tea, actor=officer, name=name) for name in "甲乙丙"]
    client = bureau.client("party_officer", bureau.party_committee)
    address = reverse("staff:training:record", args=[its.pk])
    early = client.post(address, {"present": [people[0].pk]})
    assert early.status_code == 409
    set_clock("2026-06-05")
    assert client.post(address, {"present": [people[0].pk, people[2].pk]}).status_code == 302
    assert states(its) == {"甲": "attended", "乙": "absent", "丙": "attended"}
    its.refresh_from_db()
    assert its.state == ClassState.HELD
    client.post(address, {"present": [people[0].pk, people[1].pk]})
    assert states(its) == {"甲": "attended", "乙": "attended", "丙": "absent"}


def test_the_officer_of_another_organ_neither_sees_nor_holds_the_class(bureau, plan):
    its = plan(days=0)
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    client = bureau.client("party_officer", other)
    assert client.get(reverse("staff:training:detail", args=[its.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.record_attendance(its, actor=bureau.actor("party_officer", other), present=[])


def test_a_cancelled_class_tells_those_who_signed_up_and_takes_nobody_more(bureau, plan, tea, officer):
    its = plan()
    actions.sign_up(its, organization=tea, actor=officer, name="甲")
    client = bureau.client("party_officer", bureau.party_committee)
    client.post(reverse("staff:training:cancel", args=[its.pk]), {"comment": "场地检修"})
    its.refresh_from_db()
    assert its.state == ClassState.CANCELLED
    assert Notice.objects.get(event_key__endswith=":cancelled").organization_key == tea.pk
    with pytest.raises(Refusal, match="已取消"):
        actions.sign_up(its, organization=tea, actor=officer, name="乙")


def test_hours_count_by_organization_and_person_and_the_course_may_change_later(
    bureau, plan, course, tea, officer, set_clock, client
):
    its = plan(days=0)
    found = actions.sign_up(its, organization=tea, actor=officer, name="甲")
    actions.record_attendance(its, actor=officer, present=[found.pk])
    course.refresh_from_db()
    actions.amend(course, actor=officer, version=course.version, hours=Decimal(8))
    client = bureau.client("party_officer", bureau.party_committee)
    page = client.get(reverse("staff:training:hours"), {"year": 2026}).content.decode()
    row = page.split("霁川市茶业协会</a>")[1].split("</tr>")[0]
    assert 'data-label="学时" class="num">4' in row
    panel = client.get(reverse("staff:training:of_organization", args=[tea.pk])).content.decode()
    assert "甲" in panel.split("2026年学时")[1]
    assert (
        client.get(reverse("staff:training:hours"), {"year": 2025, "came": "yes"}).content.decode().count(tea.name)
        == 0
    )


def test_the_course_menu_takes_a_course_once_and_ends_it(bureau, course, officer):
    client = bureau.client("party_officer", bureau.party_committee)
    data = {"name": course.name, "stage": course.stage_id, "hours": "4", "outline": "", "valid_from": "2026-06-01"}
    again = client.post(reverse("staff:training:new_course"), data)
    assert again.status_code == 422
    assert "本单位已有课程" in again.content.decode()
    page = reverse("staff:training:course", args=[course.pk])
    assert client.post(page, {**data, "valid_to": "2026-06-02", "version": course.version}).status_code == 302
    assert TrainingCourse.objects.get().valid_to == datetime.date(2026, 6, 2)
    stale = client.post(page, {**data, "hours": "6", "version": course.version})
    assert stale.status_code == 409


def test_the_attendance_of_a_line_is_exported(bureau, plan, tea, officer):
    actions.sign_up(plan(), organization=tea, actor=officer, name="甲")
    client = bureau.client("party_officer", bureau.party_committee)
    answer = client.post(reverse("staff:training:export_attendance"), {"columns": "all", "format": "xlsx"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert ClassSignUp.objects.count() == 1
