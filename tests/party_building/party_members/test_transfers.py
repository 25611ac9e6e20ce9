"""组织关系转接: out on one side, in on the other; between them the membership stays where it was."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.worklist.models import WorkItem
from party_building.party_members import actions
from party_building.party_members.models import MemberTransfer
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def member(enrolled):
    return enrolled()


@pytest.fixture
def receiver(bureau, other_organ, district_branch):
    return bureau.client("party_officer", other_organ)


def send(desk, member, **changes):
    said = {"to_unit": "", "to_place": "", "sent_on": "2026-06-01", "document": "霁组介〔2026〕18号", **changes}
    return desk.post(reverse("staff:party_members:change", args=[member.pk, "transfer"]), said)


def test_the_membership_moves_on_the_day_the_other_side_confirms(desk, receiver, member, branch, district_branch):
    assert send(desk, member, to_unit=district_branch.pk).status_code == 302
    transfer = MemberTransfer.objects.get()
    member.refresh_from_db()
    assert member.unit == branch
    item = WorkItem.objects.open().get()
    assert item.department == district_branch.superior
    assert member.person.name not in item.title
    assert Notice.objects.get().template == "party_members.transfer_waits"
    url = reverse("staff:party_members:receive", args=[transfer.pk])
    assert receiver.post(url, {"received_on": "2026-05-31"}).status_code == 422
    assert receiver.post(url, {"received_on": "2026-06-02"}).status_code == 302
    member.refresh_from_db()
    assert member.unit == district_branch
    held = {fact.unit: (fact.valid_from, fact.valid_to) for fact in member.affiliations.all()}
    assert held[branch] == (D(2021, 3, 1), D(2026, 6, 1))
    assert held[district_branch] == (D(2026, 6, 2), None)
    assert not WorkItem.objects.open().exists()


def test_the_sending_side_does_not_confirm_for_the_other(desk, member, district_branch):
    send(desk, member, to_unit=district_branch.pk)
    transfer = MemberTransfer.objects.get()
    answer = desk.post(reverse("staff:party_members:receive", args=[transfer.pk]), {"received_on": "2026-06-02"})
    assert answer.status_code == 422
    assert "望澜区委社会工作部" in answer.content.decode()
    assert MemberTransfer.objects.open().exists()


def test_a_transfer_to_outside_ends_with_the_returned_slip(desk, member):
    send(desk, member, to_place="沐州市某街道党工委")
    transfer = MemberTransfer.objects.get()
    desk.post(reverse("staff:party_members:receive", args=[transfer.pk]), {"received_on": "2026-06-03"})
    member.refresh_from_db()
    assert (member.unit, member.affiliation_kind) == (None, "other")


def test_somebody_comes_in_from_outside(desk, enrolled, branch):
    member = enrolled("江云舟", kind="former", unit=None, place="原单位党委")
    send(desk, member, to_unit=branch.pk)
    transfer = MemberTransfer.objects.get()
    assert transfer.from_place == "原单位党委"
    desk.post(reverse("staff:party_members:receive", args=[transfer.pk]), {"received_on": "2026-06-03"})
    member.refresh_from_db()
    assert member.unit == branch


def test_one_open_transfer_a_member_and_the_sender_may_take_it_back(desk, receiver, member, branch, district_branch):
    send(desk, member, to_unit=district_branch.pk)
    assert "还没有办结" in send(desk, member, to_place="别处").content.decode()
    transfer = MemberTransfer.objects.get()
    url = reverse("staff:party_members:withdraw", args=[transfer.pk])
    assert receiver.post(url, {"comment": "不要"}).status_code == 409
    assert desk.post(url, {"comment": "介绍信开错"}).status_code == 302
    member.refresh_from_db()
    assert member.unit == branch
    assert send(desk, member, to_place="别处").status_code == 302


def test_nothing_goes_out_without_a_letter_or_in_the_future(desk, member):
    assert send(desk, member, to_place="别处", document="").status_code == 422
    assert "不能晚于今天" in send(desk, member, to_place="别处", sent_on="2026-06-04").content.decode()
    assert "请选择转入党组织" in send(desk, member).content.decode()
    actions.end_membership(member, actor=SETUP, last_day=D(2026, 6, 1), document="决定")
    member.refresh_from_db()
    with pytest.raises(Exception, match="在册党员"):
        actions.send(member, actor=SETUP, sent_on=D(2026, 6, 2), document="x", to_place="别处")
