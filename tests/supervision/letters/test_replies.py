"""The reply: by the addressee alone, within working days from service; silence, asking again, closing."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.worklist.models import WorkItem
from supervision.letters import actions
from supervision.letters.models import Letter, LetterKind
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
D = datetime.date


def post(client, step, found, **data):
    return client.post(reverse(f"staff:letters:{step}", args=[found.pk]), data)


@pytest.fixture
def asks_body(world):
    """A kind that asks an organization for a reply."""
    LetterKind.objects.filter(code="reminder").update(asks_reply=True, reply_workdays=5)


@pytest.mark.parametrize(
    ("served", "workdays", "due"),
    [
        ("2026-06-03", 10, D(2026, 6, 17)),
        ("2026-06-18", 1, D(2026, 6, 22)),  # 端午 is 19 June, then a weekend
        ("2026-09-30", 1, D(2026, 10, 8)),  # 国庆: the first working day after the holiday
    ],
)
def test_the_reply_runs_in_working_days_from_the_day_after_service(world, set_clock, served, workdays, due):
    set_clock(served)
    made = world.served("urging", reply_workdays=workdays)
    assert made.reply_due_on == due


def test_a_department_replies_with_files_and_the_letter_is_closed(world, clerk, officer):
    found = world.served("urging")
    assert WorkItem.objects.open().filter(department=world.commerce, kind="letters.reply").exists()
    files = [SimpleUploadedFile(f"{name}.pdf", PDF, content_type="application/pdf") for name in ("方案", "台账")]
    assert post(officer, "reply", found, text="已督促2家完成换届。", documents=files).status_code == 302
    text = clerk.get(reverse("staff:letters:detail", args=[found.pk])).content.decode()
    assert "已督促2家完成换届。" in text
    assert "台账.pdf" in text
    kept = found.replies.get().files.first()
    for reader in (clerk, officer):
        assert reader.post(reverse("staff:letters:file", args=[found.pk, kept.pk])).status_code == 302
    assert post(clerk, "close", found, outcome="silent", comment="办结").status_code == 422
    assert post(clerk, "close", found, outcome="done", comment="按期完成").status_code == 302
    found.refresh_from_db()
    assert (found.state, found.outcome) == ("closed", "done")
    assert not WorkItem.objects.open().exists()


def test_a_body_replies_to_what_asks_for_a_reply(world, asks_body):
    found = world.served("reminder")
    filer = world.body_client()
    assert "回复" in filer.get(reverse("org:letters:detail", args=[found.pk])).content.decode()
    answer = filer.post(reverse("org:letters:reply", args=[found.pk]), {"text": ""})
    assert answer.status_code == 422
    assert filer.post(reverse("org:letters:reply", args=[found.pk]), {"text": "已经报送。"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.replied_on) == ("answered", D(2026, 6, 3))


def test_a_body_never_sees_the_letters_of_another(world, asks_body):
    found = world.served("reminder")
    stranger = world.body_client(world.other_body)
    assert found.title not in stranger.get(reverse("org:letters:list")).content.decode()
    for name in ("detail", "letter", "reply"):
        assert stranger.get(reverse(f"org:letters:{name}", args=[found.pk])).status_code == 404
    assert stranger.post(reverse("org:letters:confirm", args=[found.pk])).status_code == 404
    with pytest.raises(NotCompetent):
        actions.reply(found, actor=world.body_actor(world.other_body), text="代为回复")


def test_an_instructor_or_a_branch_secretary_of_the_body_does_not_read_its_letters(world):
    world.served()
    for role in ("instructor", "branch_secretary"):
        assert world.body_client(role=role).get(reverse("org:letters:list")).status_code == 403


def test_another_department_sees_nothing_and_the_issuer_does_not_reply_for_it(world):
    found = world.served("urging")
    other = world.client("department_officer", world.industry)
    assert other.get(reverse("staff:letters:detail", args=[found.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.reply(found, actor=world.clerk, text="代为回复")


def test_a_street_reads_and_answers_what_reached_it(world):
    found = world.served("urging", department=world.tinglan_office)
    street = world.client("street_officer", world.tinglan_office)
    assert found.title in street.get(reverse("staff:letters:list")).content.decode()
    assert post(street, "reply", found, text="已走访。").status_code == 302
    zhenhe = world.department("枕河街道办事处", "street", world.zhenhe)
    assert world.client("street_officer", zhenhe).get(
        reverse("staff:letters:detail", args=[found.pk])
    ).status_code == 404  # fmt: skip


def test_what_is_not_served_is_not_shown_to_the_addressee(world, officer):
    found = world.sealed("urging")
    assert officer.get(reverse("staff:letters:detail", args=[found.pk])).status_code == 404
    assert found.title not in officer.get(reverse("staff:letters:list")).content.decode()


def test_the_addressee_is_not_shown_who_drafted_and_how_it_was_brought(world, officer):
    found = world.served("urging")
    text = officer.get(reverse("staff:letters:detail", args=[found.pk])).content.decode()
    assert "办理过程" not in text
    assert "送达记录" not in text


def test_a_consultation_is_answered_with_an_opinion(world, officer):
    found = world.served("consultation")
    assert post(officer, "reply", found, text="无意见", opinion="").status_code == 422
    assert post(officer, "reply", found, text="建议补充论证。", opinion="remarks").status_code == 302
    assert found.replies.get().opinion == "remarks"


def test_silence_to_a_consultation_is_recorded_after_the_last_day_and_is_no_fault(world, clerk, set_clock):
    found = world.served("consultation")
    set_clock("2026-06-17")
    assert post(clerk, "close", found, outcome="silent", comment="未复").status_code == 422
    set_clock("2026-06-18")
    text = clerk.get(reverse("staff:letters:list") + "?reply=overdue").content.decode()
    assert found.title in text
    assert post(clerk, "close", found, outcome="silent", comment="逾期未复，继续研究").status_code == 302
    assert Letter.objects.get(pk=found.pk).outcome == "silent"


@pytest.mark.parametrize(("day", "is_overdue"), [("2026-06-17", False), ("2026-06-18", True)])
def test_a_reply_is_overdue_from_the_day_after_its_last_one(world, set_clock, day, is_overdue):
    made = world.served("urging")
    set_clock(day)
    assert made.is_overdue == is_overdue
    assert Letter.objects.overdue().filter(pk=made.pk).exists() == is_overdue


def test_a_reply_that_does_not_suffice_is_asked_for_once_more(world, set_clock):
    found = world.served("urging")
    officer = world.actor("department_officer", world.commerce)
    actions.reply(found, actor=officer, text="正在办理。")
    set_clock("2026-06-10")
    actions.ask_again(found, actor=world.clerk, comment="请写明完成时间")
    assert (found.reply_due_on, found.replied_on) == (D(2026, 6, 25), None)
    actions.reply(found, actor=officer, text="6月底前完成。")
    assert found.replies.count() == 2


def test_while_a_reply_is_due_only_a_change_of_circumstances_closes(world):
    found = world.served("urging")
    with pytest.raises(WrongState, match="回复期限"):
        actions.close(found, actor=world.clerk, outcome="done", comment="办结")
    actions.close(found, actor=world.clerk, outcome="not_needed", comment="已完成换届")
    assert found.state == "closed"


def test_late_is_accepted(world, set_clock):
    found = world.served("urging")
    set_clock("2026-07-01")
    actions.reply(found, actor=world.actor("department_officer", world.commerce), text="补充报告。")
    assert found.replied_on == D(2026, 7, 1)


def test_what_asks_for_no_reply_is_closed_without_one(world):
    found = world.served("circular")
    assert found.reply_due_on is None
    with pytest.raises(Refusal):
        actions.close(found, actor=world.clerk, outcome="silent", comment="已知悉")
    actions.close(found, actor=world.clerk, outcome="noted", comment="已知悉")
    assert found.state == "closed"
