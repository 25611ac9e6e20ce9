"""First reviewers and the authority: what they read, what they may do, and what is theirs to do."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, StaleVersion
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from registry.annual_reports.actions import filling, review
from registry.annual_reports.models import AnnualReport, ReviewOpinion
from registry.annual_reports.situations import owed
from registry.annual_reports.states import OpinionKind, State
from tests.registry.annual_reports.conftest import SYSTEM
from tests.support.report_answers import statements

D = datetime.date


def url(name, *args):
    return reverse(f"staff:report_reviews:{name}", args=args)


def decide(client, name, report, **data):
    report.refresh_from_db()
    return client.post(url(name, report.pk), {"version": report.version, **data})


def changed(report, key, **answers):
    """A later save of one section by the organization."""
    section = report.sections.get(key=key)
    now = {**section.answers, **answers}
    filling.save_section(report, key, now, version=section.version, actor=SYSTEM, confirm=True)


def test_the_department_passes_and_the_authority_accepts(season, at_reviewer, officer, clerk):
    page = officer.get(url("detail", at_reviewer.pk)).content.decode()
    assert "初审通过" in page
    assert decide(officer, "pass_first_review", at_reviewer).status_code == 302
    assert decide(clerk, "accept", at_reviewer, comment="材料齐全").status_code == 302
    at_reviewer.refresh_from_db()
    assert at_reviewer.state == State.ACCEPTED
    kinds = list(ReviewOpinion.objects.values_list("kind", flat=True))
    assert kinds == [OpinionKind.FIRST_REVIEW_PASSED, OpinionKind.ACCEPTED]
    assert [item.kind for item in WorkItem.objects.open()] == ["report_reviews.conclude"]
    told = Notice.objects.filter(organization_key=at_reviewer.organization_id).order_by("pk")
    assert [notice.template for notice in told] == [
        "annual_reports.submitted",
        "annual_reports.first_review_passed",
        "annual_reports.accepted",
    ]


def test_a_return_lists_the_fields_and_gives_five_working_days(season, own, at_authority, clerk):
    answer = decide(clerk, "return_for_fix", at_authority, remark__staff_total="请核对总数", remark__phone=" ")
    assert answer.status_code == 302
    opinion = ReviewOpinion.objects.get(kind=OpinionKind.RETURNED)
    assert opinion.fix_due_on == D(2026, 6, 10)  # Wednesday 3 June and five working days
    assert opinion.remarks == [{"section": "staff", "field": "staff_total", "text": "请核对总数"}]
    page = season.filer(own).get(reverse("org:annual_reports:detail", args=[at_authority.pk])).content.decode()
    assert "2026年6月10日" in page
    assert "请核对总数" in page
    item = WorkItem.objects.open().get()
    assert (item.organization_key, item.due_on) == (own.pk, D(2026, 6, 10))


def test_a_returned_report_stands_among_what_the_organization_owes_until_it_is_sent_again(own, at_authority, clerk):
    assert not owed(own, clock.today())
    decide(clerk, "return_for_fix", at_authority, remark__staff_total="请核对总数")
    (step,) = owed(own, clock.today())
    assert (step.title, step.due_on, step.against) == ("补正2025年度工作报告", D(2026, 6, 10), False)
    (late,) = owed(own, D(2026, 6, 11))
    assert late.against


def test_a_return_without_a_word_is_refused_and_what_was_typed_stays(at_authority, clerk):
    answer = decide(clerk, "return_for_fix", at_authority)
    assert answer.status_code == 409
    assert "退回补正须填写意见" in answer.content.decode()
    stale = clerk.post(url("accept", at_authority.pk), {"version": 1, "remark__staff_total": "我的意见"})
    assert stale.status_code == 409
    assert "我的意见" in stale.content.decode()


def test_a_resubmission_marks_what_changed_since(season, at_authority, clerk):
    decide(clerk, "return_for_fix", at_authority, remark__volunteers="请核实")
    at_authority.refresh_from_db()
    changed(at_authority, "staff", volunteers="33")
    season.send(at_authority)
    page = clerk.get(url("detail", at_authority.pk)).content.decode()
    assert page.count("本次有改动") == 1
    assert "上次：10" in page
    assert "本次改动 1 处" in page
    first = clerk.get(url("detail", at_authority.pk) + "?round=1").content.decode()
    assert "请核实" in first
    assert "要求补正" not in first, "an earlier round is only read"


def test_last_years_figures_stand_beside_this_years(season, own, clerk):
    season.open(2024)
    season.send(season.filled(own, 2024))
    report = season.filled(
        own,
        **statements(donations=1250000, begin=450000, last=statements()),
        donations_domestic_persons="250000", donations_received="1250000", donations_cash="1250000",
    )  # fmt: skip
    season.send(report)
    page = clerk.get(url("detail", report.pk)).content.decode()
    assert "1,250,000.00" in page
    assert "1,150,000.00" in page
    assert "+8.7%" in page


def test_staff_never_see_a_draft(season, own, clerk):
    report = season.filled(own)
    page = clerk.get(url("detail", report.pk)).content.decode()
    assert "尚未报送" in page
    assert "1,150,000.00" not in page


def test_a_page_that_was_opened_before_a_resubmission_decides_nothing(season, at_authority, clerk):
    version = at_authority.version
    review.return_for_fix(at_authority, actor=SYSTEM, version=version, comment="补充")
    season.send(at_authority)
    answer = clerk.post(url("accept", at_authority.pk), {"version": version})
    assert answer.status_code == 409
    assert "这份报告已有变化" in answer.content.decode()
    assert AnnualReport.objects.get().state == State.SUBMITTED_FINAL


def test_a_second_click_on_accept_writes_one_opinion(at_authority, clerk):
    data = {"version": at_authority.version}
    codes = [clerk.post(url("accept", at_authority.pk), data).status_code for _ in range(2)]
    assert codes == [302, 409]
    assert ReviewOpinion.objects.filter(kind=OpinionKind.ACCEPTED).count() == 1
    assert TransitionLog.objects.of(at_authority).filter(name="accept").count() == 1


@pytest.mark.parametrize("step", ["accept", "return_for_fix"])
def test_a_city_clerk_sees_a_district_body_and_may_not_act_on_it(season, clerk, step):
    district = season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau)
    season.open()
    report = season.submitted(district, direct_reason="3月20日已送交，至今没有答复").report
    page = clerk.get(url("detail", report.pk)).content.decode()
    assert "由砚海区民政局审核" in page
    assert "退回补正</button>" not in page
    answer = decide(clerk, step, report, comment="意见")
    assert answer.status_code == 409
    assert "砚海区民政局" in answer.content.decode()
    own_clerk = season.bureau.client("registry_clerk", season.bureau.yanhai_bureau)
    assert decide(own_clerk, step, report, comment="意见").status_code == 302


def test_first_review_belongs_to_the_responsible_department_not_to_another_that_sees_it(season):
    organization = season.bureau.register(
        "霁川市冷链物流商会",
        responsibilities={
            "business_supervisor": season.bureau.commerce.pk,
            "industry_department": season.bureau.industry.pk,
        },
    )
    season.open()
    report = season.submitted(organization).report
    other = season.bureau.actor("department_officer", season.bureau.industry)
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        review.pass_first_review(report, actor=other, version=report.version)
    client = season.bureau.client("department_officer", season.bureau.industry)
    assert "在霁川市商务局初审" in client.get(url("detail", report.pk)).content.decode()


def test_another_departments_report_looks_like_a_missing_one(season, at_reviewer):
    stranger = season.bureau.client("department_officer", season.bureau.industry)
    assert stranger.get(url("detail", at_reviewer.pk)).status_code == 404
    assert decide(stranger, "pass_first_review", at_reviewer).status_code == 404


def test_who_has_no_permission_for_a_step_is_told_so(season, at_authority, officer):
    assert decide(officer, "accept", at_authority).status_code == 403
    leader = season.bureau.client("bureau_leader", season.bureau.bureau)
    assert leader.get(url("detail", at_authority.pk)).status_code == 200
    assert decide(leader, "accept", at_authority).status_code == 403


def test_remarks_on_unknown_fields_are_refused(at_authority, clerk):
    answer = decide(clerk, "return_for_fix", at_authority, remark__nothing="x", comment="y")
    assert answer.status_code == 409
    assert not ReviewOpinion.objects.filter(kind=OpinionKind.RETURNED).exists()


def test_the_next_report_follows_when_asked_for(season, at_authority, clerk):
    second = season.association("霁川市陶塑协会")
    season.open()
    other = season.submitted(second, direct_reason="3月20日已送交，至今没有答复").report
    answer = decide(clerk, "accept", at_authority, next="1")
    assert answer.url == url("detail", other.pk)


def test_a_stale_version_is_refused_for_every_step(at_reviewer):
    for step in (review.pass_first_review, review.return_from_first_review):
        with pytest.raises(StaleVersion):
            step(at_reviewer, actor=SYSTEM, version=at_reviewer.version - 1, comment="x")
