"""送达: each way, its proof, its day; what counts from when, on boundary days."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, WrongState
from supervision.letters import actions, queries
from supervision.letters.models import Letter, LetterDelivery, ServicePeriod
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
D = datetime.date


def post(client, step, found, **data):
    return client.post(reverse(f"staff:letters:{step}", args=[found.pk]), data)


def test_nothing_is_served_before_the_seal(world):
    with pytest.raises(WrongState, match="用印后"):
        actions.deliver(world.signed(), actor=world.clerk, way="direct", served_on=D(2026, 6, 3), receiver="秘书长")


def test_handed_over_with_a_scan_of_the_receipt(world, clerk):
    found = world.sealed()
    proof = SimpleUploadedFile("送达回证.pdf", PDF, content_type="application/pdf")
    data = {"way": "direct", "served_on": "2026-06-03", "receiver": "秘书长", "proof": proof}
    assert post(clerk, "deliver", found, **data).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.served_on, found.served_way) == ("served", D(2026, 6, 3), "direct")
    text = clerk.get(reverse("staff:letters:detail", args=[found.pk])).content.decode()
    assert "送达凭证" in text
    kept = found.deliveries.get().proof
    fetched = clerk.post(reverse("staff:letters:file", args=[found.pk, kept.pk]))
    assert b"".join(clerk.get(fetched.url).streaming_content) == PDF


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"way": "direct", "served_on": "2026-06-03", "receiver": ""}, "签收人"),
        ({"way": "left", "served_on": "2026-06-03", "receiver": "社区工作人员", "reason": ""}, "留置送达须写明"),
        ({"way": "direct", "served_on": "2026-06-04", "receiver": "秘书长"}, "不能晚于今天"),
        ({"way": "direct", "served_on": "2026-06-02", "receiver": "秘书长"}, "不能早于签发日期"),
    ],
)
def test_a_record_of_service_that_cannot_be_is_refused_on_its_page(world, clerk, data, words):
    found = world.sealed()
    answer = post(clerk, "deliver", found, **data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Letter.objects.get(pk=found.pk).state == "sealed"


def test_a_kind_is_served_in_its_own_ways_only(world):
    found = world.sealed("consultation")
    with pytest.raises(Refusal, match="不采用"):
        actions.post(found, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA1")


def test_a_registered_letter_arrives_on_the_day_of_its_receipt(world, clerk, set_clock):
    found = world.sealed()
    assert post(clerk, "post", found, posted_on="2026-06-03", tracking_number="").status_code == 422
    assert post(clerk, "post", found, posted_on="2026-06-03", tracking_number="XA37990001").status_code == 302
    found.refresh_from_db()
    assert found.state == "sealed"
    with pytest.raises(Refusal, match="正在进行"):
        actions.post(found, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA2")
    set_clock("2026-06-10")
    attempt = found.deliveries.get()
    address = reverse("staff:letters:arrived", args=[found.pk, attempt.pk])
    assert clerk.post(address, {"served_on": "2026-06-02"}).status_code == 422
    assert clerk.post(address, {"served_on": "2026-06-08", "receiver": "门卫"}).status_code == 302
    found.refresh_from_db()
    assert (found.served_on, found.served_way) == (D(2026, 6, 8), "post")


def test_a_returned_letter_leaves_it_to_be_served_another_way(world, clerk):
    found = world.sealed()
    actions.post(found, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA1")
    attempt = found.deliveries.get()
    address = reverse("staff:letters:returned", args=[found.pk, attempt.pk])
    assert clerk.post(address, {"ended_on": "2026-06-03", "reason": ""}).status_code == 422
    assert clerk.post(address, {"ended_on": "2026-06-03", "reason": "原址查无此单位"}).status_code == 302
    attempt.refresh_from_db()
    assert attempt.outcome == "returned"
    assert list(queries.delivery_attempts(world.body)) == [attempt]
    with pytest.raises(WrongState):
        actions.serve_attempt(attempt, actor=world.clerk, served_on=D(2026, 6, 3))
    actions.post(found, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA2")


def test_an_electronic_letter_counts_when_the_body_opens_it(world, clerk, set_clock):
    found = world.sealed()
    assert post(clerk, "send_electronically", found).status_code == 302
    found.refresh_from_db()
    assert found.state == "sealed"
    filer = world.body_client()
    text = filer.get(reverse("org:letters:list")).content.decode()
    assert "打开并签收" in text
    assert "未按规定报送" not in text
    assert filer.get(reverse("org:letters:detail", args=[found.pk])).status_code == 404
    set_clock("2026-06-05T20:00:00+08:00")
    assert filer.post(reverse("org:letters:confirm", args=[found.pk])).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.served_on, found.served_way) == ("served", D(2026, 6, 5), "electronic")
    text = filer.get(reverse("org:letters:detail", args=[found.pk])).content.decode()
    assert "唐果于" in text
    assert "未按规定报送2025年度工作报告。" in text
    assert filer.post(reverse("org:letters:confirm", args=[found.pk])).status_code in (404, 409)


def test_with_consent_it_counts_on_the_day_it_is_sent_and_without_again_when_opened(world, set_clock):
    filer = world.body_client()
    assert filer.post(reverse("org:letters:consent")).status_code == 302
    found = world.sealed()
    actions.send_electronically(found, actor=world.clerk)
    assert found.served_on == D(2026, 6, 3)
    filer.post(reverse("org:letters:withdraw_consent"))
    assert queries.has_consent(world.body.pk, D(2026, 6, 3))
    set_clock("2026-06-04")
    later = world.sealed()
    actions.send_electronically(later, actor=world.clerk)
    assert later.state == "sealed"


def test_an_electronic_letter_nobody_opens_is_taken_back_and_counts_as_failed(world, set_clock):
    found = world.sealed()
    actions.send_electronically(found, actor=world.clerk)
    set_clock("2026-06-20")
    attempt = found.deliveries.get()
    actions.not_delivered(attempt, actor=world.clerk, ended_on=D(2026, 6, 20), reason="逾期未签收")
    assert attempt.outcome == "failed"
    assert world.body_client().get(reverse("org:letters:list")).content.decode().count("打开并签收") == 0
    with pytest.raises(WrongState):
        actions.confirm(found, actor=world.body_actor())


def test_a_public_notice_only_after_another_way_has_failed(world, chief):
    found = world.sealed()
    assert post(chief, "publish", found, reason="住所无人").status_code == 422
    actions.post(found, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA1")
    actions.not_delivered(found.deliveries.get(), actor=world.clerk, ended_on=D(2026, 6, 3), reason="查无此单位")
    assert post(chief, "publish", found, reason="").status_code == 422
    assert post(chief, "publish", found, reason="邮寄退回，电话停机").status_code == 302
    assert LetterDelivery.objects.get(way="notice").period_ends_on == D(2026, 7, 3)


def published(world) -> Letter:
    found = world.sealed()
    actions.post(found, actor=world.clerk, posted_on=D(2026, 6, 3), tracking_number="XA1")
    actions.not_delivered(found.deliveries.get(), actor=world.clerk, ended_on=D(2026, 6, 3), reason="查无此单位")
    actions.publish_notice(found, actor=world.chief, reason="电话停机，法定代表人王某下落不明")
    return found


@pytest.mark.parametrize(
    ("day", "state"), [("2026-07-02", "sealed"), ("2026-07-03", "sealed"), ("2026-07-04", "served")]
)
def test_a_notice_serves_once_its_last_day_has_passed_rest_day_or_not(world, set_clock, day, state):
    """30 days after 3 June is 3 July; 4 July is a Saturday: the calendar of working days plays no part."""
    found = published(world)
    set_clock(day)
    assert actions.complete_notices() == (state == "served")
    found.refresh_from_db()
    assert found.state == state
    if state == "served":
        assert (found.served_on, found.served_way) == (D(2026, 7, 3), "notice")
        assert actions.complete_notices() == 0


def test_the_period_is_the_row_of_the_day(world):
    ServicePeriod.objects.filter(code="notice_days").update(valid_to=D(2026, 6, 2))
    with pytest.raises(Refusal, match="没有2026-06-03有效的期限设置"):
        published(world)
    ServicePeriod.objects.create(code="notice_days", label="公告期", value=60, unit="日", valid_from=D(2026, 6, 3))
    found = Letter.objects.get()
    actions.publish_notice(found, actor=world.chief, reason="住所无人")
    assert found.deliveries.get(way="notice").period_ends_on == D(2026, 8, 2)


def test_everybody_reads_the_notice_and_nothing_of_the_letter(world, client, set_clock):
    found = published(world)
    notice = found.deliveries.get(way="notice")
    text = client.get(reverse("public:letters:list")).content.decode()
    assert "霁川市棋类协会" in text
    shown = client.get(reverse("public:letters:detail", args=[notice.pk]))
    text = shown.content.decode()
    assert "列入事先告知书" in text
    assert found.number in text
    for secret in ("未按规定报送", "王某", "电话停机", "XA1"):
        assert secret not in text
    set_clock("2026-08-03")  # thirty days after the last day it is gone
    assert client.get(reverse("public:letters:detail", args=[notice.pk])).status_code == 404


def test_a_letter_voided_while_its_notice_runs_takes_the_notice_away(world, client):
    found = published(world)
    actions.void(found, actor=world.chief, comment="已与当事人取得联系")
    notice = found.deliveries.get(way="notice")
    assert notice.outcome == "cancelled"
    assert client.get(reverse("public:letters:detail", args=[notice.pk])).status_code == 404
    assert actions.complete_notices(D(2026, 8, 1)) == 0


def test_what_reaches_the_body_first_ends_the_other_attempts(world):
    found = published(world)
    actions.deliver(found, actor=world.clerk, way="direct", served_on=D(2026, 6, 3), receiver="秘书长")
    assert found.deliveries.get(way="notice").outcome == "cancelled"


def test_to_an_office_the_portal_delivers_at_once(world, officer):
    found = world.sealed("urging")
    actions.send_electronically(found, actor=world.clerk)
    assert found.state == "served"
    assert officer.get(reverse("staff:letters:detail", args=[found.pk])).status_code == 200


def test_another_office_records_no_service(world):
    found = world.sealed()
    stranger = world.actor("registry_clerk", world.wanglan_bureau)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.post(found, actor=stranger, posted_on=D(2026, 6, 3), tracking_number="XA1")
    with pytest.raises(CommentRequired):
        actions.deliver(found, actor=world.clerk, way="direct", served_on=D(2026, 6, 3))
