"""The organization fills its report, with and without JavaScript."""

import datetime
import json

import pytest
from django.urls import reverse

from core.workflow.models import TransitionLog
from registry.annual_reports.models import AnnualReport, ReportSection
from registry.annual_reports.states import State
from tests.support.report_answers import ANSWERS, statements


def url(name, *args):
    return reverse(f"org:annual_reports:{name}", args=args)


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def posted(report, key, **changes):
    section = report.sections.get(key=key)
    typed = {key: given for key, given in {**ANSWERS, **changes}.items() if given}
    texts = {key: given if isinstance(given, str) else json.dumps(given) for key, given in typed.items()}
    return {"version": section.version, **texts}


AUTOSAVE = {"HTTP_X_AUTOSAVE": "1", "HTTP_HX_REQUEST": "true"}


def test_the_list_says_until_when_and_what_is_late(season, own, set_clock):
    set_clock("2026-05-28")
    page = season.filer(own).get(url("list")).content.decode()
    assert "2026-06-01" in page
    assert "剩 2 个工作日" in page
    set_clock("2026-06-02")
    assert "已逾期" in season.filer(own).get(url("list")).content.decode()


def test_an_exempt_year_says_why_and_offers_no_form(season):
    organization = season.association(registered_on=datetime.date(2025, 7, 1))
    season.open()
    client = season.filer(organization)
    page = client.get(url("list")).content.decode()
    assert "2025-06-30之后登记，2025年度免报" in page
    assert "开始填报" not in page
    answer = client.post(url("start", season.obligation(organization).pk))
    assert answer.status_code == 409
    assert not AnnualReport.objects.exists()


def test_a_year_cannot_be_begun_before_it_opens(season, own):
    season.open(2026)
    answer = season.filer(own).post(url("start", season.obligation(own, 2026).pk))
    assert answer.status_code == 409
    assert "2027-01-01起填报" in answer.content.decode()


def test_beginning_twice_makes_one_report_with_what_the_register_knows(season, own):
    client = season.filer(own)
    for _ in range(2):
        client.post(url("start", season.obligation(own).pk))
    report = AnnualReport.objects.get()
    assert TransitionLog.objects.of(report).count() == 1
    page = client.get(url("section", report.pk, "basic")).content.decode()
    assert "霁川市花木协会" in page
    assert "来自登记信息" in page


def test_prefilled_facts_must_be_confirmed(season, own):
    report, client = season.begun(own), season.filer(own)
    client.post(url("section", report.pk, "basic"), posted(report, "basic") | {"go": "list"})
    assert "待确认" in client.get(url("detail", report.pk)).content.decode()
    client.post(url("section", report.pk, "basic"), posted(report, "basic", confirm="1"))
    assert report.sections.get(key="basic").is_confirmed
    client.post(url("autosave", report.pk, "basic"), posted(report, "basic", contact_name="别人"), **AUTOSAVE)
    assert not report.sections.get(key="basic").is_confirmed, "what changed must be confirmed again"


def test_without_javascript_the_save_button_keeps_everything_and_says_what_is_wrong(season, own):
    report, client = season.begun(own), season.filer(own)
    answer = client.post(
        url("section", report.pk, "activities_statement"),
        posted(report, "activities_statement", ba_11_total="1205000"),
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert (
        "收入合计（本年合计） 1,205,000.00 与各项之和 1,250,000.00 相差 45,000.00，请核对第 1、2、3、4、5、6、9、11 行"
        in page
    )
    assert "<title>错误：" in page
    assert report.sections.get(key="activities_statement").answers["ba_11_total"] == "1205000.00"


def test_a_right_section_leads_to_the_next(season, own):
    report, client = season.begun(own), season.filer(own)
    answer = client.post(url("section", report.pk, "staff"), posted(report, "staff"))
    assert answer.url == url("section", report.pk, "systems")


def test_autosave_answers_the_new_version_and_the_same_again_writes_nothing(season, own):
    report, client = season.begun(own), season.filer(own)
    data = posted(report, "staff")
    first = client.post(url("autosave", report.pk, "staff"), data, **AUTOSAVE).json()
    assert first["version"] == data["version"] + 1
    again = client.post(url("autosave", report.pk, "staff"), data | {"version": first["version"]}, **AUTOSAVE).json()
    assert again["version"] == first["version"]


def test_what_cannot_be_read_is_kept_as_typed(season, own):
    report, client = season.begun(own), season.filer(own)
    typed = posted(report, "activities_statement", ba_1_free="约一百万")
    client.post(url("autosave", report.pk, "activities_statement"), typed, **AUTOSAVE)
    page = client.get(url("section", report.pk, "activities_statement")).content.decode()
    assert "约一百万" in page
    assert "“捐赠收入（本年非限定性）”应为数字，例如 12500.00" in page


def test_two_people_in_different_sections_do_not_meet(season, own):
    report = season.begun(own)
    one, other = season.filer(own, name="唐果"), season.filer(own, name="罗知秋")
    a, b = posted(report, "staff"), posted(report, "activity")
    assert one.post(url("autosave", report.pk, "staff"), a, **AUTOSAVE).status_code == 200
    assert other.post(url("autosave", report.pk, "activity"), b, **AUTOSAVE).status_code == 200


@pytest.fixture
def conflict(season, own):
    """Two people opened 工作人员; the second saved first."""
    report = season.begun(own)
    one, other = season.filer(own, name="唐果"), season.filer(own, name="罗知秋")
    mine = posted(report, "staff", full_time_staff="5", staff_total="7", staff_36_50="4", staff_bachelor="4")
    other.post(url("autosave", report.pk, "staff"), posted(report, "staff", volunteers="99"), **AUTOSAVE)
    return report, one, mine


def test_a_conflict_shows_mine_and_theirs_and_writes_nothing(conflict):
    report, one, mine = conflict
    answer = one.post(url("autosave", report.pk, "staff"), mine, **AUTOSAVE)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "罗知秋修改了本节" in page
    assert "志愿者数" in page
    assert "99" in page
    assert "兼职" not in page, "fields that agree are not shown"
    assert report.sections.get(key="staff").answers["volunteers"] == "99"


def test_a_conflict_is_settled_field_by_field(conflict):
    report, one, mine = conflict
    page = one.post(url("section", report.pk, "staff"), mine)
    assert page.status_code == 409
    assert 'value="7"' in page.content.decode(), "what I typed is still in the form"
    seen = report.sections.get(key="staff").version
    choice = {"seen_version": seen, "take__volunteers": "theirs", "take__full_time_staff": "mine"}
    assert one.post(url("section", report.pk, "staff"), mine | choice).status_code == 302
    answers = report.sections.get(key="staff").answers
    assert (answers["volunteers"], answers["full_time_staff"]) == ("99", "5")


def test_autosave_never_settles_a_conflict(conflict):
    report, one, mine = conflict
    seen = report.sections.get(key="staff").version
    choice = {"seen_version": seen, "take__volunteers": "theirs"}
    answer = one.post(url("autosave", report.pk, "staff"), mine | choice, **AUTOSAVE)
    assert answer.status_code == 409
    assert 'id="take__volunteers_theirs" checked' in answer.content.decode()


def test_an_expired_session_is_told_so_and_the_same_words_are_taken_after_signing_in(season, own):
    report, client = season.begun(own), season.filer(own)
    data = posted(report, "staff")
    client.logout()
    answer = client.post(url("autosave", report.pk, "staff"), data, **AUTOSAVE)
    assert answer.status_code == 401
    assert answer["X-Sign-In"]
    assert season.filer(own).post(url("autosave", report.pk, "staff"), data, **AUTOSAVE).status_code == 200
    assert report.sections.get(key="staff").answers["staff_total"] == "6"


def test_a_sent_report_takes_no_more_words_and_says_so(season, own):
    report, client = season.filled(own), season.filer(own)
    stale = posted(report, "staff", volunteers="11")
    season.send(report)
    answer = client.post(url("autosave", report.pk, "staff"), stale, **AUTOSAVE)
    assert answer.status_code == 409
    assert "当前状态为“待初审”，不能修改" in answer.content.decode()
    page = client.post(url("section", report.pk, "staff"), stale)
    assert page.status_code == 409
    assert "没有丢失" in page.content.decode()
    assert ReportSection.objects.get(report=report, key="staff").answers["volunteers"] == "10"


def test_another_organizations_report_looks_like_a_missing_one(season, own):
    report = season.begun(own)
    stranger = season.filer(season.association("霁川市陶塑协会"))
    missing = stranger.get(url("detail", 999_999))
    for path in (
        url("detail", report.pk),
        url("section", report.pk, "staff"),
        url("check", report.pk),
        url("receipt", report.pk, 1),
    ):
        answer = stranger.get(path)
        assert answer.status_code == 404
        assert len(answer.content) == len(missing.content)
    for path in (url("autosave", report.pk, "staff"), url("submit", report.pk), url("section", report.pk, "staff")):
        assert stranger.post(path, posted(report, "staff")).status_code == 404
    assert stranger.post(url("start", season.obligation(own).pk)).status_code == 404
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_who_may_only_look_cannot_write(season, own):
    report = season.begun(own)
    client = season.filer(own, role="branch_secretary")
    assert client.get(url("detail", report.pk)).status_code == 200
    assert "保存并继续" not in client.get(url("section", report.pk, "staff")).content.decode()
    for name, args in (("section", ["staff"]), ("autosave", ["staff"]), ("submit", [])):
        assert client.post(url(name, report.pk, *args), posted(report, "staff")).status_code == 403, name


def test_staff_do_not_reach_the_organizations_pages(season, own):
    report = season.begun(own)
    client = season.bureau.client("registry_clerk", season.bureau.bureau)
    assert client.get(url("detail", report.pk)).status_code == 403


def test_conditional_questions_are_asked_only_where_they_apply(season, own):
    report, client = season.begun(own), season.filer(own)
    client.post(url("section", report.pk, "party"), posted(report, "party", has_party_organization="yes"))
    page = client.get(url("section", report.pk, "party") + "?check=1").content.decode()
    assert "党组织组建形式" in page
    assert "未建立党组织的原因" not in page
    assert "请选择“党组织组建形式”" in page


def test_a_great_change_asks_for_a_reason_and_a_reason_settles_it(season, own):
    season.open(2024)
    season.send(season.filled(own, 2024))
    report, client = season.begun(own), season.filer(own)
    grown = statements(donations=2150000, begin=450000, last=statements())
    season.fill(report, "balance_sheet", **grown)
    changed = posted(report, "activities_statement", **grown)
    answer = client.post(url("section", report.pk, "activities_statement"), changed)
    assert answer.status_code == 422
    assert "“收入合计（本年合计）”2,250,000.00 较上年 1,250,000.00 增加 80.0%" in answer.content.decode()
    for reason, status in (("承办全市花木博览会", 422), ("承办全市花木博览会，捐赠增加", 302)):
        version = report.sections.get(key="activities_statement").version
        explained = changed | {"reason__total_income_change": reason, "version": version}
        answer = client.post(url("section", report.pk, "activities_statement"), explained)
        assert answer.status_code == status, reason
