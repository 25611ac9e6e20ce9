"""Clean reports: a share is drawn for a full look in a way anyone can repeat, the rest is accepted at once."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.refusal import Refusal
from registry.annual_reports.actions import review
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.states import State
from registry.report_reviews import sampling
from registry.report_reviews.actions import deciding, samples
from registry.report_reviews.models import ReviewSample, SampledReport, SubmissionDigest
from tests.registry.annual_reports.conftest import SYSTEM
from tests.registry.report_reviews.test_decisions import url


@pytest.fixture
def many(rules, own) -> list[AnnualReport]:
    """Twenty-one clean reports at the authority."""
    found = []
    for number in range(21):
        organization = rules.association(f"霁川市第{number}协会")
        rules.open()
        submission = rules.sent(organization, AT)
        review.pass_first_review(submission.report, actor=SYSTEM, version=1)
        SubmissionDigest.objects.create(submission=submission)
        found.append(submission.report)
    return found


AT = datetime.date(2026, 3, 2)


@pytest.fixture
def actor(rules):
    return rules.bureau.actor("registry_clerk", rules.bureau.bureau)


@pytest.mark.parametrize(("count", "chosen"), [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_the_share_is_rounded_up(count, chosen):
    assert sampling.size(count, 5) == chosen


def test_the_order_depends_on_the_seed_alone():
    assert sampling.order("a", [3, 1, 2]) == sampling.order("a", [1, 2, 3])
    assert sampling.order("a", range(50)) != sampling.order("b", range(50))


def test_a_draw_is_committed_first_drawn_then_and_verified_by_anybody(many, clerk, actor):
    clerk.post(url("commit_sample"), {"year": "2025"})
    sample = ReviewSample.objects.get()
    page = clerk.get(url("sample", sample.pk)).content.decode()
    assert sample.commitment in page
    assert sample.seed not in page, "the seed is shown after the draw"
    assert clerk.post(url("draw_sample", sample.pk)).status_code == 302
    assert SampledReport.objects.filter(is_chosen=True).count() == 2
    page = clerk.get(url("sample", sample.pk)).content.decode()
    assert sample.seed in page
    assert "结果一致" in page
    assert "双随机”检查" in page or "双随机" not in page
    out = io.StringIO()
    call_command("verify_sample", stdout=out)
    assert "same result, 2 chosen" in out.getvalue()
    with pytest.raises(Refusal, match="已经完成"):
        samples.draw(sample, actor=actor)
    ReviewSample.objects.update(seed="0" * 32)
    with pytest.raises(CommandError, match="1 of 1 draws differ"):
        call_command("verify_sample", stdout=out)


def test_a_chosen_report_is_accepted_only_after_a_full_look(many, actor):
    samples.draw(samples.commit(2025, actor=actor), actor=actor)
    report = SampledReport.objects.filter(is_chosen=True).first().report
    key = f"sampled:{report.pk}"
    for answers, said in (({}, "抽中全面审查"), ({key: ""}, "须写明理由")):
        report.refresh_from_db()
        with pytest.raises(Refusal, match=said):
            deciding.accept(report, actor=actor, version=report.version, answers=answers)
    report.refresh_from_db()
    deciding.accept(report, actor=actor, version=report.version, answers={key: "逐项核对，未发现问题"})
    assert report.state == State.ACCEPTED


def test_only_drawn_and_clean_reports_are_accepted_in_bulk(many, actor):
    with pytest.raises(Refusal, match="尚未参加抽查"):
        deciding.check_accept_clean(many[0], actor)
    samples.draw(samples.commit(2025, actor=actor), actor=actor)
    for report in many:
        if report.sampled.is_chosen:
            with pytest.raises(Refusal, match="已被抽中"):
                deciding.accept_clean(report, actor=actor)
        else:
            deciding.accept_clean(report, actor=actor)
    assert AnnualReport.objects.filter(state=State.ACCEPTED).count() == 19
    one = AnnualReport.objects.filter(state=State.ACCEPTED).first()
    deciding.withdraw_acceptance(one, actor=actor)
    one.refresh_from_db()
    assert one.state == State.SUBMITTED_FINAL
    deciding.accept_clean(one, actor=actor)
    deciding.conclude_clean(one, actor=actor)
    one.refresh_from_db()
    assert one.state == State.CONCLUDED


def test_the_queue_offers_the_bulk_act_and_says_why_a_row_does_not_fit(many, clerk):
    ids = [report.pk for report in many[:2]]
    preview = clerk.post(
        reverse("staff:bulk:preview"),
        {"list": "staff:report_reviews:list", "query": "", "range": "some", "pk": ids, "action": "accept_clean"},
    ).content.decode()
    assert "尚未参加抽查" in preview
