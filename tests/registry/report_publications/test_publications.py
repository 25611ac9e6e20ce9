"""What the public sees of a report: nothing before it is published, only allowed figures, and later corrections."""

import datetime
import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, Refusal, WrongState
from core.worklist.models import WorkItem
from registry.annual_reports.actions import review
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.states import State
from registry.disclosures.queries import publish as public_facts
from registry.disclosures.queries import slug_of
from registry.disclosures.table import Reach
from registry.organizations.models import Organization
from registry.report_forms.schema import schema_of
from registry.report_publications import actions
from registry.report_publications.models import ReportPublication
from registry.report_publications.public import reports_of
from tests.registry.annual_reports.conftest import ANSWERS, SYSTEM
from tests.support.report_answers import statements

D = datetime.date
FORBIDDEN = ("唐果", "周启明", "0000-1234567", "fewer_than_three")


def concluded(report: AnnualReport) -> AnnualReport:
    """What the capability that concludes would leave."""
    AnnualReport.objects.filter(pk=report.pk).update(state=State.CONCLUDED)
    report.refresh_from_db()
    return report


@pytest.fixture
def charity(season):
    one = season.association("霁川市慈善会")
    Organization.objects.filter(pk=one.pk).update(is_charity=True)
    one.refresh_from_db()
    season.open()
    return one


@pytest.fixture
def report(season, charity):
    return concluded(season.submitted(charity, direct_reason="3月20日已送交，至今没有答复").report)


@pytest.fixture
def published(report):
    actions.publish(report, actor=SYSTEM, basis="霁民公告〔2026〕3号")
    return report


def page(organization, year=2025):
    return Client().get(reverse("public:disclosures:annual_report", args=[slug_of(organization), year]))


def organization_page(organization) -> str:
    return Client().get(reverse("public:disclosures:organization", args=[slug_of(organization)])).content.decode()


def test_before_publication_only_the_year_and_the_day_are_public(report, charity):
    assert page(charity).status_code == 404
    text = organization_page(charity)
    assert "2025年度" in text
    assert "公布" not in text.split("2025年度")[1][:60]


def test_a_charitys_published_report_shows_its_allowed_figures_and_nothing_of_persons_or_party(published, charity):
    answer = page(charity)
    text = answer.content.decode()
    assert "捐赠收入（元）" in text
    assert "1,150,000.00" in text
    assert "慈善活动支出（元）" in text
    assert "霁民公告〔2026〕3号" in text
    assert "党" not in text.split("<main")[1].split("</main")[0]
    for word in FORBIDDEN:
        assert word not in text.split("<main")[1].split("</main")[0]
    assert reverse("public:disclosures:annual_report", args=[slug_of(charity), 2025]) in organization_page(charity)


def test_an_ordinary_association_shows_no_figures(season, published, charity):
    Organization.objects.filter(pk=charity.pk).update(is_charity=False)
    text = page(charity).content.decode()
    assert "捐赠收入" not in text
    assert "公布日期" in text


def test_a_figure_is_public_from_its_day_on(season, published, charity):
    before = reports_of([charity], D(2016, 8, 31), with_figures=True)
    assert before[charity.pk][0].figures == []


def test_open_data_carries_the_yearly_facts(published, charity):
    charity.refresh_from_db()
    (facts,) = public_facts([charity], reach=Reach.BULK)
    (year,) = facts.as_record()["annual_reports"]
    assert (year["year"], year["filed_on"], year["published_on"]) == (2025, "2026-06-03", "2026-06-03")
    assert year["figures"]["donation_income"] == "1150000.00"
    assert not any(word in json.dumps(year, ensure_ascii=False) for word in FORBIDDEN)


def test_the_conclusion_that_stood_is_kept_with_the_version(report, charity, settings):
    settings.REPORT_CONCLUSIONS = "tests.registry.report_publications.test_publications.all_qualified"
    actions.publish(report, actor=SYSTEM)
    settings.REPORT_CONCLUSIONS = ""
    assert "年检结论：合格" in organization_page(charity)


def all_qualified(reports, day):
    return dict.fromkeys(reports, "qualified")


# -- correction --


def corrected(season, report, **changes):
    """A new round with other answers, received and concluded."""
    given = {**ANSWERS, **changes}
    for section in schema_of(report.form).sections:
        season.fill(report, section.key, **given)
    season.send(report)
    report.refresh_from_db()
    review.accept(report, actor=SYSTEM, version=report.version)
    return concluded(report)


CHANGED = {
    **statements(donations=1050000, dues=200000),
    "donations_received": "1050000",
    "donations_cash": "1050000",
    "donations_domestic_organizations": "900000",
}


def test_a_correction_is_filed_beside_the_old_version_and_shown_with_its_dates(season, published, charity, set_clock):
    actions.open_correction(published, actor=SYSTEM, reason="捐赠收入有误")
    assert Notice.objects.filter(template="report_publications.correction_opened").count() == 1
    text = page(charity).content.decode()
    assert "1,150,000.00" in text, "until the correction is published the old version stands"
    assert "正在更正" in text
    set_clock("2026-06-20")
    again = corrected(season, published, **CHANGED)
    assert "1,150,000.00" in page(charity).content.decode()
    actions.publish(again, actor=SYSTEM, basis="同意更正函")
    text = page(charity).content.decode()
    assert "1,050,000.00" in text
    assert "1,150,000.00" not in text
    assert "本报告曾于2026-06-03公布，现为2026-06-20更正公布的内容" in text
    assert "正在更正" not in text
    assert reports_of([charity], D(2026, 6, 19), with_figures=True)[charity.pk][0].figures[1][2] == "1,150,000.00"


def test_staff_see_every_version_with_what_was_filed(season, published, charity):
    actions.open_correction(published, actor=SYSTEM, reason="捐赠收入有误")
    actions.publish(corrected(season, published, **CHANGED), actor=SYSTEM, basis="同意更正函")
    client = season.bureau.client("registry_clerk", season.bureau.bureau)
    text = client.get(reverse("staff:report_publications:detail", args=[published.pk])).content.decode()
    assert "第 1 次" in text
    assert "第 2 次" in text
    first = client.get(reverse("staff:annual_reports:detail", args=[published.pk]), {"round": 1}).content.decode()
    assert "1,150,000.00" in first


def test_versions_stay_as_published(published):
    for attempt in (lambda rows: rows.update(basis="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt(ReportPublication.objects.all())


def test_the_organizations_work_item_closes_with_its_new_round(season, published, charity):
    actions.open_correction(published, actor=SYSTEM, reason="捐赠收入有误")
    assert WorkItem.objects.open().filter(kind="annual_reports.correct").exists()
    corrected(season, published, **CHANGED)
    assert not WorkItem.objects.open().filter(kind="annual_reports.correct").exists()


def test_what_is_not_published_is_returned_not_corrected(report):
    with pytest.raises(Refusal, match="尚未公布"):
        actions.open_correction(report, actor=SYSTEM, reason="x")


def test_the_chief_publishes_and_orders_a_correction_on_the_page(season, report):
    b = season.bureau
    clerk, chief = b.client("registry_clerk", b.bureau), b.client("registry_chief", b.bureau)
    publish = reverse("staff:report_publications:publish", args=[report.pk])
    assert clerk.post(publish, {"basis": "x"}).status_code == 403
    assert chief.post(publish, {"basis": ""}).status_code == 422
    assert chief.post(publish, {"basis": "霁民公告〔2026〕3号"}).status_code == 302
    order = reverse("staff:report_publications:open_correction", args=[report.pk])
    assert chief.post(order, {"reason": ""}).status_code == 422
    assert chief.post(order, {"reason": "管理费用与审计报告不一致"}).status_code == 302
    report.refresh_from_db()
    assert report.state == State.CORRECTING


def test_another_offices_report_is_not_published(season, report):
    actor = season.bureau.actor("registry_chief", season.bureau.yanhai_bureau)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.publish(report, actor=actor)


def test_a_second_click_publishes_nothing(published):
    with pytest.raises(WrongState):
        actions.publish(published, actor=SYSTEM)
    assert ReportPublication.objects.count() == 1
