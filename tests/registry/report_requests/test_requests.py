"""Deferral before the deadline, explanation after it, exemption, objection, correction: asked, agreed to, decided."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.notifications.models import Delivery, Notice
from core.obligations.models import ObligationState
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from core.worklist.models import WorkItem
from registry.annual_reports import queries
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.annual_reports.states import Stage, State
from registry.report_publications import actions as publications
from registry.report_requests import actions
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import Consent, RequestKind, RequestState
from tests.registry.annual_reports.conftest import SYSTEM
from tests.support.paper import blank_pdf

D = datetime.date
PDF = blank_pdf()
UNTIL = D(2026, 7, 31)
DECISION = {"reason": "材料齐全", "document": "民社延〔2026〕4号"}


def url(name, *args, side="staff"):
    return reverse(f"{side}:report_requests:{name}", args=args)


def paper(name="同意函.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@pytest.fixture
def organization(season, set_clock):
    set_clock("2026-04-27")
    one = season.association("栎川区启明助残服务中心")
    season.open()
    return one


@pytest.fixture
def filer(season, organization):
    return season.filer(organization)


@pytest.fixture
def b(season):
    return season.bureau


@pytest.fixture
def chief(b):
    return b.actor("registry_chief", b.bureau)


def ask(filer, season, organization, kind="deferral", **data):
    given = {"reason": "审计机构更换，审计报告尚未完成", **data}
    if kind == "deferral":
        given.setdefault("wanted_until", UNTIL.isoformat())
    return filer.post(url("create", season.obligation(organization).pk, kind, side="org"), given)


def the_request() -> ReportRequest:
    return ReportRequest.objects.select_related("obligation", "organization__supervising_authority").get()


def decide(client, request, decision="grant", **data):
    return client.post(url("decide", request.pk), {**DECISION, "decision": decision, **data})


# -- deferral --


def test_a_deferral_goes_through_the_department_and_moves_the_obligation(season, organization, filer, b, set_clock):
    assert ask(filer, season, organization).status_code == 302
    found = the_request()
    assert (found.state, found.consent, found.consent_due_on) == (
        RequestState.WAITING_CONSENT, Consent.WAITING, D(2026, 5, 7),
    )  # fmt: skip
    assert Notice.objects.filter(template="report_requests.consent_asked", department=b.commerce).count() == 1
    officer = b.client("department_officer", b.commerce)
    page = officer.get(url("detail", found.pk)).content.decode()
    assert "同意延期" in page
    assert officer.post(url("consent", found.pk), {"document": "商函〔2026〕9号"}).status_code == 302
    assert WorkItem.objects.open().get(kind="annual_reports.request").department_id == b.bureau.pk
    set_clock("2026-04-28")
    clerk = b.client("registry_clerk", b.bureau)
    assert decide(clerk, found).status_code == 302
    owed = season.obligation(organization)
    assert (owed.due_on, owed.original_due_on, owed.first_due_on) == (UNTIL, D(2026, 6, 1), None)
    assert owed.document == "民社延〔2026〕4号"
    assert not WorkItem.objects.open().exists()
    page = filer.get(url("detail", found.pk, side="org")).content.decode()
    assert "准予延期至" in page
    assert "2026-07-31" in page


def test_an_uploaded_consent_goes_straight_to_the_authority(season, organization, filer, b):
    ask(filer, season, organization, file=paper(), consent_document="商函〔2026〕9号")
    found = the_request()
    assert (found.state, found.consent) == (RequestState.FILED, Consent.UPLOADED)
    clerk = b.client("registry_clerk", b.bureau)
    answer = clerk.post(url("document", found.pk))
    assert answer.status_code == 302
    assert b"".join(clerk.get(answer.url).streaming_content) == PDF


def test_where_the_department_is_silent_the_paper_may_be_brought_later(season, organization, filer):
    ask(filer, season, organization)
    found = the_request()
    form = {"document": "商函〔2026〕9号", "file": paper()}
    assert filer.post(url("supply_consent", found.pk, side="org"), form).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.consent) == (RequestState.FILED, Consent.UPLOADED)


def test_without_consent_it_is_not_granted(season, organization, filer, b):
    ask(filer, season, organization)
    found = the_request()
    officer = b.client("department_officer", b.commerce)
    assert officer.post(url("refuse_consent", found.pk), {"comment": ""}).status_code == 409
    officer.post(url("refuse_consent", found.pk), {"comment": "理由不充分"})
    clerk = b.client("registry_clerk", b.bureau)
    answer = decide(clerk, found)
    assert answer.status_code == 409
    assert "主管单位没有同意" in answer.content.decode()
    assert decide(clerk, found, "refuse").status_code == 302
    assert season.obligation(organization).due_on == D(2026, 6, 1)


def test_only_the_named_department_agrees_and_only_the_authority_decides(season, organization, filer, b):
    ask(filer, season, organization)
    found = the_request()
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.consent(found, actor=b.actor("department_officer", b.industry))
    actions.consent(found, actor=b.actor("department_officer", b.commerce))
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.grant(found, actor=b.actor("registry_clerk", b.yanhai_bureau), **DECISION)
    with pytest.raises(NotPermitted):
        actions.grant(found, actor=b.actor("department_officer", b.commerce), **DECISION)


@pytest.mark.parametrize(
    ("today", "kind"),
    [("2026-05-31", "deferral"), ("2026-06-01", "deferral"), ("2026-06-02", "explanation")],
)
def test_the_deadline_day_is_the_last_to_ask_and_later_it_is_an_explanation(
    season, organization, filer, set_clock, today, kind
):
    set_clock(today)
    ask(filer, season, organization)
    found = the_request()
    assert found.kind == kind
    assert season.obligation(organization).due_on == D(2026, 6, 1)
    if kind == "explanation":
        assert found.state == RequestState.NOTED
        assert not WorkItem.objects.open().exists()
        assert "截止日期没有改变" in filer.get(url("detail", found.pk, side="org")).content.decode()


def test_asked_in_time_and_decided_after_the_end_it_still_counts(season, organization, filer, b, set_clock):
    set_clock("2026-06-01")
    ask(filer, season, organization, file=paper())
    set_clock("2026-06-05")
    assert decide(b.client("registry_clerk", b.bureau), the_request()).status_code == 302
    assert season.obligation(organization).due_on == UNTIL
    assert not queries.overdue(ReportObligation.objects.all(), D(2026, 6, 5)).exists()
    assert queries.overdue(ReportObligation.objects.all(), D(2026, 6, 4)).exists(), "on that day it was not decided"


def test_the_organization_is_told_once_by_all_channels(season, organization, filer, b):
    ask(filer, season, organization, file=paper())
    decide(b.client("registry_clerk", b.bureau), the_request())
    notice = Notice.objects.get(template="report_requests.granted")
    assert notice.organization_key == organization.pk
    assert sorted(Delivery.objects.filter(notice=notice).values_list("channel", flat=True)) == ["email", "sms"]


def test_a_date_that_is_not_later_is_not_taken(season, organization, filer):
    answer = ask(filer, season, organization, wanted_until="2026-06-01")
    assert answer.status_code == 422
    assert "须晚于现截止日期2026-06-01" in answer.content.decode()


def test_one_open_request_of_a_kind_and_another_after_withdrawing(season, organization, filer):
    ask(filer, season, organization)
    assert "正在办理" in ask(filer, season, organization).content.decode()
    assert filer.post(url("withdraw", the_request().pk, side="org")).status_code == 302
    assert ask(filer, season, organization).status_code == 302


def test_a_file_that_cannot_be_opened_is_refused(season, organization, filer):
    bad = SimpleUploadedFile("同意函.pdf", b"%PDF-1.4 rubbish")
    answer = ask(filer, season, organization, file=bad)
    assert answer.status_code == 422
    assert not ReportRequest.objects.exists()


def test_somebody_elses_request_is_not_found(season, organization, filer, b):
    ask(filer, season, organization)
    other = season.filer(season.association("霁川市陶塑协会"))
    assert other.get(url("detail", the_request().pk, side="org")).status_code == 404
    assert b.client("registry_clerk", b.yanhai_bureau).get(url("detail", the_request().pk)).status_code == 404


# -- exemption --


def test_an_exemption_is_decided_by_the_chief_and_waives(season, organization, filer, b):
    ask(filer, season, organization, "exemption", reason="已进入清算程序")
    found = the_request()
    clerk = b.client("registry_clerk", b.bureau)
    assert "由负责人决定" in clerk.get(url("detail", found.pk)).content.decode()
    assert decide(clerk, found).status_code == 409
    assert decide(b.client("registry_chief", b.bureau), found).status_code == 302
    owed = season.obligation(organization)
    assert (owed.state, owed.reason) == (ObligationState.WAIVED, "已进入清算程序")


def test_what_is_filed_is_neither_deferred_nor_exempted(season, organization, filer):
    season.sent_of(organization, 2025, D(2026, 4, 27))
    owed = season.obligation(organization)
    owed.state, owed.satisfied_at = ObligationState.SATISFIED, "2026-04-27T10:00+08:00"
    owed.save()
    page = filer.get(url("list", side="org")).content.decode()
    assert "申请延期" not in page
    assert ask(filer, season, organization, "exemption").status_code == 422


# -- objection --


@pytest.fixture
def late(season, organization, set_clock):
    season.sent(organization, D(2026, 6, 2), stage=Stage.FINAL)
    set_clock("2026-06-10")
    return organization


def rows():
    return ReportObligation.objects.all()


def test_an_objection_against_being_late_that_is_right_counts_from_its_day_on(season, late, filer, b, set_clock):
    ask(filer, season, late, "objection", against="lateness", reason="6月1日平台故障，有截图")
    assert decide(b.client("registry_chief", b.bureau), the_request()).status_code == 302
    today, before = D(2026, 6, 10), D(2026, 6, 9)
    assert not queries.sent_late(rows(), today).exists()
    assert queries.filed_on_time(rows(), today).exists()
    assert queries.sent_late(rows(), before).exists(), "the day before it was late"
    assert not season.report(late).submissions.first().is_late


def test_a_refused_objection_changes_nothing(season, late, filer, b):
    ask(filer, season, late, "objection", against="lateness", reason="6月1日平台故障")
    assert decide(b.client("registry_chief", b.bureau), the_request(), "refuse").status_code == 302
    assert queries.sent_late(rows(), D(2026, 6, 10)).exists()
    assert "不予同意" in filer.get(url("detail", the_request().pk, side="org")).content.decode()


@pytest.mark.parametrize(("today", "status"), [("2026-07-01", 302), ("2026-07-02", 302), ("2026-07-03", 422)])
def test_the_last_day_of_an_objection_is_still_in_time(season, late, filer, set_clock, today, status):
    set_clock(today)
    assert ask(filer, season, late, "objection", against="lateness").status_code == status


def test_who_was_in_time_has_nothing_to_object_to(season, organization, filer):
    season.sent(organization, D(2026, 4, 27), stage=Stage.FINAL)
    answer = ask(filer, season, organization, "objection", against="lateness")
    assert "没有被认定为逾期" in answer.content.decode()
    assert "还没有作出结论" in ask(filer, season, organization, "objection", against="conclusion").content.decode()


def test_a_conclusion_is_withdrawn_by_whoever_concludes(season, late, filer, b, settings):
    report = season.report(late)
    settings.REPORT_CONCLUSIONS = "tests.registry.report_requests.test_requests.concluded"
    ask(filer, season, late, "objection", against="conclusion", reason="认定事实有误")
    chief = b.client("registry_chief", b.bureau)
    settings.OBJECTION_APPLIERS = []
    assert "平台尚未启用结论的撤销" in decide(chief, the_request()).content.decode()
    settings.OBJECTION_APPLIERS = ["tests.registry.report_requests.test_requests.taken_back"]
    TAKEN.clear()
    assert decide(chief, the_request()).status_code == 302
    assert TAKEN == [report.pk]


TAKEN: list[int] = []


def concluded(reports, day):
    return dict.fromkeys(reports, "unqualified")


def taken_back(request, *, actor):
    TAKEN.append(request.report_id)


# -- correction --


def test_a_correction_of_a_published_report_is_granted_and_filed_beside_the_old_one(season, organization, filer, b):
    report = season.submitted(organization, direct_reason="3月20日已送交，至今没有答复").report
    assert ask(filer, season, organization, "correction").status_code == 422
    AnnualReport.objects.filter(pk=report.pk).update(state=State.CONCLUDED)
    report.refresh_from_db()
    publications.publish(report, actor=SYSTEM, basis="霁民公告〔2026〕3号")
    assert "申请更正" in filer.get(url("list", side="org")).content.decode()
    ask(filer, season, organization, "correction", reason="管理费用填写有误")
    assert decide(b.client("registry_chief", b.bureau), the_request()).status_code == 302
    report.refresh_from_db()
    assert report.state == State.CORRECTING
    assert WorkItem.objects.open().filter(kind="annual_reports.correct", organization_key=organization.pk).exists()


# -- lists and pages --


def test_the_list_narrows_to_what_is_open(season, organization, filer, b):
    ask(filer, season, organization)
    clerk = b.client("registry_clerk", b.bureau)
    assert "栎川区启明助残服务中心" in clerk.get(url("list") + "?state=open").content.decode()
    assert "栎川区启明助残服务中心" not in clerk.get(url("list") + "?state=granted").content.decode()
    assert clerk.post(url("export") + "?state=open").status_code == 200


def test_after_the_deadline_the_page_offers_an_explanation(season, organization, filer, set_clock):
    assert "申请延期" in filer.get(url("list", side="org")).content.decode()
    set_clock("2026-06-02")
    page = filer.get(url("list", side="org")).content.decode()
    assert "提交逾期说明" in page
    form = filer.get(url("create", season.obligation(organization).pk, "deferral", side="org")).content.decode()
    assert "不能再申请延期" in form


def test_an_unknown_kind_has_no_page(season, organization, filer):
    assert filer.get(url("create", season.obligation(organization).pk, "explanation", side="org")).status_code == 404


def test_who_only_reads_for_the_organization_asks_for_nothing(season, organization):
    secretary = season.actor(organization, role="branch_secretary", name="沈星野")
    with pytest.raises(NotPermitted):
        actions.file_request(season.obligation(organization), actor=secretary, kind=RequestKind.EXEMPTION, reason="x")


def test_deciding_takes_a_number(season, organization, filer, b, chief):
    ask(filer, season, organization, file=paper())
    with pytest.raises(Refusal, match="文号"):
        actions.grant(the_request(), actor=chief, reason="齐全", document=" ")
