"""One overdue report from the first reminder to the list, its cure and its removal: the clerk, the chief, the body and
anybody, each at their own pages, over six weeks of a calendar of their own."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_full_report import activate, issue
from tests.support.moving_portal import MovingPortal
from tests.support.testbed import BED

pytestmark = pytest.mark.journey

BODY = "霁川市电梯维保协会"  # owes the report of 2025, no first reviewer, no part in any other journey
ACCOUNT = "ladder_zhang"
GROUND = "未按规定时限和要求报送年度工作报告"
LIST = "/credit/abnormal/"
DUE = "2026-06-22"  # the tenth working day after Friday, 5 June: the 19th is a holiday
# The report itself is filled in by test_full_report; here it arrives, sent by the body's own legal representative.
FILE_REPORT = f"""
from registry.annual_reports import judging
from registry.annual_reports.actions import attaching, filing, filling
from registry.annual_reports.models import ReportObligation
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.seats import actor_of
from registry.report_forms.schema import schema_of
from tests.support.paper import PDF
from tests.support.report_answers import ANSWERS

owed = ReportObligation.objects.select_related("organization__supervising_authority", "regime")
obligation = owed.get(organization__name="{BODY}", year=2025)
actor = actor_of(OrganizationSeat.objects.select_related("user", "organization").get(user__username="{ACCOUNT}"))
report = filling.begin(obligation, actor=actor)
schema = schema_of(report.form)

def fill(reasons):
    for section in schema.sections:
        stored = report.sections.get(key=section.key)
        answers = {{field.key: ANSWERS.get(field.key, "") for field in section.fields}}
        why = reasons.get(section.key, {{}})
        filling.save_section(
            report, section.key, answers, version=stored.version, actor=actor, reasons=why, confirm=True
        )

fill({{}})
reasons = {{}}
for one in filing.problems_of(report, schema, filing.draft(report), judging.limits_of(report)):
    if one.kind == "soft":
        reasons.setdefault(one.section, {{}})[one.code] = "年度业务安排调整所致，情况属实，已经理事会审议通过。"
fill(reasons)
for kind in attaching.missing(report, attaching.filed_with(report)):
    attaching.attach(report, actor=actor, kind=kind.code, name=kind.title + ".pdf", data=PDF)
report.refresh_from_db()
content = filing.content_of(report, schema, filing.draft(report))
print("SENT", filing.submit(report, actor=actor, seen_digest=filing.digest(content)).get_stage_display())
"""


@pytest.fixture(scope="module")
def calendar():
    """The portal of this journey alone: what takes weeks moves its own clock and nobody else's."""
    BED.hold()
    own = MovingPortal(BED.home)
    try:
        own.start()
        yield own
    finally:
        own.stop()


@pytest.fixture(scope="module")
def journey_server(calendar):
    return calendar.portal


def main(page: Page):
    return page.get_by_role("main")


def press(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=name, exact=True).first.click()


def looked_at(visitor, name: str) -> None:
    """A picture of the page at both widths; nothing may scroll sideways on a telephone."""
    visitor.picture(name)
    before = visitor.page.viewport_size
    visitor.page.set_viewport_size(PHONE)
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
    visitor.picture(f"{name}-phone")
    visitor.page.set_viewport_size(before)


class Cast:
    """Who takes part; each signs in once and stays."""

    def __init__(self, visit):
        self.clerk, self.chief, self.citizen = visit("wangke"), visit("linzhiyuan"), visit()
        self.body = visit()
        for one in (self.clerk, self.chief, self.citizen, self.body):
            one.context.set_default_timeout(60_000)  # a second portal beside that of the other journeys

    def through(self, letter: str, picture: str = "") -> None:
        """A draft at the address `letter`: sent for checking by the clerk, checked and signed by the chief, sealed,
        sent by the portal, and opened by the body."""
        clerk, chief, body = self.clerk.page, self.chief.page, self.body.page
        clerk.goto(letter)
        press(clerk, "送核")
        expect(main(clerk).get_by_role("button", name="核稿通过", exact=True)).to_have_count(0)
        chief.goto(letter)
        press(chief, "核稿通过")
        follow(chief, "签发")
        press(chief, "签发")
        expect(main(chief)).to_contain_text(re.compile(r"〔2026〕\d+号"))
        clerk.goto(letter)
        press(clerk, "登记用印")
        press(clerk, "本平台发送")
        expect(main(clerk)).to_contain_text("在途")
        if picture:
            looked_at(self.clerk, picture)
        body.goto("/org/letters/")
        press(body, "打开并签收")
        expect(main(body)).to_contain_text("签收回执")


def here(page: Page) -> str:
    """The address of the page without host, query and place."""
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)


def days(on: int, month: int = 6) -> datetime.date:
    return datetime.date(2026, month, on)


def remind_and_urge(cast: Cast) -> str:
    """3 June: the alert of the night stands; one reminder, then the letter. Returns the address of the ladder."""
    clerk = cast.clerk.page
    clerk.goto(f"/staff/annual-reports/?q={BODY}&year=2025")
    clerk.locator("td.pick input").first.check()
    press(clerk, "催报提醒")
    press(clerk, "催报提醒 1 份")
    for _ in range(60):
        clerk.wait_for_load_state()
        if main(clerk).get_by_text("已办理", exact=True).count():
            break
        clerk.wait_for_timeout(500)
        clerk.reload()
    clerk.goto(f"/staff/ladders/?q={BODY}")
    follow(clerk, BODY)
    ladder = here(clerk)
    expect(main(clerk)).to_contain_text("已提醒1次")
    expect(main(clerk)).to_contain_text("还没有提出列入建议")
    looked_at(cast.clerk, "ladder-1-begun")
    follow(clerk, "催报")
    expect(clerk.get_by_label("报告年度")).to_have_value("2025")
    clerk.get_by_label("期限").fill("2026年6月10日前")
    press(clerk, "预览")
    expect(main(clerk)).to_contain_text("2025年度工作报告催报通知")
    looked_at(cast.clerk, "ladder-2-urging")
    press(clerk, "保存文稿")
    expect(main(clerk)).to_contain_text("拟稿")
    cast.through(here(clerk))
    looked_at(cast.body, "ladder-3-urged")
    return ladder


def propose(cast: Cast) -> str:
    """4 June: from the alert, by the clerk. Returns the address of the case."""
    clerk = cast.clerk.page
    clerk.goto(f"/staff/risk-alerts/?q={BODY}&rule=AR-04")
    main(clerk).get_by_role("link", name=re.compile(f"^{BODY}")).first.click()
    follow(clerk, "提出列入建议")
    looked_at(cast.clerk, "ladder-4-propose")
    press(clerk, "提出")
    expect(main(clerk)).to_contain_text("待告知")
    return here(clerk)


def notify(cast: Cast, case: str) -> None:
    """The notice goes its own way; nothing moves before it is served."""
    clerk = cast.clerk.page
    follow(clerk, "拟制事先告知书")
    press(clerk, "生成告知书")
    letter = here(clerk)
    expect(main(clerk)).to_contain_text("10个工作日")
    looked_at(cast.clerk, "ladder-5-notice")
    cast.body.page.goto("/org/credit/")
    expect(main(cast.body.page)).not_to_contain_text("列入程序")
    cast.through(letter, "ladder-6-notice-sent")


def state(cast: Cast, case: str) -> None:
    """The body reads what is alleged, until when it may speak, and speaks."""
    body = cast.body.page
    follow(body, "查看办理情况")
    expect(main(body)).to_contain_text(DUE)
    looked_at(cast.body, "ladder-7-told")
    follow(body, "陈述申辩")
    body.get_by_label("内容").fill("会计离职，报告正在补编，请求宽限。")
    press(body, "提交")
    expect(main(body)).to_contain_text("会计离职")
    body.goto("/org/ladders/")
    expect(main(body)).to_contain_text("报送2025年度工作报告")
    looked_at(cast.body, "ladder-8-own-ladder")
    clerk = cast.clerk.page
    clerk.goto(case)
    expect(main(clerk)).to_contain_text("会计离职")
    expect(main(clerk).get_by_role("link", name="拟处理意见", exact=True)).to_have_count(0)
    looked_at(cast.clerk, "ladder-9-stated")


def decide(cast: Cast, case: str) -> None:
    """One prepares, another decides; listed on the day on which the decision is signed."""
    clerk, chief = cast.clerk.page, cast.chief.page
    clerk.goto(case)
    follow(clerk, "拟处理意见")
    clerk.get_by_label("列入", exact=True).check()
    clerk.get_by_label("理由").fill("陈述已审查：会计离职不是免报的情形，报告至今未报送。")
    looked_at(cast.clerk, "ladder-10-prepare")
    press(clerk, "送审定")
    expect(main(clerk).get_by_role("link", name="决定列入", exact=True)).to_have_count(0)
    chief.goto(case)
    looked_at(cast.chief, "ladder-11-to-decide")
    follow(chief, "决定列入")
    chief.get_by_label("审定意见").fill("已核对事实、送达和陈述申辩情况，同意列入。")
    press(chief, "决定列入")
    expect(main(chief)).to_contain_text("决定书办理中")
    assert BODY not in listed(cast), "not before the decision is signed"
    clerk.goto(case)
    main(clerk).locator("dt", has_text="决定书").locator("+ dd a", has_text="文稿").click()
    cast.through(here(clerk))


def listed(cast: Cast) -> str:
    page = cast.citizen.page
    page.goto(f"{LIST}?q={BODY}")
    page.reload()  # a browser keeps a public page for a minute
    return main(page).inner_text()


def see_it_listed(cast: Cast, ladder: str) -> None:
    """What everybody reads, what the body reads, what the clerk reads."""
    assert BODY in listed(cast)
    row = main(cast.citizen.page).get_by_role("row").filter(has_text=BODY)
    for words in (GROUND, "霁川市民政局", "2026-06-23"):
        expect(row).to_contain_text(words)
    looked_at(cast.citizen, "ladder-12-public")
    row.get_by_role("link").first.click()
    expect(main(cast.citizen.page)).to_contain_text("活动异常名录")
    looked_at(cast.citizen, "ladder-13-public-page")
    body = cast.body.page
    body.goto("/org/credit/")
    expect(main(body)).to_contain_text("2025年度工作报告尚未报送")
    expect(main(body).get_by_role("link", name="申请移出", exact=True)).to_have_count(0)
    looked_at(cast.body, "ladder-14-own-credit")
    body.goto("/org/ladders/")
    expect(main(body)).to_contain_text("2028-06-23满期")
    expect(main(body).get_by_role("link", name="报送2025年度工作报告")).to_be_visible()
    looked_at(cast.body, "ladder-15-own-ladder")
    clerk = cast.clerk.page
    clerk.goto(ladder)
    expect(main(clerk)).to_contain_text("已列入")
    expect(main(clerk)).to_contain_text("2026-06-05电子送达（本平台）")
    looked_at(cast.clerk, "ladder-16-listed")


def cure_and_apply(cast: Cast, calendar) -> str:
    """The report arrives; the body applies. Returns the address of the application for the office."""
    assert "SENT" in calendar.manage("shell", "--no-imports", "-c", FILE_REPORT)
    body = cast.body.page
    body.goto("/org/ladders/")
    looked_at(cast.body, "ladder-17-cured")
    follow(body, "申请移出")
    body.get_by_label("履行义务、改正情况").fill("2025年度工作报告已于7月6日报送。")
    looked_at(cast.body, "ladder-18-apply")
    press(body, "提交申请")
    expect(main(body)).to_contain_text("待核实")
    looked_at(cast.body, "ladder-19-applied")
    return here(body).replace("/org/", "/staff/")


def remove(cast: Cast, removal: str) -> None:
    clerk, chief = cast.clerk.page, cast.chief.page
    clerk.goto(removal)
    main(clerk).locator("details.confirm-reason summary", has_text=re.compile("^核实通过$")).click()
    asking = clerk.get_by_role("dialog")
    asking.get_by_label("意见").fill("报告已到达本机关，内容齐全。")
    looked_at(cast.clerk, "ladder-20-verify")
    asking.get_by_role("button", name="确定核实通过", exact=True).click()
    expect(main(clerk).get_by_role("button", name="决定移出", exact=True)).to_have_count(0)
    assert BODY in listed(cast), "still on the list until it is decided"
    chief.goto(removal)
    press(chief, "决定移出")
    expect(main(chief)).to_contain_text("已移出")
    looked_at(cast.chief, "ladder-21-removed")


def see_it_clear(cast: Cast, ladder: str) -> None:
    assert BODY not in listed(cast).replace(f"“{BODY}”", "")
    body = cast.body.page
    body.goto("/org/credit/")
    expect(main(body)).to_contain_text("没有被列入名录")
    looked_at(cast.body, "ladder-22-own-clear")
    body.goto("/org/ladders/")
    expect(main(body)).to_contain_text("状况正常")
    clerk = cast.clerk.page
    clerk.goto(ladder)
    expect(main(clerk)).to_contain_text("已终止")
    looked_at(cast.clerk, "ladder-23-over")
    follow(clerk, "该组织全部进程")
    expect(main(clerk)).to_contain_text("状况正常")
    looked_at(cast.clerk, "ladder-24-tab")
    clerk.goto(f"/staff/risk-alerts/?q={BODY}&rule=AR-04")
    expect(main(clerk).get_by_role("link", name=re.compile(f"^{BODY}"))).to_have_count(0)


def test_an_overdue_report_from_the_first_reminder_to_the_list_and_back(visit, calendar):
    cast = Cast(visit)
    activate(cast.body, issue(cast.clerk, BODY), ACCOUNT)
    ladder = remind_and_urge(cast)
    calendar.move(days(5))
    case = propose(cast)
    notify(cast, case)
    state(cast, case)
    calendar.move(days(22), 17)  # the last day is still the body's
    cast.clerk.page.goto(case)
    expect(main(cast.clerk.page).get_by_role("link", name="拟处理意见", exact=True)).to_have_count(0)
    calendar.move(days(23))
    decide(cast, case)
    see_it_listed(cast, ladder)
    calendar.move(days(6, 7))
    removal = cure_and_apply(cast, calendar)
    calendar.move(days(8, 7))
    remove(cast, removal)
    see_it_clear(cast, ladder)
