"""The numbers of the review on a day."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from registry.report_reviews.models import ReviewThreshold

# (code, name, value, unit): loaded as rows, all of them design; a law names none.
DEFAULTS = (
    ("change_percent", "较上年变动多少算变动", Decimal(30), "%"),
    ("ratio_high", "高于上年多少倍算异常", Decimal(5), "倍"),
    ("ratio_low", "低于上年多少倍算异常", Decimal("0.2"), "倍"),
    ("least_yuan", "金额达到多少才比较", Decimal(10_000), "元"),
    ("least_count", "数量达到多少才比较", Decimal(10), ""),
    ("percentile_low", "同类组织下限百分位", Decimal(1), "%"),
    ("percentile_high", "同类组织上限百分位", Decimal(99), "%"),
    ("peers_least", "同类组织满多少家才比较", Decimal(30), "家"),
    ("party_workdays", "党建内容审核期限", Decimal(10), "个工作日"),
    ("rectify_months", "整改期限", Decimal(3), "个月"),
)


@dataclass(frozen=True)
class Thresholds:
    change_percent: Decimal
    ratio_high: Decimal
    ratio_low: Decimal
    least_yuan: Decimal
    least_count: Decimal
    percentile_low: Decimal
    percentile_high: Decimal
    peers_least: Decimal
    party_workdays: Decimal
    rectify_months: Decimal


def on(day: datetime.date) -> Thresholds:
    """One query. What no row names has its proposed value."""
    found = {code: value for code, _, value, _ in DEFAULTS}
    found |= dict(ReviewThreshold.objects.on(day).order_by("valid_from").values_list("code", "value"))
    return Thresholds(**{code: found[code] for code, *_ in DEFAULTS})
