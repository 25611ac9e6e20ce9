"""A late report: its alert, three remarks of the department, correction, conclusion, print, publication."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_full_report import activate, issue

pytestmark = pytest.mark.journey

# A body that owes the report and has nothing begun; its report is handed in late, by the portal itself.
HAND_IN = """
from django.db import transaction
from config.demo import cast
from config.demo.answers import answers, carried
from config.demo.world import World
from core.access.actor import Actor
from core.history import acting
from registry.annual_reports.actions import attaching, filing, filling
from registry.annual_reports.attachment_kinds import kinds_of
from registry.annual_reports.models import ReportObligation
from registry.org_accounts.models import OrganizationSeat
from registry.report_forms.schema import schema_of
from tests.support.paper import PDF
from supervision.risk_alerts.models import RiskAlert
late = RiskAlert.objects.filter(rule_code="AR-04", resolved_on=None, period="2025")
system, world = Actor.system("journeys"), World("small")
owed = ReportObligation.objects.filter(
    year=2025, state="open", report=None, organization__business_supervisor__short_name="市教育体育局",
    organization__supervising_authority__name="霁川市民政局", organization__in=late.values("organization"),
).exclude(organization__in=OrganizationSeat.objects.values("organization")).exclude(organization__name__in=cast.LIVED)
row = owed.select_related("organization", "regime").order_by("organization__uscc").first()
body = next(b for b in world.bodies if world.organization_ids.get(b.plan.serial) == row.organization_id)
with acting(system), transaction.atomic():
    report = filling.begin(row, actor=system)
    given = answers(schema_of(report.form), report.organization, carried(body, 2025))
    for section in report.sections.all():
        section.answers, section.is_confirmed = given.get(section.key, {}), True
        section.save()
    for kind in kinds_of(row.regime, row.organization):
        if kind.is_required:
            attaching.attach(report, actor=system, kind=kind.code, name="附件.pdf", data=PDF)
    content = filing.content_of(report, schema_of(report.form), filing.draft(report))
    filing.submit(report, actor=system, seen_digest=filing.digest(content))
superior = row.organization.party_superior
print(f"REPORT:{report.pk}:{row.organization.name}:{row.organization.uscc}:{superior.short_name if superior else ''}")
"""
REMARKS = {
    "phone": "办公电话无法接通，请更新。",
    "contact_name": "联系人已离职，请核对。",
    "activity_summary": "请补充本年度主要活动的时间和参加人数。",
}
PARTY_PEOPLE = {"综合党委": "xutang", "市委社会工作部": "zhengqiu"}
ACCEPTED = "已向该组织核实，情况属实。"


def _return_with_three_remarks(officer, review: str) -> None:
    page = officer.page
    page.goto(f"{review}?view=all")
    for key, text in REMARKS.items():
        page.locator(f"tr:has(#remark_{key}) summary").click()
        page.locator(f"#remark_{key}").fill(text)
    officer.picture("return-remarks")
    page.get_by_role("button", name="预览补正通知书").click()
    for text in REMARKS.values():
        expect(page.locator("main")).to_contain_text(text)
    officer.picture("return-letter-preview")
    page.goto(f"{review}?view=all")
    for key, text in REMARKS.items():
        page.locator(f"tr:has(#remark_{key}) summary").click()
        page.locator(f"#remark_{key}").fill(text)
    page.get_by_role("button", name="退回补正").click()
    expect(page.locator("h1")).to_contain_text("退回补正")


def _correct(filer, report: str) -> None:
    page = filer.page
    page.goto(report)
    for text in REMARKS.values():
        expect(page.locator("main")).to_contain_text(text)
    filer.picture("return-org-remarks")
    for section, given in (
        ("basic", {"phone": "12x-7788", "contact_name": "许言蹊"}),
        ("activity", {"activity_summary": "全年组织专题培训六场、公益活动四场，共九百余人参加，年末召开总结会。" * 3}),
    ):
        page.goto(f"{report}{section}/")
        for key, text in given.items():
            page.locator(f"[name={key}]").fill(text)
        with page.expect_navigation():
            page.locator("form[data-autosave] button.btn-primary[type=submit]").first.click()
    page.goto(f"{report}check/")
    page.locator("input[name=declares]").first.check()
    page.get_by_role("button", name="确认报送").click()
    page.wait_for_url(re.compile(r"/receipt/2/$"))


def _answer_and(officer, review: str, button: str) -> None:
    """Every hint is answered for before the report goes on."""
    page = officer.page
    page.goto(f"{review}?view=all")
    for box in page.locator("input[name^=accept__]").all():
        box.check()
    for reason in page.locator("input[name^=reason__]").all():
        reason.fill(ACCEPTED)
    officer.picture(f"review-{button}")
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def _hear_the_party_organ(visit, superior: str, name: str) -> None:
    page = visit(PARTY_PEOPLE[superior]).page
    page.goto("/staff/annual-reports/review/opinions/")
    page.get_by_role("link", name=name).first.click()
    page.locator("input[name=verdict][value=no_comment]").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def test_a_late_report_is_returned_corrected_concluded_printed_and_published(visit, manage):
    told = re.search("REPORT:(.+)", manage("shell", "--no-imports", "-c", HAND_IN))[1].strip()
    number, name, uscc, superior = told.split(":")
    review, record = f"/staff/annual-reports/review/{number}/", f"/staff/annual-reports/{number}/"
    officer, clerk = visit("zhaotingyu"), visit("wangke")

    clerk.page.goto(f"/staff/risk-alerts/?rule=AR-04&q={name}")
    expect(clerk.page.locator("main tbody")).to_contain_text(name)
    officer.page.goto("/staff/annual-reports/review/")
    expect(officer.page.locator("main")).to_contain_text(name)
    officer.picture("review-queue")
    _return_with_three_remarks(officer, review)

    filer = visit()
    activate(filer, issue(clerk, name), "xuyanxi4")
    _correct(filer, f"/org/annual-reports/{number}/")
    officer.page.goto(review)
    expect(officer.page.locator("main")).to_contain_text("本次有改动")
    _answer_and(officer, review, "初审通过")

    clerk.page.goto(f"/staff/risk-alerts/?rule=AR-04&q={name}")
    expect(clerk.page.locator("main tbody tr")).to_have_count(0)
    _answer_and(clerk, review, "接收")
    if superior in PARTY_PEOPLE:
        _hear_the_party_organ(visit, superior, name)
    clerk.page.goto(review)
    clerk.page.locator("input[name=value][value=qualified]").check()
    clerk.page.get_by_role("button", name="作出结论").click()
    expect(clerk.page.locator("h1")).to_contain_text("合格")
    clerk.picture("concluded")
    clerk.page.goto(f"{record}print/2/")
    expect(clerk.page.locator("body")).to_contain_text(name)
    clerk.picture("printed-report")

    chief = visit("linzhiyuan")
    chief.page.goto(f"/staff/report-publications/{number}/")
    chief.page.locator("[name=basis]").fill("霁民公告〔2026〕9号")
    chief.page.get_by_role("button", name="公布", exact=True).click()
    expect(chief.page.locator("h1")).to_contain_text("已公布")
    citizen = visit()
    citizen.page.goto(f"/o/{uscc}/annual-reports/2025/")
    expect(citizen.page.locator("main")).to_contain_text("合格")
    expect(citizen.page.locator("main")).not_to_contain_text("党")
    citizen.picture("public-report")
