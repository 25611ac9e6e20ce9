"""约谈: a notice, two officers, a record, the signed file, what was agreed."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.access.scope import EVERYTHING
from core.departments.models import DepartmentSeat
from core.identity.models import User
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from supervision.letters import actions as letters
from supervision.talks import actions
from supervision.talks.models import SupervisoryTalk
from supervision.talks.statistics import BodiesTalkedTo
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
D = datetime.date
WHEN = "2026-06-05T09:00"


@pytest.fixture
def planned(world):
    def planned(body=None):
        at = datetime.datetime.fromisoformat(f"{WHEN}+08:00")
        return actions.plan(
            actor=world.clerk, organization=body or world.body, subject="规范收费", reason="了解会费收取情况。",
            planned_at=at, place="市民政局三楼会议室", persons="法定代表人、秘书长",
        )  # fmt: skip

    return planned


def bring(world, talk):
    letter = talk.letter
    letters.submit(letter, actor=world.clerk)
    letters.check(letter, actor=world.chief)
    letters.sign(letter, actor=world.chief)
    letters.seal(letter, actor=world.clerk)
    letters.deliver(letter, actor=world.clerk, way="direct", served_on=clock.today(), receiver="秘书长")
    talk.refresh_from_db()
    return talk


def staff(world) -> list[int]:
    seats = DepartmentSeat.objects.filter(department=world.bureau)
    return list(seats.values_list("user_id", flat=True)[:2])


def held(world, talk, officers=None, **more):
    given = {"held_on": D(2026, 6, 5), "attendees": "会长、秘书长", "minutes": "说明了收费情况。"}
    users = User.objects.filter(pk__in=staff(world) if officers is None else officers)
    actions.hold(talk, actor=world.clerk, officers=users, **{**given, **more})


def test_from_the_plan_to_the_end(world, clerk, set_clock):
    data = {"organization": world.body.name, "subject": "规范收费", "reason": "了解会费收取情况。", "planned_at": WHEN,
            "place": "三楼会议室", "persons": "法定代表人"}  # fmt: skip
    address = reverse("staff:talks:create")
    assert clerk.post(address, {**data, "planned_at": "2026-06-01T09:00"}).status_code == 422
    assert clerk.post(address, data).status_code == 302
    talk = SupervisoryTalk.objects.get()
    assert "2026年6月5日09:00" in str(talk.letter.blocks)
    bring(world, talk)
    set_clock("2026-06-05T11:00:00+08:00")
    record = {
        "held_on": "2026-06-05", "officers": staff(world), "attendees": "会长、秘书长", "minutes": "说明了收费情况。",
        "follow_up": "公示收费标准", "follow_up_due_on": "2026-06-30",
    }  # fmt: skip
    hold = reverse("staff:talks:hold", args=[talk.pk])
    assert clerk.post(hold, {**record, "officers": staff(world)[:1]}).status_code == 422
    assert clerk.post(hold, {**record, "follow_up_due_on": ""}).status_code == 422
    assert clerk.post(hold, record).status_code == 302
    with pytest.raises(WrongState, match="签字"):
        actions.close(SupervisoryTalk.objects.get(), actor=world.clerk, comment="已公示")
    attach = reverse("staff:talks:attach", args=[talk.pk])
    assert clerk.post(attach, {}).status_code == 422
    signed = SimpleUploadedFile("约谈笔录.pdf", PDF, content_type="application/pdf")
    assert clerk.post(attach, {"record": signed}).status_code == 302
    assert clerk.post(reverse("staff:talks:file", args=[talk.pk])).status_code == 302
    close = reverse("staff:talks:close", args=[talk.pk])
    assert clerk.post(close, {"comment": "已公示收费标准"}).status_code == 302
    talk.refresh_from_db()
    assert (talk.state, talk.closed_on) == ("closed", D(2026, 6, 5))
    assert type(talk.letter).objects.get(pk=talk.letter_id).state == "closed"
    text = clerk.get(reverse("staff:talks:detail", args=[talk.pk])).content.decode()
    assert "公示收费标准" in text
    assert BodiesTalkedTo().numerator(EVERYTHING, D(2026, 6, 5)).count() == 1
    assert BodiesTalkedTo().numerator(EVERYTHING, D(2026, 6, 4)).count() == 0


def test_no_record_before_the_notice_was_served(world, planned):
    with pytest.raises(WrongState, match="尚未送达"):
        held(world, planned())


def test_officers_are_two_of_the_office(world, planned, set_clock):
    talk = bring(world, planned())
    set_clock("2026-06-05T11:00:00+08:00")
    with pytest.raises(Refusal, match="不少于2人"):
        held(world, talk, officers=staff(world)[:1])
    outsider = world.seat("department_officer", world.commerce).user
    with pytest.raises(Refusal, match="工作人员"):
        held(world, talk, officers=[staff(world)[0], outsider.pk])
    held(world, talk)
    assert talk.officers.count() == 2


@pytest.mark.parametrize("day", [D(2026, 6, 2), D(2026, 6, 6)])
def test_it_is_held_between_the_notice_and_today(world, planned, set_clock, day):
    talk = bring(world, planned())
    set_clock("2026-06-05T11:00:00+08:00")
    with pytest.raises(Refusal, match="约谈日期应在"):
        held(world, talk, held_on=day)


def test_a_withdrawn_notice_ends_the_talk_and_a_served_one_is_cancelled_here(world, planned):
    first, second = planned(), planned()
    letters.withdraw(first.letter, actor=world.clerk, comment="改为书面说明")
    first.refresh_from_db()
    assert first.state == "cancelled"
    with pytest.raises(Refusal, match="撤回或者作废"):
        actions.cancel(second, actor=world.clerk, comment="不再需要")
    bring(world, second)
    actions.cancel(second, actor=world.clerk, comment="已书面说明")
    assert second.state == "cancelled"


def test_the_record_is_the_authoritys_and_the_body_reads_its_notice_alone(world, planned):
    talk = bring(world, planned())
    assert "约谈通知书" in world.body_client().get(reverse("org:letters:list")).content.decode()
    for role, office in (("department_officer", world.commerce), ("party_officer", world.party_committee)):
        answer = world.client(role, office).get(reverse("staff:talks:detail", args=[talk.pk]))
        assert answer.status_code in (403, 404)
    assert not SupervisoryTalk.objects.within(world.body_actor().scope).exists()


def test_another_bureau_plans_no_talk(world):
    stranger = world.actor("registry_clerk", world.wanglan_bureau)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.plan(
            actor=stranger, organization=world.body, subject="规范收费", reason="了解情况。", place="会议室",
            persons="会长", planned_at=datetime.datetime.fromisoformat(f"{WHEN}+08:00"),
        )  # fmt: skip
