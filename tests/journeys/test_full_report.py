"""Three bodies each fill the whole report of the year, stumble over planted arithmetic errors, mend them and send."""

import re

import pytest
from playwright.sync_api import expect

from registry.report_forms import answers as edge
from registry.report_forms import expansion
from registry.report_forms.schema import FormSchema, parse
from tests.support.paper import PDF
from tests.support.report_answers import ANSWERS, statements

pytestmark = pytest.mark.journey

# An organization that owes the report, has nothing begun, no seat and no special part in the demo city.
FREE = """
from registry.annual_reports.models import ReportObligation
from registry.org_accounts.models import OrganizationSeat
owed = ReportObligation.objects.filter(
    year=2025, state="open", report=None, organization__org_type="{org_type}",
    organization__is_industry_association=False, organization__is_charity=False,
    organization__supervising_authority__name="霁川市民政局",
).exclude(organization__in=OrganizationSeat.objects.values("organization"))
print("FREE:" + owed.order_by("-organization__uscc").first().organization.name)
"""
# The small city has one foundation, which has filed; this one has more time, so that no night finds it late.
FOUNDATION = """
from datetime import date
from django.db import transaction
from core.access.actor import Actor
from core.departments.models import Department
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportObligation
from registry.organizations import actions
from registry.organizations.states import ResponsibilityKind
system, bureau = Actor.system("journeys"), Department.objects.get(name="霁川市民政局")
with transaction.atomic():
    kinds = (ResponsibilityKind.REGISTERING.value, ResponsibilityKind.SUPERVISING.value)
    made = actions.register(
        actions.NewOrganization(
            name="霁川市云帆教育基金会", org_type="3", registered_on=date(2015, 1, 1),
            responsibilities=dict.fromkeys(kinds, bureau.pk),
        ),
        actor=system,
    )
    obligations.open_year(2025, actor=system, organization=made)
    obligations.defer(
        ReportObligation.objects.get(organization=made, year=2025), until=date(2026, 7, 31), actor=system,
        document="霁教函〔2026〕8号", reason="审计尚未完成", applied_on=date(2026, 3, 20),
    )
print("FREE:" + made.name)
"""
FILL = """given => {
    const form = document.getElementById("section-form");
    const cells = form.querySelectorAll("[data-row] input, [data-row] select");
    cells.forEach(one => { one.value = ""; });
    for (const [name, text] of Object.entries(given)) {
        const field = form.elements.namedItem(name);
        if (!field || field.disabled) continue;
        if (field.type === "checkbox") field.checked = true;
        else field.value = text;
    }
    form.dispatchEvent(new Event("input"));
}"""
PASTE = """([id, text]) => {
    const cell = document.getElementById(id), data = new DataTransfer();
    data.setData("text/plain", text);
    cell.focus();
    cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
AMOUNTS = {"activity": 1000000, "management": 90000}  # within what the law allows a foundation
PARTS = {"staff_pay": "50000", "office_cost": "30000"}
REASON = "年度业务安排调整所致，情况属实，已经理事会审议通过。"


class Filer:
    """The legal representative of one organization at her desk."""

    def __init__(self, visitor, form: FormSchema, answers: dict):
        self.visitor, self.page, self.form, self.answers = visitor, visitor.page, form, answers

    def typed(self, key: str) -> dict[str, str]:
        """What she types into a section, in the unit of each field."""
        given = {}
        for field in self.form.section(key).fields:
            answer = self.answers.get(field.key, "")
            if answer == "none" and field.is_table:
                given[f"{field.key}__nothing"] = "1"
            elif field.is_table:
                given |= self._rows(field, answer or [])
            elif answer:
                given[field.key] = edge.as_typed(field, edge.tidy(field, answer))
        return given

    @staticmethod
    def _rows(field, rows) -> dict[str, str]:
        return {
            f"{field.key}__{place}__{one.key}": edge.as_typed(one, edge.tidy(one, row[one.key]))
            for place, row in enumerate(rows)
            for one in field.columns
            if row.get(one.key)
        }

    def sections(self) -> list[str]:
        links = self.page.locator(".task-list a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        return [found[1] for link in links if (found := re.search(r"/\d+/([a-z_]+)/", link))]

    def open(self, key: str, query: str = "") -> None:
        self.page.goto(f"{self.report}{key}/{query}")

    def save(self) -> None:
        """The button saves first and then goes on."""
        with self.page.expect_navigation():
            self.page.locator("form[data-autosave] button.btn-primary[type=submit]").first.click()

    def fill(self, key: str) -> None:
        """Conditional questions come with the next round; what is uncommon gets its reason."""
        self.open(key)
        for _ in range(3):
            self.page.evaluate(FILL, self.typed(key))
            self.give_reasons()
            self.save()
            if f"/{key}/" not in self.page.url:
                return
        raise AssertionError(f"{key}: {self.page.locator('.error-summary').inner_text()}")

    def give_reasons(self) -> None:
        for box in self.page.locator("textarea[name^=reason__]").all():
            box.fill(REASON)

    def paste(self, key: str, **wrong: str) -> None:
        """The block of the printed statement with its line numbers, in yuan; `wrong` cells are off."""
        self.open(key, "?unit=yuan")
        sheet = self.form.section(key).sheet
        rows = []
        for line in sheet.lines:
            keys = [sheet.cell(line.row, column.key) for column in sheet.columns]
            amounts = [wrong.get(one, self.answers.get(one, "")) for one in keys]
            rows.append("\t".join([line.label, line.row, *amounts]))
        first = sheet.cell(sheet.lines[0].row, sheet.columns[0].key)
        self.page.evaluate(PASTE, [f"id_{first}", "\n".join(rows)])
        expect(self.page.locator("[data-paste-report]")).to_contain_text("已粘贴")


def issue(clerk, name: str) -> str:
    page = clerk.page
    page.goto("/staff/org-accounts/codes/issue/")
    page.locator("[name=organization]").fill(name)
    page.locator("select[name=role]").select_option(value="legal_representative")
    page.get_by_role("button", name="签发并打印信函").click()
    return page.locator("#one-time-code").inner_text().strip()


def activate(visitor, code: str, username: str) -> None:
    page, password = visitor.page, "Nianbao-2026-quan"
    page.goto("/activate/")
    page.locator("[name=code]").fill(code)
    page.locator("[name=name]").fill("罗知秋")
    page.locator("[name=username]").fill(username)
    for box in page.locator("input[type=password]").all():
        box.fill(password)
    page.get_by_role("button", name="开通账号").click()
    page.wait_for_url(re.compile(r"/(accounts/login|home)/"))
    if "/home/" not in page.url:
        visitor.sign_in(username, password)


def _stumble_over_a_count(filer: Filer) -> None:
    """One too many of the staff: the sentence names both sums, and goes once the count is right."""
    page = filer.page
    filer.open("staff")
    page.evaluate(FILL, filer.typed("staff") | {"staff_total": "7"})
    page.locator("[name=staff_total]").focus()
    page.keyboard.press("Tab")
    filer.save()
    expect(page.locator(".error-summary")).to_contain_text("工作人员总数 7 与各项之和 6 相差 1")
    page.locator("[name=staff_total]").fill("6")
    filer.give_reasons()
    filer.save()


def _stumble_over_a_total(filer: Filer, picture: str) -> None:
    """A total of the balance sheet is off by a thousand: named under its line while typing, put right by one press."""
    page = filer.page
    total = filer.answers["bs_20_end"]
    filer.paste("balance_sheet", bs_20_end=f"{float(total) - 1000:.2f}")
    page.locator("#id_bs_20_end").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".sheet-note").first).to_contain_text("相差 1,000.00")
    expect(page.locator("[data-sheet-foot]")).to_contain_text("不成立")
    filer.visitor.picture(f"{picture}-balance-error")
    page.get_by_role("button", name=re.compile("^改为")).first.click()
    expect(page.locator("[data-sheet-foot]")).not_to_contain_text("流动资产合计")
    filer.save()


def _statements(filer: Filer, picture: str) -> None:
    _stumble_over_a_total(filer, picture)
    filer.paste("activities_statement", ba_35_total="1.00")
    filer.save()
    expect(filer.page.locator(".error-summary")).to_contain_text("费用合计")
    filer.page.locator("#id_ba_35_total").fill(filer.answers["ba_35_total"])
    filer.give_reasons()
    filer.save()
    filer.paste("cash_flow")
    filer.save()


def hand_in(filer: Filer) -> None:
    page = filer.page
    page.goto(f"{filer.report}attachments/")
    while page.get_by_text("必交，待上传").count():
        card = page.locator("section.card", has_text="必交，待上传").first
        card.locator("input[type=file]").set_input_files(
            {"name": "附件.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        with page.expect_navigation():
            card.locator("button[type=submit]").last.click()


def settle(filer: Filer) -> None:
    """What the check page still names, place by place."""
    page = filer.page
    for _ in range(8):
        page.goto(f"{filer.report}check/")
        left = page.locator(".error-summary li a")
        if not left.count():
            return
        found = re.search(r"/\d+/([a-z_]+)/", left.first.get_attribute("href"))
        page.goto(left.first.get_attribute("href"))
        filer.give_reasons()
        filer.save()
        assert found
    raise AssertionError(page.locator(".error-summary").inner_text())


def _send(filer: Filer, picture: str) -> None:
    page = filer.page
    filer.visitor.picture(f"{picture}-check")
    page.locator("input[name=declares]").first.check()
    page.get_by_role("button", name="确认报送").click()
    page.wait_for_url(re.compile(r"/receipt/1/$"))
    assert re.search(r"NB2025-\d{6}-\w{6}", page.locator("main").inner_text())
    filer.visitor.picture(f"{picture}-receipt")


@pytest.mark.parametrize(
    ("org_type", "form", "username"),
    [
        ("1", "association_2.json", "luozhiqiu1"),
        ("2", "service_institution_2.json", "luozhiqiu2"),
        ("3", "foundation_2.json", "luozhiqiu3"),
    ],
)
def test_a_full_report_with_planted_errors_is_mended_and_sent(visit, manage, org_type, form, username):
    script = FOUNDATION if org_type == "3" else FREE.format(org_type=org_type)
    name = re.search("FREE:(.+)", manage("shell", "--no-imports", "-c", script))[1].strip()
    clerk, visitor = visit("wangke"), visit()
    activate(visitor, issue(clerk, name), username)
    schema = parse(expansion.expand(expansion.read(form)))
    answers = {**ANSWERS, **statements(**AMOUNTS), **PARTS, "name": "", "uscc": ""}
    filer, page = Filer(visitor, schema, answers), visitor.page
    page.goto("/org/annual-reports/")
    page.get_by_role("row", name=re.compile("2025")).get_by_role("button", name="开始填报").click()
    page.wait_for_url(re.compile(r"/org/annual-reports/\d+/$"))
    filer.report = page.url
    visitor.picture(f"{username}-tasks")
    asked = filer.sections()
    _stumble_over_a_count(filer)
    _statements(filer, username)
    for key in asked:
        if key not in ("staff", "attachments", "balance_sheet", "activities_statement", "cash_flow"):
            filer.fill(key)
    hand_in(filer)
    settle(filer)
    _send(filer, username)
