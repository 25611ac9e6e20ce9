"""Told once, told again after a crash only where a copy can be recognised, never at night by SMS."""

import datetime

import pytest
from django.core import mail
from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.access.scope import Scope, ScopeKind
from core.notifications import delivery, notices
from core.notifications.models import Delivery, Notice
from core.notifications.states import Channel, DeliveryState
from core.notifications.templates import NoticeTemplate, register, shown
from tests.support.offices import office, person, seat

pytestmark = pytest.mark.django_db
register(NoticeTemplate("tests.told", "{period}年度报告被退回", "请补正后再次报送。"))
SENT = []


class Gateway:
    def send(self, phone, text, *, reference):
        SENT.append((phone, text, reference))


class DeadGateway:
    def send(self, phone, text, *, reference):
        raise ConnectionError(phone)


@pytest.fixture(autouse=True)
def gateway(settings, set_clock):
    settings.SMS_BACKEND = f"{__name__}.Gateway"
    set_clock("2026-06-03T10:00:00+08:00")
    SENT.clear()


@pytest.fixture
def wang():
    user = person(email="wangke@example.invalid")
    user.phone = "13800001234"
    user.save()
    return user


def tell(*recipients, key="tests:1", channels=(Channel.IN_APP,)):
    return notices.queue(
        key, template="tests.told", recipients=recipients, context_ids={"period": "2025"}, channels=channels
    )


def test_an_event_reaches_a_recipient_once(wang):
    assert tell(notices.to_user(wang.pk)) == 1
    assert tell(notices.to_user(wang.pk)) == 0
    assert tell(notices.to_user(wang.pk), key="tests:2") == 1
    assert Notice.objects.count() == 2


def test_a_rolled_back_act_tells_nobody(wang):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        tell(notices.to_user(wang.pk))
        raise Undone
    assert not Notice.objects.exists()


def test_names_cannot_be_put_into_the_context(wang):
    with pytest.raises(ValueError, match="must be an id"):
        notices.queue("t", template="tests.told", recipients=[notices.to_user(wang.pk)], context_ids={"who": "王珂"})


def test_a_notice_to_an_office_is_seen_by_its_seats_only():
    bureau = office()
    tell(notices.to_department(bureau.pk))
    assert notices.unread_count(seat(bureau)) == 1
    assert notices.unread_count(seat(office())) == 0


def test_a_notice_to_an_organization_is_seen_by_its_accounts_only():
    tell(notices.to_organization(41))
    mine = Actor(user_id=1, audience="organization", scope=Scope(ScopeKind.ORGANIZATION, (41,)))
    other = Actor(user_id=1, audience="organization", scope=Scope(ScopeKind.ORGANIZATION, (42,)))
    assert (notices.unread_count(mine), notices.unread_count(other)) == (1, 0)


def test_what_is_read_is_no_longer_counted():
    clerk = seat(office())
    tell(notices.to_user(clerk.user_id))
    assert notices.mark_read(clerk) == 1
    assert notices.unread_count(clerk) == 0


def test_the_notice_is_shown_in_the_words_of_its_template(wang):
    tell(notices.to_user(wang.pk))
    assert shown(list(Notice.objects.all()))[0].title == "2025年度报告被退回"


def test_mail_and_sms_say_nothing_but_that_there_is_something_to_do(wang):
    tell(notices.to_user(wang.pk), channels=("in_app", "email", "sms"))
    assert delivery.deliver() == 2
    assert "您有1条待办" in mail.outbox[0].body
    assert "退回" not in mail.outbox[0].subject + mail.outbox[0].body
    [(phone, text, _)] = SENT
    assert phone == "13800001234"
    assert text.startswith("您有1条待办")
    assert "年度报告" not in text


def test_a_person_behind_two_recipients_gets_one_mail(wang):
    bureau = office()
    seat(bureau, user=wang)
    tell(notices.to_user(wang.pk), notices.to_department(bureau.pk), channels=("email",))
    assert delivery.deliver() == 1
    assert delivery.deliver() == 0
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("moment", "expected"), [("19:59", 1), ("20:00", 0), ("03:00", 0), ("07:59", 0), ("08:00", 1)]
)
def test_no_sms_between_eight_in_the_evening_and_eight_in_the_morning(wang, set_clock, moment, expected):
    set_clock(f"2026-06-03T{moment}:00+08:00")
    tell(notices.to_user(wang.pk), channels=("sms",))
    assert delivery.deliver() == expected


def test_after_a_crash_mail_goes_again_under_the_same_id_and_sms_waits_for_a_person(wang):
    tell(notices.to_user(wang.pk), channels=("email", "sms"))
    long_ago = clock.real_now() - datetime.timedelta(minutes=6)
    Delivery.objects.update(state=DeliveryState.SENDING, claimed_at=long_ago, attempts=1)
    delivery.deliver()
    row = Delivery.objects.get(channel="email")
    assert row.state == DeliveryState.SENT
    assert mail.outbox[0].extra_headers["Message-ID"] == delivery.message_id(row)
    assert Delivery.objects.get(channel="sms").state == DeliveryState.UNKNOWN
    assert SENT == []


def test_a_dead_gateway_is_tried_again_later_and_shown_in_the_end(wang, settings):
    settings.SMS_BACKEND = f"{__name__}.DeadGateway"
    tell(notices.to_user(wang.pk), channels=("sms",))
    waits = []
    for _ in range(6):
        before = clock.real_now()
        delivery.deliver()
        row = Delivery.objects.get()
        waits.append(round((row.due_at - before).total_seconds() / 60))
        Delivery.objects.update(due_at=before)
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert (row.state, row.error) == (DeliveryState.FAILED, "ConnectionError")


def test_nobody_without_an_address_blocks_the_queue():
    tell(notices.to_user(person().pk), channels=("email", "sms"))
    delivery.deliver()
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SKIPPED}


def test_the_people_behind_an_organization_come_from_the_wiring(wang, settings):
    settings.ORGANIZATION_PEOPLE = f"{__name__}.people_of"
    tell(notices.to_organization(wang.pk), channels=("email",))
    assert Delivery.objects.get().user == wang


def people_of(organization_id):
    return [organization_id]
