"""Sending: once, complete, on record for ever."""

import datetime
import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.obligations.models import ObligationState
from core.refusal import Refusal
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from registry import signals
from registry.annual_reports.actions import filing, filling, review
from registry.annual_reports.models import ReportFigure, ReportSubmission, ReviewOpinion
from registry.annual_reports.states import Stage, State
from tests.registry.annual_reports.conftest import SYSTEM
from tests.support.paper import PDF


def url(name, *args):
    return reverse(f"org:annual_reports:{name}", args=args)


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def digest_on(page: str) -> str:
    return page.split('name="digest" value="')[1][:64]


def test_check_send_receipt(season, own):
    report, client = season.filled(own), season.filer(own)
    page = client.get(url("check", report.pk)).content.decode()
    assert "1,150,000.00" in page
    assert "霁川市商务局初审" in page
    answer = client.post(url("submit", report.pk), {"digest": digest_on(page), "declares": "on"})
    sent = ReportSubmission.objects.get()
    assert answer.url == url("receipt", report.pk, 1)
    receipt = client.get(answer.url).content.decode()
    for words in (sent.receipt_no, sent.content_hash, "霁川市商务局（初审）", "逾期报送", "唐果"):
        assert words in receipt
    assert sent.receipt_no.startswith("NB2025-")
    assert WorkItem.objects.open().get().department == season.bureau.commerce


def test_without_the_declaration_nothing_is_sent(season, own):
    report, client = season.filled(own), season.filer(own)
    page = client.get(url("check", report.pk)).content.decode()
    answer = client.post(url("submit", report.pk), {"digest": digest_on(page)})
    assert answer.status_code == 422
    assert "勾选确认后再报送" in answer.content.decode()
    assert not ReportSubmission.objects.exists()


def test_a_second_click_is_refused_in_plain_words_and_leaves_one_receipt(season, own):
    report, client = season.filled(own), season.filer(own)
    data = {"digest": digest_on(client.get(url("check", report.pk)).content.decode()), "declares": "on"}
    client.post(url("submit", report.pk), data)
    again = client.post(url("submit", report.pk), data)
    assert again.status_code == 409
    assert "当前状态为“待初审”，不能报送" in again.content.decode()
    assert ReportSubmission.objects.count() == 1
    assert TransitionLog.objects.of(report).filter(name__startswith="submit").count() == 1


def test_a_second_direct_sending_is_refused_too(season, own):
    report = season.filled(own)
    season.send(report, direct_reason="3月20日送交商务局，至今未办理")
    with pytest.raises(Refusal, match="当前状态为“已报送”，不能报送。"):
        season.send(report, direct_reason="3月20日送交商务局，至今未办理")
    assert report.submissions.count() == 1


def test_an_incomplete_report_is_not_sent_and_every_gap_has_a_link(season, own):
    report, client = season.begun(own), season.filer(own)
    page = client.get(url("check", report.pk)).content.decode()
    assert "请填写“专职工作人员数”" in page
    assert 'name="declares"' not in page
    content = filing.content_of(report, filling.schema_of(report.form), filing.draft(report))
    answer = client.post(url("submit", report.pk), {"digest": filing.digest(content), "declares": "on"})
    assert answer.status_code == 409
    assert "尚不能报送" in answer.content.decode()


def test_what_a_colleague_changed_after_the_check_is_not_sent_unseen(season, own):
    report, client = season.filled(own), season.filer(own)
    data = {"digest": digest_on(client.get(url("check", report.pk)).content.decode()), "declares": "on"}
    staff = report.sections.get(key="staff")
    filling.save_section(
        report, "staff", {**staff.answers, "volunteers": "12"}, version=staff.version, actor=SYSTEM, confirm=True
    )
    answer = client.post(url("submit", report.pk), data)
    assert answer.status_code == 409
    assert "您核对之后，报告内容又有修改" in answer.content.decode()
    assert not ReportSubmission.objects.exists()


def test_what_was_filed_is_kept_whole_with_its_hash_and_typed_figures(season, own):
    sent = season.submitted(own)
    text = json.dumps(sent.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sent.refresh_from_db()
    assert hashlib.sha256(text.encode()).hexdigest() == sent.content_hash
    assert sent.content["sections"]["activities_statement"]["ba_1_total"] == "1150000.00"
    assert "party_secretary" not in sent.content["sections"]["party"], "what was not asked is not filed"
    figures = dict(ReportFigure.objects.filter(submission=sent).values_list("code", "value"))
    assert figures["total_income"] == 1250000
    assert figures["full_time_staff"] == 4


def test_first_review_does_not_meet_the_obligation_passing_it_does(season, own, set_clock):
    set_clock("2026-03-20")
    sent = season.submitted(own)
    assert season.obligation(own).state == ObligationState.OPEN
    set_clock("2026-04-02")
    officer = season.bureau.actor("department_officer", season.bureau.commerce)
    sent.report.refresh_from_db()
    review.pass_first_review(sent.report, actor=officer, version=sent.report.version)
    owed = season.obligation(own)
    assert (owed.state, owed.satisfied_at.date()) == (ObligationState.SATISFIED, datetime.date(2026, 4, 2))
    assert WorkItem.objects.open().get().department == season.bureau.bureau
    assert not sent.is_late


def test_direct_filing_needs_a_reason_and_counts_as_filed(season, own):
    report, client = season.filled(own), season.filer(own)
    digest = digest_on(client.get(url("check", report.pk)).content.decode())
    short = client.post(url("submit", report.pk), {"digest": digest, "declares": "on", "direct_reason": "未办理"})
    assert short.status_code == 422
    reason = "3月20日送交商务局，至今未办理"
    data = {"digest": digest, "declares": "on", "direct_reason": reason}
    unproven = client.post(url("submit", report.pk), data)
    assert unproven.status_code == 409
    assert "送交初审单位的证明" in unproven.content.decode()
    assert not ReportSubmission.objects.exists()
    client.post(url("submit", report.pk), {**data, "direct_proof": SimpleUploadedFile("签收单.pdf", PDF)})
    sent = ReportSubmission.objects.get()
    assert sent.direct_proof.name == "签收单.pdf"
    assert (sent.stage, sent.direct_reason, sent.department) == (Stage.FINAL, reason, None)
    assert season.obligation(own).state == ObligationState.SATISFIED


def test_a_silent_reviewer_can_be_passed_over(season, own):
    sent = season.submitted(own)
    client = season.filer(own)
    page = client.get(url("check", sent.report_id)).content.decode()
    reason = "4月1日已送商务局，两个月未答复"
    data = {"digest": digest_on(page), "declares": "on", "direct_reason": reason}
    assert client.post(url("submit", sent.report_id), data).status_code == 302
    assert list(ReportSubmission.objects.values_list("round", "stage")) == [(1, Stage.FIRST_REVIEW), (2, Stage.FINAL)]


def test_without_a_responsible_department_the_report_goes_straight_to_the_authority(season):
    organization = season.bureau.register("霁川市无主管协会")
    season.open()
    assert season.submitted(organization).stage == Stage.FINAL


def test_years_without_inspection_have_no_first_review(season, own):
    season.open(2024)
    assert season.send(season.filled(own, 2024)).stage == Stage.FINAL


def test_filing_sends_the_signal_inside_the_transaction(season, own):
    seen = []
    receiver = lambda sender, report, submission, **_: seen.append((report.pk, submission.round))  # noqa: E731
    signals.annual_report_submitted.connect(receiver)
    try:
        sent = season.submitted(own)
    finally:
        signals.annual_report_submitted.disconnect(receiver)
    assert seen == [(sent.report_id, 1)]


def test_receipt_numbers_are_counted_by_year(season, own):
    other = season.association("霁川市陶塑协会")
    season.open()
    season.open(2024)
    numbers = [
        sent.receipt_no.rsplit("-", 1)[0]
        for sent in (season.submitted(own), season.submitted(other), season.send(season.filled(own, 2024)))
    ]
    assert [number.split("-")[0] for number in numbers] == ["NB2025", "NB2025", "NB2024"]
    assert int(numbers[1].split("-")[1]) == int(numbers[0].split("-")[1]) + 1


def test_the_database_refuses_to_change_what_was_filed(season, own):
    sent = season.submitted(own)
    review.return_from_first_review(sent.report, actor=SYSTEM, version=sent.report.version, comment="请补充")
    for rows, change in (
        (ReportSubmission.objects, {"receipt_no": "X"}),
        (ReviewOpinion.objects, {"comment": "X"}),
        (ReportFigure.objects, {"value": 1}),
    ):
        for attempt in (lambda rows=rows, change=change: rows.update(**change), lambda rows=rows: rows.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_a_corrected_report_is_a_new_round_beside_the_first(season, own):
    sent = season.submitted(own)
    review.return_from_first_review(sent.report, actor=SYSTEM, version=sent.report.version, comment="请补充")
    second = season.send(sent.report)
    assert (second.round, second.stage) == (2, Stage.FIRST_REVIEW)
    first = ReportSubmission.objects.get(round=1)
    assert first.receipt_no == sent.receipt_no
    page = season.filer(own).get(url("detail", sent.report_id)).content.decode()
    assert first.receipt_no in page
    assert second.receipt_no in page


def test_after_a_passed_first_review_a_correction_goes_to_the_authority(season, own):
    sent = season.submitted(own)
    report = sent.report
    review.pass_first_review(report, actor=SYSTEM, version=report.version)
    review.return_for_fix(report, actor=SYSTEM, version=report.version, comment="请补充")
    assert report.state == State.RETURNED
    assert season.send(report).stage == Stage.FINAL
