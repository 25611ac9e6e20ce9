"""Spending ratios of charities and foundations: what was spent, of what, against which limit. Decimals throughout.

Figures are by code (total_income, net_assets_end, …), so every version of the form is judged alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from registry.report_forms.answers import money
from registry.report_forms.models import SpendingRule
from registry.report_forms.states import SpendingBasis, SpendingKind

Figures = Mapping[str, Decimal]
YEARS_AVERAGED = 3
CENT = Decimal("0.01")
FLOOR_FIGURES = ("ratio_public_benefit", "spending_shortfall")
CEILING_FIGURES = ("ratio_management", "management_excess")
SPENT = {
    SpendingBasis.MANAGEMENT: ("management_cost",),
    SpendingBasis.PAY_AND_OFFICE: ("staff_pay", "office_cost"),
}


@dataclass(frozen=True)
class Subject:
    """Whose report it is, as the register said on the last day of the year reported on."""

    org_type: str
    is_charity: bool
    has_public_fundraising: bool


@dataclass(frozen=True)
class Ratio:
    """One limit against one report. `percent` is cut towards the limit's wrong side: 7.999 is not shown as 8."""

    rule: SpendingRule
    spent: Decimal
    base: Decimal
    base_label: str
    is_exempt: bool = False

    @property
    def is_floor(self) -> bool:
        return self.rule.kind == SpendingKind.FLOOR

    @property
    def percent(self) -> Decimal:
        return (100 * self.spent / self.base).quantize(CENT, ROUND_DOWN if self.is_floor else ROUND_UP)

    @property
    def short(self) -> Decimal:
        """By how many yuan the limit is missed; 0 where it is kept (the limit itself is)."""
        limit = self.rule.percent * self.base / 100
        missed = limit - self.spent if self.is_floor else self.spent - limit
        return Decimal(0) if self.is_exempt else max(missed, Decimal(0)).quantize(CENT, ROUND_UP)

    @property
    def holds(self) -> bool:
        return not self.short

    @property
    def code(self) -> str:
        """Of the check, and of the reason given for it."""
        return f"ratio_{self.rule.code}"

    @property
    def figure(self) -> str:
        """The figure beside which it stands."""
        return "charity_expenditure" if self.is_floor else "management_cost"

    @property
    def label(self) -> str:
        return "公益支出比例" if self.is_floor else "管理费用比例"

    @property
    def text(self) -> str:
        """「公益支出比例 6.9%，低于 8%（基金会管理条例第二十九条）」 and what was divided by what."""
        side = ("不低于" if self.holds else "低于") if self.is_floor else ("不高于" if self.holds else "高于")
        said = f"{self.label} {_plain(self.percent)}%，{side} {_plain(self.rule.percent)}%（{self.rule.article}）"
        if self.is_exempt:
            free = f"管理费用不足 {_plain(self.rule.exempt_below)} 元，不受比例限制"
            said = f"{self.label} {_plain(self.percent)}%，{free}"
        whole = f"{self.base_label} {money(self.base)} 元"
        part = "公益事业支出" if self.is_floor else self.rule.get_basis_display()
        return f"{said}：{part} {money(self.spent)} 元，{whole}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def binding(rules: Iterable[SpendingRule], subject: Subject, assets: Decimal | None) -> list[SpendingRule]:
    """The limits that bind this subject; those that depend on net assets only where these are known."""
    return [rule for rule in rules if binds(rule, subject) and _in_band(rule, assets)]


def binds(rule: SpendingRule, subject: Subject) -> bool:
    """Whatever the net assets are."""
    return (
        subject.org_type in rule.org_types
        and rule.is_charity in (None, subject.is_charity)
        and rule.has_public_fundraising in (None, subject.has_public_fundraising)
    )


def _in_band(rule: SpendingRule, assets: Decimal | None) -> bool:
    if rule.assets_from is None and rule.assets_below is None:
        return True
    if assets is None:
        return False
    return (rule.assets_from is None or assets >= rule.assets_from) and (
        rule.assets_below is None or assets < rule.assets_below
    )


def ratios(
    rules: Iterable[SpendingRule], subject: Subject, now: Figures, before: Sequence[Figures] = ()
) -> list[Ratio]:
    """Every limit that can be measured. `before` are the figures of the years before, the last one first.

    Without a report of last year its income and closing net assets are those this year's report repeats.
    """
    last = before[0] if before else {}
    assets = last.get("net_assets_end", now.get("net_assets_begin"))
    found = []
    for rule in binding(rules, subject, assets):
        ratio = _floor(rule, now, before, assets) if rule.kind == SpendingKind.FLOOR else _ceiling(rule, now)
        if ratio is not None:
            found.append(ratio)
    return found


def _floor(rule: SpendingRule, now: Figures, before: Sequence[Figures], assets: Decimal | None) -> Ratio | None:
    spent = now.get("charity_expenditure")
    if rule.basis == SpendingBasis.LAST_INCOME:
        bases = [("调整后的上年总收入" if _is_adjusted(now) else "上年总收入", _last_income(now, before))]
        code, label = "total_income", "前三年收入平均数"
    else:
        bases = [("上年末净资产", assets)]
        code, label = "net_assets_end", "前三年年末净资产平均数"
    if rule.may_average and (average := _average(before, code)) is not None:
        bases.append((label, average))
    known = [(base, said) for said, base in bases if base is not None and base > 0]
    if spent is None or not known:
        return None
    base, said = min(known)
    return Ratio(rule, spent, base, said)


def _is_adjusted(now: Figures) -> bool:
    return bool(now.get("income_locked_last_year") or now.get("assets_unlocked_last_year"))


def _last_income(now: Figures, before: Sequence[Figures]) -> Decimal | None:
    """Less what could not be used last year by its terms, plus what was released from such terms last year."""
    income = before[0].get("total_income") if before else now.get("total_income_last_year")
    if income is None:
        return None
    return income - now.get("income_locked_last_year", 0) + now.get("assets_unlocked_last_year", 0)


def _average(before: Sequence[Figures], code: str) -> Decimal | None:
    known = [figures[code] for figures in before[:YEARS_AVERAGED] if code in figures]
    return sum(known, Decimal(0)) / YEARS_AVERAGED if len(known) == YEARS_AVERAGED else None


def _ceiling(rule: SpendingRule, now: Figures) -> Ratio | None:
    codes, whole = SPENT[SpendingBasis(rule.basis)], now.get("total_cost")
    if not whole or whole <= 0 or any(code not in now for code in codes):
        return None
    spent = sum((now[code] for code in codes), Decimal(0))
    is_exempt = rule.exempt_below is not None and now.get("management_cost", spent) < rule.exempt_below
    return Ratio(rule, spent, whole, "本年总支出", is_exempt)


def figures(found: Iterable[Ratio]) -> dict[str, Decimal]:
    """What is kept of them: the ratios in per cent and by how many yuan a limit was missed (0: kept)."""
    kept: dict[str, Decimal] = {}
    for ratio in found:
        share, missed = FLOOR_FIGURES if ratio.is_floor else CEILING_FIGURES
        if missed not in kept or ratio.short > kept[missed]:
            kept[share], kept[missed] = ratio.percent, ratio.short
    return kept
