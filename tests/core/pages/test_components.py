"""The components in every state, as a person reads them."""

import datetime
import re
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from core.pages import date_ranges, sample_rows, samples
from core.pages.charts import BarChart, LineChart, Point
from core.pages.comparisons import Difference, Kind, SumCheck, differing
from core.pages.display import Display
from core.pages.pickers import Choice, Picker
from tests.core.pages.cast import clerk, page_request


@pytest.fixture
def guide(settings):
    settings.HEADER_LINKS = []  # their numbers come from the database
    actor = clerk("pages.styleguide")
    return render_to_string("pages/styleguide.html", samples.context(), page_request("/_styleguide/", actor=actor))


def test_the_styleguide_shows_everything_in_the_red_theme_too(settings):
    settings.HEADER_LINKS = []
    request = page_request("/_styleguide/?theme=party", actor=clerk("pages.styleguide"))
    red = render_to_string("pages/styleguide.html", samples.context("theme-party"), request)
    assert re.search(r'<body class="layout-staff\s+theme-party">', red)
    assert "蓝色主题" in red


def component(name, /, **context):
    return render_to_string(f"components/{name}.html", context)


def test_the_styleguide_shows_every_state_of_every_badge(guide):
    for word in samples.STATES.values():
        assert word in guide
    for tone in ("ok", "info", "warning", "danger", "neutral"):
        assert f"badge-{tone}" in guide


def test_an_error_is_said_once_at_the_top_with_a_link_and_once_at_its_field(guide):
    assert '<a href="#id_name">请填写“单位名称”</a>' in guide
    assert guide.count("请填写“单位名称”") == 2
    assert 'aria-describedby="id_name_help id_name_error"' in guide
    assert guide.count("“专职工作人员数”应为整数") == 2


def test_a_form_s_own_wording_of_an_error_is_kept():
    class Worded(forms.Form):
        code = forms.CharField(label="代码", error_messages={"required": "没有代码的，请先申领"})
        other = forms.CharField(label="备注")

        def clean_other(self):
            raise forms.ValidationError("备注不能与名称相同", code="required")

    form = Worded({"code": "", "other": "x"})
    shown = component("error_summary", form=form)
    assert "没有代码的，请先申领" in shown
    assert "备注不能与名称相同" in shown


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in component("error_summary", form=samples.SampleForm())


def test_a_running_job_asks_for_itself_every_second_and_a_finished_one_does_not():
    running = component(
        "job_progress", job_id="7", title="导出", stage="写入", tone="running", done=1, total=4, poll_url="/jobs/7/"
    )
    finished = component("job_progress", job_id="7", title="导出", stage="已完成", tone="ok", done=4, total=4)
    assert 'hx-get="/jobs/7/"' in running
    assert 'hx-trigger="every 1s"' in running
    assert "hx-get" not in finished


def test_a_missing_link_of_the_responsibility_chain_is_said_aloud(guide):
    assert "未确定" in guide


def test_a_value_from_outside_is_escaped():
    shown = component("notice_strip", tone="info", text="<script>alert(1)</script>")
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_the_confirmation_of_a_step_asks_for_a_reason_and_sends_the_version():
    shown = component("confirm_reason", url="/x/", label="退回", id="r", version=3, csrf_token="t" * 64)
    assert 'name="comment"' in shown
    assert "required" in shown
    assert '<input type="hidden" name="version" value="3">' in shown
    assert "csrfmiddlewaretoken" in shown


TODAY = datetime.date(2026, 6, 3)


def words(html: str) -> str:
    """What a reader sees: without tags, spaces run together."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("running", "剩 10 个工作日"),
        ("today", "今日到期"),
        ("overdue", "逾期 3 个工作日"),
        ("paused", "已停表 等待：社会组织补正材料"),
    ],
)
def test_the_clock_says_in_working_days_what_is_left(state, sentence):
    assert sentence in words(component("sla_clock", deadline=sample_rows.deadlines(TODAY)[state]))


def test_a_change_is_said_in_a_word_and_not_by_colour_alone():
    rows = sample_rows.comparisons(TODAY)["differences"]
    assert [row.word for row in rows] == ["变更", "变更", "变更", "新增", "删除", "未变"]
    shown = component("diff_rows", rows=rows)
    assert "<del>300,000.00</del>" in shown
    assert "<ins>500,000.00</ins>" in shown
    assert "+200,000.00 元" in shown
    assert "晚 31 天" in shown
    assert len(differing(rows)) == 5


def test_zero_is_a_value_and_nothing_is_not():
    assert Difference("会费", Decimal(0), Decimal(0), Kind.MONEY).word == "未变"
    assert Difference("会费", None, Decimal(0), Kind.MONEY).word == "新增"
    assert Difference("备注", None, "").word == "未变"


def test_a_wrong_sum_names_both_amounts_and_the_difference_between_them():
    check = SumCheck(
        "收入合计", Decimal("1250000"), (("捐赠收入", Decimal("1150000")), ("会费收入", Decimal("55000")))
    )
    shown = words(component("arithmetic_row", check=check))
    assert "收入合计 1,250,000.00 与各项之和 1,205,000.00 相差 45,000.00 元，请核对" in shown
    assert "会费收入 55,000.00" in shown


def test_an_attachment_says_whether_it_was_checked(guide):
    for word in ("已检查", "未检查", "不能接收"):
        assert word in guide


def test_a_file_field_is_a_plain_input_with_its_limits_said():
    shown = component(
        "uploader", id="u", name="audit", label="审计报告", kinds="PDF", accept=".pdf", max_mb=20, required=True
    )
    assert '<input class="form-control" type="file" id="u" name="audit" accept=".pdf" required' in shown
    assert "PDF，单个文件不超过 20 MB" in shown


def test_a_person_is_masked_and_shown_only_for_a_reason():
    shown = component("person_chip", name="罗**", phone="122****0001", reveal_url="/x/", id="p", csrf_token="t" * 64)
    assert 'name="reason" required' in shown
    assert 'method="post" action="/x/"' in shown
    assert "<form" not in component("person_chip", name="罗**")


def test_a_picker_works_as_a_plain_form():
    picker = Picker("org", "社会组织", query="琴", choices=(Choice("7", "霁川市琴筝学会"),), chosen="7", total=14)
    shown = component("picker", picker=picker)
    assert 'name="org_q" value="琴"' in shown
    assert '<input type="radio" name="org" value="7" checked>' in shown
    assert 'name="org_find"' in shown
    assert "共 14 条，只列出前 1 条" in words(shown)
    assert "hx-get" not in shown


def test_a_group_in_the_tree_cannot_be_chosen():
    tree = (Choice("", "望澜区", is_selectable=False), Choice("3", "望澜区民政局", depth=1))
    shown = component("picker", picker=Picker("unit", "单位", choices=tree), tree=True)
    assert shown.count('type="radio"') == 1


def test_the_presets_of_a_date_range_keep_the_other_filters_and_mark_the_one_in_use():
    query = QueryDict("kind=1&after=9&from=2026-04-01&to=2026-06-30")
    month, quarter, year = date_ranges.presets(query, TODAY, start="from", end="to")
    assert month.url == "?kind=1&from=2026-06-01&to=2026-06-30"
    assert (month.is_current, quarter.is_current, year.is_current) == (False, True, False)
    assert year.url.endswith("from=2026-01-01&to=2026-12-31")


def test_a_february_of_a_leap_year_ends_on_the_29th():
    assert date_ranges.spans(datetime.date(2028, 2, 10))[0][2] == datetime.date(2028, 2, 29)


def test_a_chart_draws_shapes_and_keeps_every_value_in_a_table():
    points = (Point("望澜区", 96, url="/x/"), Point("青砚县", 0))
    shown = component("chart", chart=BarChart("社会组织", points, "家"))
    assert 'width="100.0"' in shown
    assert 'width="0.0"' in shown
    assert "查看数据" in shown
    assert '<td class="num">96</td>' in shown
    assert "style=" not in shown


def test_a_line_reads_as_its_values_to_those_who_cannot_see_it():
    chart = LineChart("组建率", (Point("5月", 95), Point("6月", 98)), "%", floor_at=90)
    assert 'aria-label="组建率：5月 95%，6月 98%"' in component("chart", chart=chart)
    assert [dot.y for dot in chart.dots] == [50.0, 20.0]
    assert chart.ticks == ["100", "95", "90"]


def test_charts_of_nothing_and_of_zeros_can_be_drawn():
    assert BarChart("空", ()).bars == []
    assert LineChart("空", ()).dots == []
    assert LineChart("零", (Point("1月", 0),)).dots[0].y == 100
    assert component("chart", chart=BarChart("零", (Point("甲", 0),)))


def test_who_is_too_small_to_rank_is_listed_without_a_place(guide):
    assert "不参与排名：只有 7 家，少于 10 家" in guide


def test_a_tile_says_its_value_in_words_too():
    tile = {"label": "青砚县", "value": "85.7%", "word": "待提升", "level": 2, "row": 1, "column": 2, "url": ""}
    shown = component("tile_map", title="组建率", tiles=[tile])
    assert "待提升" in shown
    assert "不代表实际边界" in shown


def test_a_row_of_the_ledger_names_who_is_responsible_and_what_is_next(guide):
    shown = words(guide)
    assert "责任单位：综合党委" in shown
    assert "申请销号 ：霁川市冷链物流商会" in shown


def test_a_draft_letter_has_no_number_and_an_issued_one_shows_it(guide):
    assert "霁民函〔2026〕12号" in guide
    assert "草稿，未编文号" in guide


def test_the_elder_toolbar_is_a_form_that_says_what_is_on():
    shown = component(
        "elder_toolbar", tools=Display({"contrast": "high"}).tools, url="/d/", next="/x/", csrf_token="t" * 64
    )
    assert 'value="contrast" data-display-tool="high" aria-pressed="true"' in shown
    assert 'value="large_text" data-display-tool="1" aria-pressed="false"' in shown
    assert 'value="reset"' in shown


def test_the_head_of_a_print_says_who_printed_it_and_when(guide):
    assert "打印人" in guide
    assert "打印时间" in guide


def test_the_styleguide_has_an_index_whose_every_link_leads_somewhere(guide):
    targets = set(re.findall(r'href="#([\w-]+)"', guide.split("guide-index")[1].split("</nav>")[0]))
    assert len(targets) > 30
    assert targets <= set(re.findall(r'id="([\w-]+)"', guide))


def test_no_id_stands_twice_in_the_styleguide(guide):
    ids = re.findall(r'\sid="([^"]+)"', guide)
    assert {one for one in ids if ids.count(one) > 1} == set()
