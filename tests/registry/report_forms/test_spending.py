"""Limits on spending: which bind whom, what is divided by what, and the boundary itself."""

import datetime
from decimal import Decimal as D

import pytest

from registry.report_forms import reference, spending
from registry.report_forms.models import SpendingRule
from registry.report_forms.spending import Subject

FOUNDATION = Subject("3", is_charity=False, has_public_fundraising=False)
PUBLIC = Subject("3", is_charity=False, has_public_fundraising=True)
CHARITY = Subject("3", is_charity=True, has_public_fundraising=False)
PUBLIC_CHARITY = Subject("3", is_charity=True, has_public_fundraising=True)
CHARITABLE_ASSOCIATION = Subject("1", is_charity=True, has_public_fundraising=False)


@pytest.fixture
def rules(db):
    reference.load_spending_rules()

    def on(year: int = 2025) -> list[SpendingRule]:
        return list(SpendingRule.objects.on(datetime.date(year, 12, 31)))

    return on


def figures(**amounts) -> dict[str, D]:
    return {code: D(str(amount)) for code, amount in amounts.items()}


def floors(rules, subject, now, before=()):
    return [ratio for ratio in spending.ratios(rules, subject, now, before) if ratio.is_floor]


def ceilings(rules, subject, now, before=()):
    return [ratio for ratio in spending.ratios(rules, subject, now, before) if not ratio.is_floor]


def test_the_sentence_says_the_share_the_limit_and_the_article(rules):
    now = figures(charity_expenditure=220800, net_assets_begin=3200000)
    (ratio,) = floors(rules(), FOUNDATION, now)
    said, _, amounts = ratio.text.partition("：")
    assert said == "公益支出比例 6.9%，低于 8%（基金会管理条例第二十九条）"
    assert amounts == "公益事业支出 220,800.00 元，上年末净资产 3,200,000.00 元"
    assert (ratio.holds, ratio.short) == (False, D(35200))


@pytest.mark.parametrize(("spent", "holds", "percent"), [("256000", True, "8"), ("255999.99", False, "7.99")])
def test_the_floor_itself_is_enough_and_a_cent_less_is_not_rounded_up(rules, spent, holds, percent):
    (ratio,) = floors(rules(), FOUNDATION, figures(charity_expenditure=spent, net_assets_begin=3200000))
    assert (ratio.holds, ratio.percent) == (holds, D(percent))


def test_a_public_foundation_spends_of_last_years_income(rules):
    last = figures(total_income=1000000, net_assets_end=5000000)
    (ratio,) = floors(rules(), PUBLIC, figures(charity_expenditure=650000), [last])
    assert (ratio.base, ratio.base_label, ratio.percent, ratio.holds) == (D(1000000), "上年总收入", D(65), False)


def test_the_income_is_adjusted_for_what_was_locked_and_released(rules):
    now = figures(charity_expenditure=650000, income_locked_last_year=200000, assets_unlocked_last_year=100000)
    (ratio,) = floors(rules(), PUBLIC, now, [figures(total_income=1000000)])
    assert (ratio.base, ratio.base_label, ratio.holds) == (D(900000), "调整后的上年总收入", True)


def test_three_years_may_stand_for_the_last_where_the_article_allows_it(rules):
    before = [figures(total_income=income, net_assets_end=1) for income in (1000000, 500000, 300000)]
    now = figures(charity_expenditure=500000)
    assert floors(rules(), PUBLIC_CHARITY, now, before)[0].holds, "70 % of 600,000 are 420,000"
    assert not floors(rules(), PUBLIC, now, before)[0].holds, "the regulation of 2004 knows no average"
    assert not floors(rules(), PUBLIC_CHARITY, now, before[:2])[0].holds, "two years are not three"


@pytest.mark.parametrize(
    ("assets", "floor", "ceiling"),
    [(3999999, 8, 20), (4000000, 7, 15), (7999999, 7, 15), (8000000, 6, 13), (60000000, 6, 12)],
)
def test_the_bands_of_charitable_foundations_begin_at_their_lower_bound(rules, assets, floor, ceiling):
    now = figures(charity_expenditure=1, management_cost=300000, total_cost=900000)
    last = [figures(net_assets_end=assets)]
    assert [ratio.rule.percent for ratio in floors(rules(), CHARITY, now, last)] == [floor]
    assert [ratio.rule.percent for ratio in ceilings(rules(), CHARITY, now, last)] == [ceiling]


def test_a_small_charitable_association_keeps_both_floors(rules):
    now = figures(charity_expenditure=400000)
    found = floors(rules(), CHARITABLE_ASSOCIATION, now, [figures(total_income=1000000, net_assets_end=900000)])
    assert [(ratio.rule.basis, ratio.holds) for ratio in found] == [("last_net_assets", True), ("last_income", False)]


@pytest.mark.parametrize(("management", "is_exempt"), [("199999.99", True), ("200000", False)])
def test_small_management_costs_are_free_of_the_ceiling(rules, management, is_exempt):
    now = figures(management_cost=management, total_cost=500000, net_assets_begin=1)
    (ratio,) = ceilings(rules(), CHARITY, now)
    assert (ratio.is_exempt, ratio.holds) == (is_exempt, is_exempt)
    assert ("不受比例限制" in ratio.text) is is_exempt


def test_the_regulation_of_2004_measures_pay_and_office_and_exempts_nobody(rules):
    now = figures(staff_pay=9000, office_cost=2000, management_cost=12000, total_cost=100000)
    (ratio,) = ceilings(rules(), FOUNDATION, now)
    assert (ratio.percent, ratio.short) == (D(11), D(1000))
    assert ceilings(rules(), FOUNDATION, figures(management_cost=12000, total_cost=100000)) == []


def test_the_article_is_that_of_the_year_reported_on(rules):
    now, last = figures(charity_expenditure=1), [figures(total_income=100)]
    assert floors(rules(2023), PUBLIC_CHARITY, now, last)[0].rule.article == "慈善法第六十条"
    assert floors(rules(2024), PUBLIC_CHARITY, now, last)[0].rule.article == "慈善法第六十一条"
    assert spending.ratios(rules(2015), CHARITY, now, last) == []


def test_nothing_binds_an_ordinary_association(rules):
    ordinary = Subject("1", is_charity=False, has_public_fundraising=False)
    assert spending.binding(rules(), ordinary, D(100)) == []


def test_figures_keep_the_worst_of_each_side(rules):
    now = figures(charity_expenditure=400000, management_cost=300000, total_cost=1000000)
    found = spending.ratios(
        rules(), CHARITABLE_ASSOCIATION, now, [figures(total_income=1000000, net_assets_end=900000)]
    )
    assert spending.figures(found) == {
        "ratio_public_benefit": D("40.00"), "spending_shortfall": D(100000),
        "ratio_management": D("30.00"), "management_excess": D(100000),
    }  # fmt: skip


def test_what_people_changed_stays_when_the_table_is_loaded_again(rules):
    rule = SpendingRule.objects.get(code="foundation-other-floor")
    rule.percent = D(9)
    rule.save()
    assert reference.load_spending_rules() == 0
    rule.refresh_from_db()
    assert rule.percent == 9
