"""What stands out, what a page shows first, and that nothing passes unanswered."""

import datetime
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from core.refusal import Refusal
from registry.annual_reports.models import AnnualReport, ReportFigure
from registry.annual_reports.prefill import LastYear
from registry.annual_reports.states import State
from registry.report_forms.schema import parse
from registry.report_reviews import findings, peers
from registry.report_reviews.actions import answering
from registry.report_reviews.models import FindingAcceptance, PeerRange, SubmissionDigest
from registry.report_reviews.thresholds import DEFAULTS, Thresholds
from tests.registry.report_reviews.test_decisions import decide, url

MARCH = datetime.date(2026, 3, 2)
LIMITS = Thresholds(**{code: value for code, _, value, _ in DEFAULTS})
FORM = parse(
    {
        "code": "t", "title": "t", "minutes": 1, "checks": [],
        "sections": [{"key": "s", "title": "S", "fields": [
            {"key": "income", "label": "收入", "kind": "money_yuan"},
            {"key": "people", "label": "人数", "kind": "integer"},
            {"key": "address", "label": "住所", "kind": "text"},
            {"key": "summary", "label": "总结", "kind": "long_text"},
        ]}],
    }
)  # fmt: skip


def look(answers: dict, last: dict | None = None, previous: dict | None = None, usual: dict | None = None, form="t"):
    figures = {key: Decimal(text) for key, text in (last or {}).items() if key in ("income", "people")}
    return findings.compare(
        FORM, {"s": answers}, {"s": previous} if previous else None,
        LastYear(2024 if last else 0, last or {}, figures, form), usual or {}, LIMITS,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "stands_out"),
    [
        ("500000.00", "100000", False),  # five times: the limit itself is still usual
        ("500000.01", "100000", True),
        ("20000.00", "100000", False),  # a fifth
        ("19999.99", "100000", True),
        ("9000.00", "100", False),  # below the amount from which anything is compared
        ("10000.00", "100", True),
        ("100000.00", "0", False),  # nothing to compare with
        ("-100000.00", "100000", True),
    ],
)
def test_a_figure_stands_out_beyond_five_times_or_below_a_fifth_of_last_year(now, before, stands_out):
    found = look({"income": now}, {"income": before}).findings
    assert bool(found) == stands_out


def test_a_figure_stands_out_beside_organizations_of_its_type_and_size():
    usual = {"income": PeerRange(code="income", low=Decimal(20_000), high=Decimal(90_000), count=40)}
    assert not look({"income": "90000.00"}, usual=usual).findings
    (found,) = look({"income": "90000.01"}, usual=usual).findings
    assert "40 家" in found.text
    assert not found.needs_reason


@pytest.mark.parametrize(
    ("answers", "last", "previous", "changed"),
    [
        ({"income": "130000.00"}, {"income": "100000"}, None, set()),
        ({"income": "130000.01"}, {"income": "100000"}, None, set()),  # 30.0 %
        ({"income": "130100.00"}, {"income": "100000"}, None, {"income"}),
        ({"income": "100000.00"}, {"income": "100000"}, {"income": "100001.00"}, {"income"}),
        ({"address": "新址"}, {"address": "旧址"}, None, {"address"}),
        ({"summary": "今年"}, {"summary": "去年"}, None, set()),
        ({"summary": "今年"}, {"summary": "今年"}, {"summary": "去年"}, {"summary"}),
        ({"address": "新址"}, None, None, set()),  # a first report has nothing to differ from
    ],
)
def test_what_changed_beyond_the_threshold_or_since_the_last_round(answers, last, previous, changed):
    assert look(answers, last, previous).changed == changed


def officer_of(season):
    return season.bureau.actor("department_officer", season.bureau.commerce)


def odd(season, own) -> AnnualReport:
    """More members than organizations of its type and size have."""
    PeerRange.objects.create(
        year=2025, org_type="1", band=2, code="individual_members", low=0, high=50, count=40
    )  # fmt: skip
    return season.submitted(own).report


def test_a_report_does_not_pass_with_a_finding_that_nobody_answered_for(season, own, officer, clerk):
    report = odd(season, own)
    digest = SubmissionDigest.objects.get(submission__report=report)
    keys = [one["key"] for one in digest.findings]
    assert "outlier:individual_members" in keys
    answer = decide(officer, "pass_first_review", report)
    assert answer.status_code == 409
    assert "处提示没有核对" in answer.content.decode()
    given = {f"accept__{key}": "1" for key in keys} | {f"reason__{key}": "已电话核实" for key in keys}
    assert decide(officer, "pass_first_review", report, **given).status_code == 302
    assert FindingAcceptance.objects.filter(department=season.bureau.commerce).count() == len(keys)
    page = clerk.get(url("detail", report.pk)).content.decode()
    assert "霁川市商务局已接受" in page
    assert decide(clerk, "accept", report).status_code == 409, "each office answers for itself"
    assert decide(clerk, "accept", report, **given).status_code == 302
    report.refresh_from_db()
    assert report.state == State.ACCEPTED


def test_a_failed_check_is_accepted_only_with_a_reason(season, own, officer):
    submission = season.sent(own, MARCH)
    finding = {
        "key": "soft:X-1",
        "field": "phone",
        "section": "basic",
        "kind": "soft",
        "text": "核对",
        "reason": "已说明",
    }
    SubmissionDigest.objects.create(submission=submission, findings=[finding], finding_count=1)
    with pytest.raises(Refusal, match="须写明理由"):
        answering.accept_findings(submission.report, {"soft:X-1": ""}, actor=officer_of(season))
    assert answering.accept_findings(submission.report, {"soft:X-1": "已核对原始凭证"}, actor=officer_of(season)) == 1
    assert answering.accept_findings(submission.report, {"soft:X-1": "已核对原始凭证"}, actor=officer_of(season)) == 0
    with pytest.raises(Refusal, match="不在这次报送中"):
        answering.accept_findings(submission.report, {"soft:other": "已核对原始凭证"}, actor=officer_of(season))


def test_the_tabs_count_the_rows_that_they_show(season, own, officer):
    report = odd(season, own)
    for view in ("attention", "changed", "odd", "all"):
        html = officer.get(url("detail", report.pk), {"view": view}).content.decode()
        rows = re.findall(r'<tr class="[^"]*" data-views="[^"]*"( hidden)?>', html)
        count = html.split(f'data-view="{view}"')[1].split('<span class="digits">')[1].split("<")[0]
        assert int(count) == rows.count(""), view
        assert len(rows) > 30, "everything can be reached from every tab without loading the page again"


def test_ranges_are_counted_from_thirty_organizations_on(season, rules):
    figure = {"code": "total_income"}
    season.open()
    for number in range(30):
        organization = season.association(f"霁川市第{number}协会")
        season.open()
        submission = season.sent(organization, MARCH)
        ReportFigure.objects.create(submission=submission, value=200_000 + number, **figure)
        assert peers.count_ranges(2025, MARCH) == (1 if number == 29 else 0)
    (one,) = PeerRange.objects.all()
    assert (one.band, one.count) == (1, 30)
    assert one.low < 200_001 < one.high


def test_the_queue_shows_what_stands_out(season, own, officer):
    report = odd(season, own)
    page = officer.get(reverse("staff:report_reviews:list"), {"mark": "findings"}).content.decode()
    assert report.organization.name in page
    assert "处提示" in page


def test_what_last_years_form_did_not_ask_has_not_changed():
    last = {"address": "听澜街道1号"}
    assert "income" in look({"income": "500000.00"}, last).changed
    assert "income" not in look({"income": "500000.00"}, last, form="t-before").changed
