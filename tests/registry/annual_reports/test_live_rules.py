"""The page of a section in a real browser, without a server: what is judged, pasted and kept while somebody types.

The page comes from the Django test client, styles and scripts from the static folder, autosave answers as told.
"""

import random
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from registry.annual_reports.progress import Progress
from registry.report_forms import answers as edge
from registry.report_forms import checks
from registry.report_forms.schema import schema_of
from tests.support.report_answers import statements

pytestmark = pytest.mark.journey
BASE = "http://portal.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Window:
    """One browser window on the page of a section; `saved` are the bodies that autosave sent."""

    def __init__(self, browser, client, viewport):
        self.client, self.saved, self.is_online, self.faults = client, [], True, []
        self.context = browser.new_context(viewport=viewport, locale="zh-CN", base_url=BASE)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.route("**/*", self._answer)

    def _answer(self, route):
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            path = finders.find(address.path.removeprefix("/static/"))
            route.fulfill(body=Path(path).read_bytes(), content_type=TYPES.get(Path(path).suffix, "text/plain"))
        elif route.request.method == "POST":
            self._autosave(route)
        else:
            query = f"?{address.query}" if address.query else ""
            route.fulfill(body=self.pages[address.path + query], content_type="text/html; charset=utf-8")

    def _autosave(self, route):
        if not self.is_online:
            route.abort("internetdisconnected")
            return
        self.saved.append(route.request.post_data or "")
        route.fulfill(json={"version": len(self.saved) + 1, "saved_at": "10:00:00"})

    def open(self, path: str):
        """Pages are rendered beforehand: the database belongs to the test's own thread."""
        self.pages = {path: self.client.get(path).content.decode()}
        self.page.goto(path)
        return self.page

    def paste(self, selector: str, text: str):
        self.page.locator(selector).focus()
        self.page.evaluate(
            """text => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                const kind = {clipboardData: data, bubbles: true, cancelable: true};
                document.activeElement.dispatchEvent(new ClipboardEvent("paste", kind));
            }""",
            text,
        )


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser():
    """Playwright's loop runs in the thread of the test; Django would take everything here for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def window(browser, season):
    opened = []

    def window(client, width=1440):
        opened.append(Window(browser, client, {"width": width, "height": 900}))
        return opened[-1]

    yield window
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.context.close()
    assert not faults


@pytest.fixture
def report(season):
    organization = season.association()
    season.open()
    return season.begun(organization)


def address(report, key, **query):
    return reverse("org:annual_reports:section", args=[report.pk, key], query=query or None)


JUDGE = """rounds => {
    const form = document.getElementById("section-form");
    return rounds.map(given => {
        let failing = [];
        form.addEventListener("report:checked", event => { failing = event.detail; }, {once: true});
        for (const [key, text] of Object.entries(given)) form.elements.namedItem(key).value = text;
        form.dispatchEvent(new Event("change"));
        return failing;
    });
}"""


def a_round(dice: random.Random, fields: list) -> dict[str, str]:
    """A balanced statement, a few of its cells blank, wrong, written otherwise or unreadable."""
    money = [dice.choice([0, 0, 1, 12, 99999, 123456789]) + dice.choice([0, 0.01, 0.5, 0.99]) for _ in range(4)]
    right = statements(donations=Decimal(f"{money[0]:.2f}"), dues=Decimal(f"{money[1]:.2f}"),
                       activity=Decimal(f"{money[2]:.2f}"), management=Decimal(f"{money[3]:.2f}"))  # fmt: skip
    given = {field.key: right.get(field.key, "") for field in fields}
    for key in dice.sample(sorted(given), dice.randrange(6)):
        given[key] = dice.choice(
            ["", "1", "-3.10", "１，２３４．５", "1,000.01", "八百", "0.001", "9999999999999999.99"]
        )
    return given


@pytest.mark.parametrize("unit", ["yuan", "wan"])
@pytest.mark.parametrize("key", ["balance_sheet", "activities_statement", "cash_flow"])
def test_the_browser_finds_what_the_server_finds_in_the_same_words(season, report, window, key, unit):
    season.fill(report, "balance_sheet", **statements(donations=5, activity=7))
    dice = random.Random(f"{key}{unit}")  # noqa: S311
    progress = Progress(report, units={key: unit})
    part = progress.schema.section(key)
    rounds = [a_round(dice, part.fields) for _ in range(60)]
    page = window(season.filer(report.organization)).open(address(report, key, unit=unit))
    found = page.evaluate(JUDGE, rounds)
    mirrored = set(
        page.evaluate("JSON.parse(document.getElementById('report-rules').textContent).rules.map(r => r.code)")
    )
    for given, sentences in zip(rounds, found, strict=True):
        kept = {f.key: checks.tidy(f, edge.from_typed(f, given[f.key])) for f in part.fields if given[f.key]}
        judged = checks.problems(progress.schema, {**progress.answers, key: kept}, {})
        expected = {p.code: p.text for p in judged if p.section == key and p.code in mirrored}
        assert dict(sentences) == expected, given


def test_a_total_is_computed_while_typing_and_a_wrong_one_is_named_where_it_stands(season, report, window):
    page = window(season.filer(report.organization)).open(address(report, "balance_sheet"))
    page.fill("#id_bs_1_end", "1200.5")
    page.fill("#id_bs_2_end", "300")
    page.wait_for_function("document.getElementById('id_bs_20_end').placeholder === '1500.50'")
    page.fill("#id_bs_20_end", "1500")
    page.press("#id_bs_20_end", "Tab")
    note = page.locator("tr[data-note], .sheet-note").first
    assert "流动资产合计（期末数） 1,500.00 与各项之和 1,500.50 相差 0.50" in note.inner_text()
    assert "不成立" in page.locator("[data-sheet-foot]").inner_text()
    page.get_by_role("button", name="改为 1,500.50").click()
    assert page.input_value("#id_bs_20_end") == "1500.50"
    assert page.locator(".sheet-note [data-check='bs_20_end_lines']").count() == 0


def test_enter_and_the_arrows_walk_a_column_and_enter_never_sends(season, report, window):
    page = window(season.filer(report.organization)).open(address(report, "balance_sheet"))
    page.focus("#id_bs_1_end")
    for key, target in (("Enter", "id_bs_2_end"), ("ArrowDown", "id_bs_3_end"), ("ArrowUp", "id_bs_2_end")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == target
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "id_bs_2_begin"


def test_a_block_is_pasted_from_the_focused_cell_on_and_can_be_taken_back(season, report, window):
    one = window(season.filer(report.organization))
    page = one.open(address(report, "balance_sheet"))
    one.paste("#id_bs_1_begin", "１，000.50\t(2,000)\r\n-\t1.2万\r\n见附注\t3\r\n")
    values = [page.input_value(f"#id_bs_{row}_{column}") for row in (1, 2, 3) for column in ("begin", "end")]
    assert values == ["1000.50", "-2000", "0", "12000", "", "3"]
    assert "已粘贴 3 行 × 2 列，1 格未识别" in page.locator("[data-paste-report]").inner_text()
    assert "is-unread" in page.locator("#id_bs_3_begin").get_attribute("class")
    page.get_by_role("button", name="撤销").click()
    assert page.input_value("#id_bs_1_end") == ""


def test_a_block_that_names_its_lines_goes_to_those_lines(season, report, window):
    one = window(season.filer(report.organization))
    page = one.open(address(report, "balance_sheet"))
    one.paste("#id_bs_8_begin", "货币资金\t1\t5\t6\t短期借款\t61\t7\t8\n应付款项\t62\t9\t10")
    values = [page.input_value(f"#id_bs_{row}_{column}") for row in (1, 61, 62) for column in ("begin", "end")]
    assert values == ["5", "6", "7", "8", "9", "10"]
    one.paste("#id_bs_8_begin", "货币资金\t1\t5\t6\n流动资产合计\t20\t9\t6")
    assert "流动资产合计（年初数） 9.00 与各项之和 5.00 相差 4.00" in page.locator(".sheet-note").first.inner_text()


def test_rows_come_and_go_and_a_removed_one_comes_back(season, report, window):
    one = window(season.filer(report.organization))
    page = one.open(address(report, "activity"))
    table = page.locator("[data-row-table]").first
    key = table.get_attribute("data-row-table")
    before = table.locator("[data-row]").count()
    one.paste(f"#id_{key}__{before - 1}__{first_text(report, key)}", "甲\n乙\n丙")
    assert table.locator("[data-row]").count() == before + 2
    table.locator("[data-remove-row]").nth(before).click()
    names = table.locator("[data-row] input").evaluate_all("all => all.map(one => one.name)")
    assert {int(name.split("__")[1]) for name in names} == set(range(before + 1))
    page.get_by_role("button", name="撤销").click()
    assert table.locator("[data-row]").count() == before + 2


def first_text(report, table: str) -> str:
    return next(one.key for one in schema_of(report.form).fields[table].columns if one.kind == "text")


def test_what_was_typed_offline_is_offered_back_after_a_reload_to_the_same_person_alone(season, report, window):
    one = window(season.filer(report.organization))
    path = address(report, "balance_sheet")
    page = one.open(path)
    one.is_online = False
    page.fill("#id_bs_1_end", "42")
    page.get_by_text("网络中断").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.input_value("#id_bs_1_end") == ""
    one.is_online = True
    page.get_by_role("button", name="恢复").click()
    assert page.input_value("#id_bs_1_end") == "42"
    page.get_by_text("已自动保存").wait_for()
    assert page.evaluate("Object.keys(sessionStorage).filter(name => name.startsWith('typed:')).length") == 0
    page.evaluate("sessionStorage.setItem('typed:999-1-basic', '{}')")
    page.reload()
    assert page.evaluate("sessionStorage.getItem('typed:999-1-basic')") is None


@pytest.mark.parametrize("key", ["balance_sheet", "activities_statement", "activity"])
def test_nothing_of_a_section_runs_off_a_phone(season, report, window, key):
    page = window(season.filer(report.organization), width=390).open(address(report, key))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert re.search("行次|增加一行", page.locator("main").inner_text())
