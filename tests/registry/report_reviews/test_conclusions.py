"""年检结论: by whom, on which grounds; what the organization then owes; taking one back."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.worklist.models import WorkItem
from registry.annual_reports import queries
from registry.annual_reports.actions import review
from registry.annual_reports.api import ReportListApi
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.states import ConclusionValue, ReportMode, State
from registry.report_reviews.actions import conclusions
from registry.report_reviews.models import ReportConclusion, ReportRectification
from registry.report_reviews.states import RectificationState
from tests.registry.annual_reports.conftest import SYSTEM
from tests.registry.report_reviews.test_decisions import url

D = datetime.date
FAULT = {"grounds": ["unsound_finance"], "fields": ["phone"], "comment": "财务制度不健全"}


def act(client, name, report, **data):
    report.refresh_from_db()
    return client.post(url(name, report.pk), {"version": report.version, **data})


def test_one_person_concludes_qualified_and_the_organization_gets_the_paper(season, own, accepted, clerk):
    assert act(clerk, "conclude", accepted, value="qualified").status_code == 302
    (row,) = ReportConclusion.objects.all()
    assert (row.document_no, row.concluded_on) == ("霁川市民政局年检〔2026〕1号", D(2026, 6, 3))
    assert not ReportRectification.objects.exists()
    filer = season.filer(own)
    assert "合格" in filer.get(reverse("org:report_reviews:detail", args=[accepted.pk])).content.decode()
    paper = filer.get(reverse("org:report_reviews:conclusion_letter", args=[row.pk])).content.decode()
    assert "有异议的" in paper
    assert not WorkItem.objects.open().exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "须至少选择一种情形"),
        ({"grounds": ["unsound_finance"]}, "涉及报告的哪些项目"),
        ({"fields": ["phone"]}, "须至少选择一种情形"),
    ],
)
def test_a_fault_needs_grounds_and_fields(accepted, clerk, given, said):
    answer = act(clerk, "conclude", accepted, value="basically_qualified", **given)
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert not ReportConclusion.objects.exists()


def test_basically_qualified_opens_three_months_to_put_it_right(season, own, accepted, clerk):
    act(clerk, "conclude", accepted, value="basically_qualified", **FAULT)
    row = ReportRectification.objects.get()
    assert row.due_on == D(2026, 9, 3)
    kinds = sorted(WorkItem.objects.open().values_list("kind", flat=True))
    assert kinds == ["report_reviews.order", "report_reviews.rectify"]
    assert clerk.post(url("order_rectification", row.pk)).status_code == 302
    row.refresh_from_db()
    assert row.document_no == "霁川市民政局年检改〔2026〕1号"
    filer = season.filer(own)
    report_url = reverse("org:report_reviews:report_rectification", args=[row.pk])
    assert filer.post(report_url, {"text": "已改"}).status_code == 422
    assert filer.post(report_url, {"text": "已建立财务制度并聘请会计，附有关材料。"}).status_code == 302
    clerk.post(url("send_back_rectification", row.pk), {"comment": "请补充制度文本"})
    filer.post(report_url, {"text": "制度文本已经理事会通过并公布。"})
    clerk.post(url("finish_rectification", row.pk))
    row.refresh_from_db()
    assert row.state == RectificationState.DONE
    assert not WorkItem.objects.open().exists()


def test_unqualified_takes_two_persons(season, accepted, clerk, chief):
    alone = act(clerk, "conclude", accepted, value="unqualified", **FAULT)
    assert "再由另一人审定" in alone.content.decode()
    assert act(chief, "propose", accepted, value="unqualified", **FAULT).status_code == 302
    assert act(chief, "confirm", accepted).status_code == 409, "who proposed may not decide"
    other = season.bureau.client("registry_chief", season.bureau.bureau)
    assert "审定为不合格" in other.get(url("detail", accepted.pk)).content.decode()
    assert act(other, "confirm", accepted).status_code == 302
    (row,) = ReportConclusion.objects.all()
    assert row.proposed_by_id != row.decided_by_id


def test_the_second_person_may_send_it_back(accepted, clerk, chief):
    act(clerk, "propose", accepted, value="unqualified", **FAULT)
    assert act(chief, "send_back", accepted).status_code == 422
    assert act(chief, "send_back", accepted, comment="情节较轻").status_code == 302
    accepted.refresh_from_db()
    assert accepted.state == State.ACCEPTED
    assert act(clerk, "conclude", accepted, value="basically_qualified", **FAULT).status_code == 302


def test_the_database_refuses_an_unqualified_conclusion_of_one_person(season, own, accepted, clerk):
    user = season.seat(own).user
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportConclusion.objects.create(
            report=accepted, organization=own, submission=accepted.submissions.last(), value="unqualified",
            grounds=[{"code": "x"}], fields=[{"item": "y"}], document_no="x", proposed_by=user, decided_by=user,
            department=season.bureau.bureau, concluded_on=D(2026, 6, 3),
        )  # fmt: skip


def test_a_year_of_reports_only_has_no_conclusions(at_authority, clerk):
    ReportingRegime.objects.update(mode=ReportMode.REPORT_ONLY)
    page = clerk.post(url("accept", at_authority.pk), {"version": at_authority.version}, follow=True).content.decode()
    assert "作出结论" not in page
    assert not WorkItem.objects.open().exists()
    assert "不作年检结论" in act(clerk, "conclude", at_authority, value="qualified").content.decode()


def test_a_conclusion_is_taken_back_with_its_rectification_and_made_anew(accepted, clerk, chief):
    act(clerk, "conclude", accepted, value="basically_qualified", **FAULT)
    assert act(clerk, "withdraw", accepted, reason="异议成立").status_code == 403
    assert act(chief, "withdraw", accepted, reason="异议成立，情形不存在").status_code == 302
    assert ReportRectification.objects.get().state == RectificationState.CANCELLED
    assert not ReportConclusion.objects.standing(D(2026, 6, 3)).exists()
    assert act(clerk, "conclude", accepted, value="qualified").status_code == 302
    assert ReportConclusion.objects.standing(D(2026, 6, 3)).get().value == "qualified"


def test_the_city_does_not_conclude_for_a_district(season, rules, clerk):
    district = season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau)
    season.open()
    report = season.submitted(district, direct_reason="3月20日已送交，至今没有答复").report
    season.bureau.client("registry_clerk", season.bureau.yanhai_bureau)
    review.accept(report, actor=SYSTEM, version=report.version)
    answer = act(clerk, "conclude", report, value="qualified")
    assert answer.status_code == 409
    assert "砚海区民政局" in answer.content.decode()


def test_the_list_shows_conclusions_and_their_rectification(accepted, clerk):
    act(clerk, "conclude", accepted, value="basically_qualified", **FAULT)
    page = clerk.get(url("conclusions"), {"value": "basically_qualified", "rectification": "open"}).content.decode()
    assert "霁川市民政局年检〔2026〕1号" in page
    assert conclusions.ORDER_WORKDAYS == 10


def test_the_list_of_reports_and_the_interface_know_the_conclusion_of_a_day(
    season, own, accepted, clerk, chief, set_clock
):
    act(clerk, "conclude", accepted, value="basically_qualified", **FAULT)
    set_clock("2026-06-10")
    act(chief, "withdraw", accepted, reason="异议成立")
    act(clerk, "conclude", accepted, value="qualified")
    owed = ReportObligation.objects.all()
    for day, value in ((D(2026, 6, 2), None), (D(2026, 6, 9), "basically_qualified"), (D(2026, 6, 10), "qualified")):
        found = [one for one in ConclusionValue if queries.concluded(owed, day, one).exists()]
        assert found == ([value] if value else [])
        (row,) = ReportListApi().queryset(SYSTEM, day)
        assert row.conclusion == value
    page = clerk.get(reverse("staff:annual_reports:list"), {"conclusion": "qualified"}).content.decode()
    assert own.name in page
