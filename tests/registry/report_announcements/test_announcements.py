"""The notice of a year: drafted by one, signed by another, frozen, public, and corrected only by another notice."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.documents import pdf
from core.jobs import runner
from core.jobs.models import Job
from core.worklist.models import WorkItem
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.states import Stage, State
from registry.organizations import actions as organizations
from registry.report_announcements import actions, content
from registry.report_announcements.models import AnnouncementEntry, ReportAnnouncement
from registry.report_announcements.states import AnnouncementState
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date
DAY = D(2025, 6, 30)  # the season of FY2024 ended on 3 June 2025


def url(name, *args, side="staff"):
    return reverse(f"{side}:report_announcements:{name}", args=args)


@pytest.fixture
def city(season):
    """Of the city's FY2024: two filed (one late), one missed once, one twice, one three times, one exempt."""
    made = {
        "filed": season.association("甲按期协会"),
        "late": season.association("乙迟报协会"),
        "once": season.association("丙首年协会"),
        "twice": season.association("丁两年协会", registered_on=D(2023, 1, 5)),
        "thrice": season.association("戊三年协会"),
        "exempt": season.association("己免报协会", registered_on=D(2024, 7, 1)),
        "district": season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau),
    }
    for year in (2021, 2022, 2023, 2024):
        season.open(year)
    for year in (2021, 2022, 2023):
        for name in ("filed", "late", "once", "district"):
            season.sent_of(made[name], year, D(year + 1, 3, 10))
    season.sent_of(made["thrice"], 2021, D(2022, 3, 10))
    season.sent_of(made["filed"], 2024, D(2025, 6, 3))
    season.sent_of(made["late"], 2024, D(2025, 6, 4))
    return made


@pytest.fixture
def clerk(season):
    return season.bureau.actor("registry_clerk", season.bureau.bureau)


@pytest.fixture
def chief(season):
    return season.bureau.actor("registry_chief", season.bureau.bureau)


@pytest.fixture
def drafted(season, city, clerk):
    return actions.draft(actor=clerk, department=season.bureau.bureau, year=2024, as_of=DAY)


@pytest.fixture
def signed(drafted, clerk, chief):
    actions.submit(drafted, actor=clerk)
    actions.sign(drafted, actor=chief, number="霁民公告〔2026〕3号")
    return drafted


def names(announcement) -> dict[str, list[str]]:
    return {one.code: [name for _, name, _ in one.rows] for one in content.lists(announcement)}


LISTS = {"missed_1": ["丙首年协会"], "missed_2": ["丁两年协会"], "missed_3": ["戊三年协会"]}


def test_figures_and_names_are_those_of_the_day_and_of_the_authority(drafted):
    assert content.figures(drafted) == {"owed": 5, "filed": 2, "on_time": 1, "exempt": 1}
    assert names(drafted) == LISTS


def test_both_rates_are_printed_cut_off_and_with_their_numbers(drafted):
    text = content.letter(drafted).body[0]
    assert "应报送2024年度报告的社会组织5家（免报1家不计入），已报送2家，报送率40.0%" in text
    assert "按期报送1家，按期报送率20.0%" in text


def test_on_the_deadline_day_nobody_has_missed_it_yet(drafted, clerk):
    actions.change_day(drafted, actor=clerk, as_of=D(2025, 6, 3))
    assert names(drafted) == {}
    actions.change_day(drafted, actor=clerk, as_of=D(2025, 6, 4))
    assert names(drafted) == LISTS


def test_every_number_of_a_draft_opens_its_rows(season, drafted):
    client = season.bureau.client("registry_clerk", season.bureau.bureau)
    page = client.get(url("detail", drafted.pk)).content.decode()
    for code, number in {"owed": 5, "filed": 2, "missed_1": 1, "missed_3": 1, "exempt": 1}.items():
        address = content.list_url(drafted, code)
        assert address.replace("&", "&amp;") in page, code
        assert client.get(address).content.decode().count('class="row-title"><a href="/staff/') == number, code


def test_a_report_without_first_review_is_on_a_list_of_its_own(season, set_clock):
    organization = season.association("庚直报协会")
    season.open()
    season.submitted(organization, direct_reason="3月20日已送交，至今没有答复")
    found = ReportAnnouncement(department=season.bureau.bureau, year=2025, as_of=D(2026, 6, 3))
    assert names(found) == {"direct": ["庚直报协会"]}


def test_what_was_signed_stays_whatever_happens_afterwards(season, city, signed):
    before = content.letter(signed)
    organizations.rename(city["once"], name="丙改名协会", valid_from=D(2026, 6, 3), document="x", actor=SYSTEM)
    obligations.waive(season.obligation(city["thrice"], 2024), reason="已处罚", document="x", actor=SYSTEM)
    again = ReportAnnouncement.objects.get(pk=signed.pk)
    assert content.letter(again) == before
    assert (again.figures["owed"], names(again)) == (5, LISTS)


def test_the_database_refuses_to_change_a_name_on_it(signed):
    for attempt in (lambda rows: rows.update(name="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt(AnnouncementEntry.objects.filter(announcement=signed))


def test_whoever_submitted_does_not_sign(season, drafted):
    chief = season.bureau.client("registry_chief", season.bureau.bureau)
    assert chief.post(url("submit", drafted.pk)).status_code == 302
    answer = chief.post(url("sign", drafted.pk), {"number": "霁民公告〔2026〕3号"})
    assert answer.status_code == 409
    assert "须由另一人办理" in answer.content.decode()
    other = season.bureau.client("registry_chief", season.bureau.bureau)
    assert WorkItem.objects.open().filter(kind="annual_reports.sign_announcement").exists()
    assert other.post(url("sign", drafted.pk), {"number": ""}).status_code == 422
    assert other.post(url("sign", drafted.pk), {"number": "霁民公告〔2026〕3号"}).status_code == 302
    assert not WorkItem.objects.open().filter(kind="annual_reports.sign_announcement").exists()


def test_a_clerk_does_not_sign_and_a_district_sees_nothing_of_it(season, drafted):
    b = season.bureau
    clerk = b.client("registry_clerk", b.bureau)
    clerk.post(url("submit", drafted.pk))
    assert clerk.post(url("sign", drafted.pk), {"number": "1"}).status_code == 403
    assert b.client("registry_chief", b.yanhai_bureau).get(url("detail", drafted.pk)).status_code == 404


def test_a_year_has_one_notice(season, drafted):
    client = season.bureau.client("registry_clerk", season.bureau.bureau)
    answer = client.post(url("create"), {"year": "2024", "as_of": "2026-06-03"})
    assert answer.status_code == 422
    assert "该年度已有公告" in answer.content.decode()
    client.post(url("discard", drafted.pk), {"comment": "日期有误"})
    assert client.post(url("create"), {"year": "2024", "as_of": "2026-06-03"}).status_code == 302


def test_nothing_is_public_before_it_is_published(client, signed, chief):
    assert client.get(url("detail", 2024, signed.pk, side="public")).status_code == 404
    assert client.get(url("year", 2024, side="public")).status_code == 404
    actions.publish(signed, actor=chief)
    page = client.get(url("detail", 2024, signed.pk, side="public"))
    text = page.content.decode()
    assert "戊三年协会" in text
    assert "霁民公告〔2026〕3号" in text
    assert page["X-Robots-Tag"] == "noindex"
    assert "霁民公告〔2026〕3号" in client.get(url("list", side="public")).content.decode()


def test_publishing_makes_the_accepted_reports_public_and_no_others(season, city, signed):
    AnnualReport.objects.filter(year=2024).update(state=State.ACCEPTED)
    late = AnnualReport.objects.get(organization=city["late"], year=2024)
    AnnualReport.objects.filter(pk=late.pk).update(state=State.RETURNED)
    chief = season.bureau.client("registry_chief", season.bureau.bureau)
    answer = chief.post(url("publish", signed.pk))
    job = Job.objects.get(kind="report_announcements.publish_reports")
    assert answer.url == reverse("staff:jobs:detail", args=[job.pk])
    for _ in range(2):
        runner.run(job.pk, job.attempt)
    published = AnnualReport.objects.filter(state=State.PUBLISHED)
    assert [one.organization_id for one in published] == [city["filed"].pk]
    row = published.get().publications.get()
    assert (row.basis, row.published_on, row.number) == ("霁民公告〔2026〕3号", D(2026, 6, 3), 1)


def test_under_a_year_with_conclusions_only_concluded_reports_become_public(season, chief):
    from registry.report_announcements.jobs import ready

    first, second = season.association("甲协会"), season.association("乙协会")
    season.open()
    for organization, state in ((first, State.ACCEPTED), (second, State.CONCLUDED)):
        season.sent(organization, D(2026, 5, 20), stage=Stage.FINAL)
        AnnualReport.objects.filter(organization=organization).update(state=state)
    found = ReportAnnouncement(department=season.bureau.bureau, year=2025, as_of=D(2026, 6, 3))
    assert [report.organization_id for report in ready(found)] == [second.pk]


def test_a_mistake_is_corrected_by_another_notice_and_the_first_one_says_so(season, client, signed, chief, clerk):
    b = season.bureau
    form = {"as_of": "2025-07-31", "correction_text": "名单三误列一家，应予删除。"}
    staff = b.client("registry_clerk", b.bureau)
    assert staff.post(url("correct", signed.pk), form).status_code == 422, "not published yet"
    actions.publish(signed, actor=chief)
    assert staff.post(url("correct", signed.pk), {**form, "correction_text": ""}).status_code == 422
    answer = staff.post(url("correct", signed.pk), form)
    second = ReportAnnouncement.objects.get(corrects=signed)
    assert answer.url == url("detail", second.pk)
    actions.submit(second, actor=clerk)
    actions.sign(second, actor=chief, number="霁民公告〔2026〕5号")
    actions.publish(second, actor=chief)
    page = client.get(url("detail", 2024, signed.pk, side="public")).content.decode()
    assert "霁民公告〔2026〕5号" in page
    assert "以更正后的内容为准" in page
    corrected = client.get(url("detail", 2024, second.pk, side="public")).content.decode()
    assert "霁民公告〔2026〕3号）有误，更正如下：名单三误列一家" in corrected
    signed.refresh_from_db()
    assert signed.state == AnnouncementState.PUBLISHED


def test_the_text_can_be_printed_while_it_is_a_draft(season, drafted):
    client = season.bureau.client("registry_clerk", season.bureau.bureau)
    page = client.get(url("letter", drafted.pk)).content.decode()
    assert "关于2024年度社会组织年度报告情况的公告" in page
    assert "丁两年协会" in page


def test_a_number_is_used_once_by_an_office(season, signed, clerk, chief):
    season.open(2025)
    other = actions.draft(actor=clerk, department=season.bureau.bureau, year=2025, as_of=D(2026, 6, 3))
    actions.submit(other, actor=clerk)
    client = season.bureau.client("registry_chief", season.bureau.bureau)
    answer = client.post(url("sign", other.pk), {"number": "霁民公告〔2026〕3号"})
    assert answer.status_code == 409
    assert "已有同一文号" in answer.content.decode()


def test_who_is_named_is_named_with_name_and_code_only(client, signed, chief):
    actions.publish(signed, actor=chief)
    page = client.get(url("detail", 2024, signed.pk, side="public")).content.decode()
    assert "商务局" not in page
    assert "罗知秋" not in page


@pytest.mark.skipif(bool(pdf.missing()), reason="this machine sets no PDF")
def test_the_published_notice_is_a_file_too(client, signed, chief):
    actions.publish(signed, actor=chief)
    answer = client.get(url("detail", 2024, signed.pk, side="public"), {"as": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
