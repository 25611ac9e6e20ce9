"""A secretaries' meeting: invited branches raise matters, somebody answers by a day, open and closed are counted."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, NotPermitted, Refusal, WrongState
from party_building.secretary_meetings import actions
from party_building.secretary_meetings.models import Matter, SecretaryMeeting

D = datetime.date
LIST = reverse("staff:secretary_meetings:list")
MATTERS = reverse("staff:secretary_meetings:matters")


@pytest.fixture
def meeting(line):
    return actions.call(
        actor=line.officer, department=line.party_committee, topic="活动场地", held_on=D(2026, 5, 20),
        units=[line.branch, line.joint],
    )  # fmt: skip


@pytest.fixture
def matter(line, meeting):
    return actions.raise_matter(meeting, actor=line.secretary(line.tea), content="没有活动场地", raised_by=line.branch)


def test_an_invited_secretary_raises_a_matter_and_follows_it_to_the_end(line, meeting):
    secretary, officer = line.org_client(line.tea), line.officer_client()
    new = reverse("org:secretary_meetings:raise_matter", args=[meeting.pk])
    assert secretary.post(new, {"content": "", "raised_by": line.branch.pk}).status_code == 422
    assert secretary.post(new, {"content": "没有活动场地", "raised_by": line.branch.pk}).status_code == 302
    matter = Matter.objects.get()
    step = {
        name: reverse(f"staff:secretary_meetings:{name}", args=[matter.pk]) for name in ("assign", "answer", "close")
    }
    assert officer.post(step["close"]).status_code == 409
    assert officer.post(step["assign"], {"responsible": line.commerce.pk, "due_on": "2026-06-02"}).status_code == 422
    assert officer.post(step["assign"], {"responsible": line.commerce.pk, "due_on": "2026-06-20"}).status_code == 302
    assert officer.post(step["answer"], {"answer": "每周开放会议室", "answered_on": "2026-06-03"}).status_code == 302
    page = secretary.get(reverse("org:secretary_meetings:list")).content.decode()
    assert "霁川市商务局" in page
    assert "每周开放会议室" in page
    assert officer.post(step["close"]).status_code == 302
    matter.refresh_from_db()
    assert (matter.state, matter.closed_on) == ("closed", D(2026, 6, 3))
    detail = officer.get(reverse("staff:secretary_meetings:detail", args=[meeting.pk])).content.decode()
    assert "未办结 0 件，已办结 1 件" in detail


def test_a_closed_matter_is_taken_up_again_with_a_reason(line, matter):
    actions.assign(matter, actor=line.officer, responsible=line.commerce, due_on=D(2026, 6, 30))
    actions.answer(matter, actor=line.officer, answer="已协调", answered_on=D(2026, 6, 3))
    actions.close(matter, actor=line.officer)
    client = line.officer_client()
    reopen = reverse("staff:secretary_meetings:reopen", args=[matter.pk])
    client.post(reopen, {"comment": ""})
    matter.refresh_from_db()
    assert matter.state == "closed"
    client.post(reopen, {"comment": "会议室又关了"})
    matter.refresh_from_db()
    assert (matter.state, matter.closed_on) == ("assigned", None)
    with pytest.raises(WrongState):
        actions.close(matter, actor=line.officer)


def test_who_was_not_invited_neither_sees_nor_raises(line, meeting):
    bare = line.register("霁川市陶塑协会")
    line.unit("霁川市陶塑协会党支部", organization=bare)
    outsider = line.org_client(bare)
    assert outsider.get(reverse("org:secretary_meetings:detail", args=[meeting.pk])).status_code == 404
    with pytest.raises(Refusal, match="受邀"):
        actions.raise_matter(meeting, actor=line.secretary(bare), content="也想说", raised_by=line.far)
    with pytest.raises(NotCompetent):
        actions.raise_matter(meeting, actor=line.secretary(line.qin), content="替别人说", raised_by=line.branch)


def test_only_the_organ_that_called_it_acts(line, meeting, matter):
    other = line.actor("party_officer", line.other_organ)
    with pytest.raises(NotCompetent):
        actions.assign(matter, actor=other, responsible=line.commerce, due_on=D(2026, 6, 30))
    with pytest.raises(NotPermitted):
        actions.assign(
            matter, actor=line.actor("registry_clerk", line.bureau), responsible=line.commerce, due_on=D(2026, 6, 30)
        )
    assert line.client("registry_clerk", line.bureau).get(LIST).status_code == 403
    assert "活动场地" not in line.officer_client(line.other_organ).get(LIST).content.decode()


def test_open_and_closed_numbers_and_what_is_past_its_day(line, meeting, matter, set_clock):
    actions.raise_matter(meeting, actor=line.officer, content="名额太少")
    actions.assign(matter, actor=line.officer, responsible=line.commerce, due_on=D(2026, 6, 10))
    client = line.officer_client()
    assert "共 2 件" in client.get(MATTERS).content.decode()
    assert "没有活动场地" not in client.get(MATTERS, {"overdue": "true"}).content.decode()
    set_clock("2026-06-11")
    late = client.get(MATTERS, {"overdue": "true"}).content.decode()
    assert "没有活动场地" in late
    assert "名额太少" not in late


def test_a_meeting_is_called_changed_and_minuted_by_form(line):
    client = line.officer_client()
    new = {"topic": "培训", "held_on": "2026-06-03", "units": "霁川市茶业协会党支部"}
    assert client.post(reverse("staff:secretary_meetings:create"), {**new, "units": ""}).status_code == 422
    assert client.post(reverse("staff:secretary_meetings:create"), new).status_code == 302
    meeting = SecretaryMeeting.objects.get()
    actions.raise_matter(meeting, actor=line.secretary(line.tea), content="名额", raised_by=line.branch)
    edit = reverse("staff:secretary_meetings:edit", args=[meeting.pk])
    answer = client.post(edit, {**new, "units": "听澜街道第一联合党支部", "version": "1"})
    assert "不能移出" in answer.content.decode()
    both = {**new, "units": "听澜街道第一联合党支部、霁川市茶业协会党支部", "version": "1"}
    assert client.post(edit, both).status_code == 302
    minutes = reverse("staff:secretary_meetings:minute", args=[meeting.pk])
    assert client.post(minutes, {"minutes": "", "version": "2"}).status_code == 422
    assert client.post(minutes, {"minutes": "两位书记参加", "version": "1"}).status_code == 409
    assert client.post(minutes, {"minutes": "两位书记参加", "version": "2"}).status_code == 302
    page = line.org_client(line.qin).get(reverse("org:secretary_meetings:detail", args=[meeting.pk])).content.decode()
    assert "两位书记参加" in page


def test_no_minutes_before_the_meeting(line):
    meeting = actions.call(
        actor=line.officer, department=line.party_committee, topic="下半年安排", held_on=D(2026, 7, 1),
        units=[line.branch],
    )  # fmt: skip
    with pytest.raises(Refusal, match="召开后再登记"):
        actions.minute(meeting, actor=line.officer, version=1, minutes="提前写好")
