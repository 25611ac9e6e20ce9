"""Whether the fact of a case is still there: asked when it is proposed and again at each rung. Writes nothing."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from core.dated.calendar import add_years
from party_building.party_duties import queries as party
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from registry.annual_reports import queries as reports
from registry.annual_reports.models import ReportObligation
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES, DECIDED_STATUSES
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_terms.models import CreditGround, period
from supervision.credit_terms.states import Check, CreditList, PeriodCode
from supervision.penalties.models import Penalty
from supervision.penalties.states import ENDING, PenaltyKind
from supervision.risk_alerts.models import RiskAlert


@dataclass(frozen=True)
class Finding:
    holds: bool
    text: str


def overdue_years(organization: Organization, day: datetime.date) -> list[int]:
    """Report years past their final date, not at the authority, by the organization's own delay."""
    rows = reports.overdue(ReportObligation.objects.filter(organization=organization), day)
    return list(rows.order_by("year").values_list("year", flat=True))


def report_words(organization: Organization, day: datetime.date) -> str:
    """Each report that is overdue by the organization's own delay, as a notice says it; "" where none is."""
    rows = reports.overdue(ReportObligation.objects.filter(organization=organization), day)
    return "\n".join(
        f"{row.year}年度工作报告应于{_said(row.due_on)}前（含当日）报送，至{_said(day)}仍未报送登记管理机关。"
        for row in rows.order_by("year")
    )


def _said(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def grounds_of(penalty: Penalty, limit: int) -> list[str]:
    """Codes of the grounds that a penalty is by itself; `limit` in yuan parts a small fine from a large one."""
    kinds, found = penalty.kinds, []
    if kinds & set(ENDING):
        found.append("SER-7")
    if PenaltyKind.SUSPENSION in kinds:
        found.append("SER-3")
    if PenaltyKind.FINE in kinds and penalty.fine_yuan >= limit:
        found.append("SER-4")
    elif PenaltyKind.WARNING in kinds or PenaltyKind.FINE in kinds:
        found.append("ABN-5")
    return found


def small_penalties(organization: Organization, day: datetime.date) -> list[Penalty]:
    limit = period(PeriodCode.SMALL_FINE, day)
    rows = Penalty.objects.standing_on(day).filter(organization=organization).prefetch_related("items")
    return [one for one in rows.order_by("decided_on", "pk") if _is_small(one, limit)]


def _is_small(penalty: Penalty, limit: int) -> bool:
    kinds = penalty.kinds
    return PenaltyKind.WARNING in kinds or (PenaltyKind.FINE in kinds and penalty.fine_yuan < limit)


def finding(case: ListingCase, day: datetime.date) -> Finding:
    """What the case rests on, as it is on `day`."""
    status = case.organization.status
    if case.ground.code != "SER-7" and status not in ACTIVE_STATUSES:
        return Finding(False, f"该组织{case.organization.get_status_display()}，不再列入。")
    return _CHECKS[Check(case.ground.check_kind)](case, day)


def _report(case: ListingCase, day: datetime.date) -> Finding:
    open_years = overdue_years(case.organization, day)
    left = [year for year in open_years if not case.years or year in case.years]
    if left:
        return Finding(True, f"{'、'.join(map(str, left))}年度工作报告仍未报送，且不属于初审单位迟延。")
    years = f"{'、'.join(map(str, case.years))}年度" if case.years else ""
    return Finding(False, f"{years}工作报告已经到达登记管理机关，或者不再要求报送。")


def _party(case: ListingCase, day: datetime.date) -> Finding:
    number = limits(day).get(LimitCode.ESTABLISH_MEMBERS)
    due = number is not None and party.to_establish(day, number, only=case.organization_id).exists()
    if due:
        return Finding(True, f"仍未设立党组织（依据党建工作机构意见：{case.party_opinion}）。")
    return Finding(False, "已经设立党组织，或者不再具备应当设立的条件。")


def _rectification(case: ListingCase, day: datetime.date) -> Finding:
    order = case.rectification
    if order is None:
        return Finding(True, "逾期未完成整改，由经办人核实。")
    if order.verified_on is not None:
        return Finding(False, f"整改已于{order.verified_on:%Y-%m-%d}核查完成。")
    if order.due_on is None or order.cancelled_on is not None:
        return Finding(False, "责令改正文书未送达或者已撤销。")
    if order.due_on >= day:
        return Finding(False, f"整改期限（{order.due_on:%Y-%m-%d}）未满。")
    if not type(order).objects.overdue(day).filter(pk=order.pk).exists():
        return Finding(False, "已按期报告整改情况，等待核实，不属于逾期。")
    return Finding(True, f"整改期限（{order.due_on:%Y-%m-%d}）已过，未核查完成。")


def _penalty(case: ListingCase, day: datetime.date) -> Finding:
    one = case.penalty
    if one is None:
        return Finding(True, "依据处罚决定，由经办人核实。")
    if not one.is_standing:
        return Finding(False, f"处罚{one.get_state_display()}。")
    if case.ground.code not in grounds_of(one, period(PeriodCode.SMALL_FINE, day)):
        return Finding(False, f"处罚内容（{one.kind_words}）不属于该情形。")
    return Finding(True, f"{one}（{one.kind_words}）有效。")


def _repeated(case: ListingCase, day: datetime.date) -> Finding:
    years = period(PeriodCode.REPEATED, day)
    rows = small_penalties(case.organization, day)
    for first, second in zip(rows, rows[1:], strict=False):
        if second.decided_on <= add_years(first.decided_on, years):
            return Finding(True, f"{first.decided_on:%Y-%m-%d}和{second.decided_on:%Y-%m-%d}两次受到处罚。")
    return Finding(False, f"{years}年内没有两次有效的警告或者较小数额罚款。")


def _two_years(case: ListingCase, day: datetime.date) -> Finding:
    entry = CreditEntry.objects.listed().filter(organization=case.organization_id, list=CreditList.ABNORMAL).first()
    if entry is None:
        return Finding(False, "该组织已不在活动异常名录中。")
    full_on = serious_on(entry, day)
    if day < full_on:
        return Finding(False, f"自{entry.effective_on:%Y-%m-%d}起算，{full_on:%Y-%m-%d}满期，现未满。")
    return Finding(True, f"自{entry.effective_on:%Y-%m-%d}起算，已于{full_on:%Y-%m-%d}满期，仍在活动异常名录中。")


def serious_on(entry: CreditEntry, day: datetime.date) -> datetime.date:
    """The day on which an abnormal entry has been there for the full years: that day counts."""
    return add_years(entry.effective_on, period(PeriodCode.SERIOUS_AFTER, day))


def _hand(case: ListingCase, day: datetime.date) -> Finding:
    return Finding(True, "由经办人核实，审定人复核。")


_CHECKS: dict[Check, Callable[[ListingCase, datetime.date], Finding]] = {
    Check.REPORT: _report,
    Check.PARTY: _party,
    Check.RECTIFICATION: _rectification,
    Check.PENALTY: _penalty,
    Check.REPEATED: _repeated,
    Check.TWO_YEARS: _two_years,
    Check.HAND: _hand,
}


def proposed_by(alert: RiskAlert, day: datetime.date) -> CreditGround | None:
    """The ground that an alert points to, by its rule or by what the penalty imposes; None where it points to none."""
    code = BY_RULE.get(alert.rule_code)
    penalty = alert.subject if alert.subject_kind == "penalty" else None
    if penalty is not None:
        code = next(iter(grounds_of(penalty, period(PeriodCode.SMALL_FINE, day))), code)
    return CreditGround.objects.on(day).filter(code=code).first() if code else None


# Alerts that a proposal may begin with. PB-01 only together with the party organ's written opinion (see proposing).
BY_RULE = {
    "AR-04": "ABN-1", "AR-07": "ABN-1", "AR-08": "ABN-1", "PB-01": "ABN-2", "SV-05": "ABN-3", "SV-16": "ABN-6",
    "SV-01": "SER-1", "SV-06": "SER-5", "SV-07": "ABN-5",
}  # fmt: skip
# What a clerk is offered as a clue: 应建未建 is the party line's until its organ has given an opinion.
CLUES = {code: ground for code, ground in BY_RULE.items() if ground != "ABN-2"}
LISTABLE = {CreditList.ABNORMAL: ACTIVE_STATUSES, CreditList.SERIOUS: (*ACTIVE_STATUSES, *DECIDED_STATUSES)}
