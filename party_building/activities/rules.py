"""Nightly rules on organization life: what a branch has not on record. Told to the branch and to the organ above it.

Findings name no organization: an alert with one would be seen by whoever registers or supervises it (practice C12).
"""

import datetime
from typing import ClassVar

from django.db.models import BigIntegerField, Case, QuerySet, Value, When
from django.db.models.functions import Concat, JSONObject, Length, Substr

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from party_building.activities import periods
from party_building.activities.models import ActivityKind
from party_building.activities.periods import Period
from party_building.activities.queries import lacking
from party_building.activities.states import Per
from party_building.party_units.models import PartyUnit

THEME_DAY, GENERAL_MEETING = "theme_day", "general_meeting"
NOBODY = Value(None, BigIntegerField())
PAIR = ("life_meeting", "appraisal")  # what a year ends with


class _LifeRule(Rule):
    subject_kind = "party_unit"
    told = ()  # a notice would carry a party matter into mail: the branch sees its calendar, the organ its alerts
    since = datetime.date(2025, 2, 1)  # the first month that branches kept here is January 2025

    def value(self, version: RuleVersion, name: str):
        return version.params.get(name, self.default_params[name])

    def of_kind(self, code: str, period: Period, as_of: datetime.date, severity: str) -> QuerySet:
        rows = lacking(code, period, as_of)
        name = ActivityKind.objects.filter(code=code).values_list("name", flat=True).first() or code
        return as_findings(
            rows.order_by(),
            subject="pk",
            organization=NOBODY,
            period=Value(period.key),
            due_on=Value(period.last),
            severity=severity,
            evidence={"life_kind": name, "life_period": period.name},
        )


class ThemeDayToCome(_LifeRule):
    code = "PB-06"
    title = "本月主题党日尚未记录"
    explanation = (
        "每月{from_day}日起，党支部本月还没有主题党日的记录。只作提醒，只向该党支部及其上级党组织显示，不计分、不排名；"
        "当月成立的党支部不提醒。与其他党支部联合开展的，由其中一个支部记录即可。"
    )
    default_severity = Severity.INFO
    default_params: ClassVar[dict] = {"from_day": 25}
    param_labels: ClassVar[dict[str, str]] = {"from_day": "自每月几日起提醒"}
    legal_sources = ("party-branches-16",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        if as_of.day < self.value(version, "from_day"):
            return _none()
        return self.of_kind(THEME_DAY, periods.period_of(Per.MONTH, as_of), as_of, version.severity)


class ThemeDayMissing(_LifeRule):
    code = "PB-07"
    title = "上月未开展主题党日"
    explanation = (
        "上一个月没有主题党日的记录，且该党支部上月全月存在。补记后解除；再过一个月不再提示。"
        "只向该党支部及其上级党组织显示，不计分、不排名。"
    )
    default_severity = Severity.MEDIUM
    legal_sources = ("party-branches-16",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        month = periods.before(periods.period_of(Per.MONTH, as_of))
        return self.of_kind(THEME_DAY, month, as_of, version.severity).on(as_of)


class GeneralMeetingMissing(_LifeRule):
    code = "PB-08"
    title = "上季度未召开党员大会"
    explanation = (
        "上一个季度没有党员大会的记录，且该党支部上季度全季存在。补记后解除；再过一个季度不再提示。"
        "只向该党支部及其上级党组织显示，不计分、不排名。"
    )
    default_severity = Severity.MEDIUM
    since = datetime.date(2025, 4, 1)
    legal_sources = ("party-branches",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        quarter = periods.before(periods.period_of(Per.QUARTER, as_of))
        return self.of_kind(GENERAL_MEETING, quarter, as_of, version.severity).on(as_of)


class YearEndLifeMissing(_LifeRule):
    code = "PB-09"
    title = "本年组织生活会或民主评议未开展"
    explanation = (
        "{from_month}月1日起，党支部本年还没有组织生活会或民主评议党员的记录，先作提示；年度结束仍没有的升为{severity}，提示到次年{shown_months}月底。"
        "自10月1日起一直存在的党支部才计。只向该党支部及其上级党组织显示，不计分、不排名。"
    )
    default_severity = Severity.MEDIUM
    since = datetime.date(2025, 12, 1)
    default_params: ClassVar[dict] = {"from_month": 12, "shown_months": 3}
    param_labels: ClassVar[dict[str, str]] = {
        "from_month": "自几月1日起提示", "shown_months": "年度结束后提示几个月",
    }  # fmt: skip
    legal_sources = ("party-branches",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        year = periods.period_of(Per.YEAR, as_of)
        if as_of.month >= self.value(version, "from_month"):
            return self._of_year(year, as_of, Severity.INFO)
        if as_of.month <= self.value(version, "shown_months"):
            return self._of_year(periods.before(year), as_of, version.severity).on(as_of)
        return _none()

    @staticmethod
    def _of_year(year: Period, as_of: datetime.date, severity: str) -> QuerySet:
        """Branches that lack one of the two, and the names of what they lack."""
        rows, names = PartyUnit.objects.all(), dict(ActivityKind.objects.values_list("code", "name"))
        for code in PAIR:
            lack = lacking(code, year, as_of)
            words = When(pk__in=lack.values("pk"), then=Value(f"{names.get(code, code)}、"))
            rows = rows.annotate(**{f"lacks_{code}": Case(words, default=Value(""))})
        rows = rows.annotate(life_kind=Concat(*(f"lacks_{code}" for code in PAIR))).exclude(life_kind="")
        return as_findings(
            rows.order_by(),
            subject="pk",
            organization=NOBODY,
            period=Value(year.key),
            due_on=Value(year.last),
            severity=severity,
            evidence=JSONObject(
                life_kind=Substr("life_kind", 1, Length("life_kind") - 1), life_period=Value(year.name)
            ),
        )


def _none() -> QuerySet:
    return as_findings(
        PartyUnit.objects.none(),
        subject="pk",
        organization=NOBODY,
        period=Value(""),
        due_on=None,
        severity=Severity.INFO,
        evidence={},
    )
