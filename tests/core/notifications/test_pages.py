"""Notices and deliveries as people meet them."""

import pytest

from core.audit.models import AuditEntry
from core.notifications import notices
from core.notifications.models import Delivery, Notice
from core.notifications.templates import NoticeTemplate, register
from tests.support.offices import office, person, sat

pytestmark = pytest.mark.django_db
register(
    NoticeTemplate("tests.page", "第{number}号事项待办", url_name="staff:worklist:list"),
    NoticeTemplate("tests.dead", "没有页面的消息", url_name="staff:nowhere:list"),
)


@pytest.fixture
def clerk():
    return sat(office())


def tell(actor, count=1, template="tests.page"):
    for number in range(count):
        to = notices.to_user(actor.user_id)
        notices.queue(f"{template}:{number}", template=template, recipients=[to], context_ids={"number": number})


def test_unread_notices_are_counted_in_the_header_and_listed(clerk):
    actor, client = clerk
    tell(actor, 3)
    text = client.get("/notices/").content.decode()
    assert text.count("号事项待办") == 3
    assert "未读 3" in text


def test_looking_at_the_list_marks_nothing_as_read(clerk):
    actor, client = clerk
    tell(actor)
    client.get("/notices/")
    assert notices.unread_count(actor) == 1


def test_following_a_notice_reads_it_and_leads_to_its_matter(clerk):
    actor, client = clerk
    tell(actor)
    notice = Notice.objects.get()
    assert client.get(f"/notices/{notice.pk}/").status_code == 405
    assert client.post(f"/notices/{notice.pk}/")["Location"] == "/staff/worklist/"
    assert notices.unread_count(actor) == 0


def test_a_notice_whose_page_is_gone_leads_back_to_the_list(clerk):
    actor, client = clerk
    tell(actor, template="tests.dead")
    assert client.post(f"/notices/{Notice.objects.get().pk}/")["Location"] == "/notices/"


def test_somebody_elses_notice_does_not_exist(clerk):
    actor, _ = clerk
    _, stranger = sat(office())
    tell(actor)
    assert stranger.post(f"/notices/{Notice.objects.get().pk}/").status_code == 404
    stranger.post("/notices/read/")
    assert notices.unread_count(actor) == 1


def test_all_are_marked_as_read_by_one_button(clerk):
    actor, client = clerk
    tell(actor, 4)
    client.post("/notices/read/")
    assert notices.unread_count(actor) == 0
    assert "没有消息" in client.get("/notices/?unread=1").content.decode()


def test_the_list_is_walked_page_by_page_at_constant_cost(clerk, django_assert_max_num_queries):
    actor, client = clerk
    tell(actor, 60)
    client.get("/notices/")
    with django_assert_max_num_queries(15):
        text = client.get("/notices/?at=last").content.decode()
    assert "第0号事项待办" in text


def test_messages_that_need_a_person_are_shown_and_sent_again_by_her():
    _, admin = sat(office(), "system_admin")
    actor, _ = sat(office())
    tell(actor)
    row = Delivery.objects.create(
        event_key="x", notice=Notice.objects.get(), user=person("罗知秋"), channel="sms", state="unknown"
    )
    text = admin.get("/staff/deliveries/").content.decode()
    assert "须人工处理" in text
    admin.post(f"/staff/deliveries/{row.pk}/resend/")
    row.refresh_from_db()
    assert row.state == "pending"
    assert AuditEntry.objects.filter(action="deliveries.resend", object_id=row.pk).exists()
