"""When and how a stay on a list may end: read from its grounds, the periods of the day and what is still owed."""

import datetime
from dataclasses import dataclass

from core.dated.calendar import add_months, add_years
from registry.organizations.states import Status
from supervision.credit_listings.findings import overdue_years
from supervision.credit_listings.models import CreditEntry
from supervision.credit_listings.states import EntryEnd
from supervision.credit_terms.models import periods
from supervision.credit_terms.states import Check, CreditList, Exit, PeriodCode
from supervision.rectifications.models import RectificationOrder

ENDS = {Exit.MENDED: EntryEnd.MENDED, Exit.SPENT: EntryEnd.SPENT, Exit.TERM: EntryEnd.TERM, Exit.ENDED: EntryEnd.ENDED}


@dataclass(frozen=True)
class WayOut:
    """`from_on` is the first day on which it may be applied for; None where no day has to be waited for."""

    kind: Exit
    from_on: datetime.date | None
    duties: tuple[str, ...]

    def is_open(self, day: datetime.date) -> bool:
        return not self.duties and (self.from_on is None or day >= self.from_on)

    @property
    def ended_by(self) -> str:
        return str(ENDS[self.kind])

    def why_not(self, day: datetime.date) -> str:
        """Why it may not be applied for on `day`, in one sentence; "" where it may."""
        if self.duties:
            return "".join(self.duties)
        if self.from_on is not None and day < self.from_on:
            return f"{self.from_on:%Y-%m-%d}期满，期满当日起可以申请。"
        return ""


def way_out(entry: CreditEntry, day: datetime.date) -> WayOut:
    """By the gravest exit of the grounds of the stay: what has to be mended is mended, then a period runs out."""
    grounds = [entry.ground, *(one.ground for one in entry.resets.select_related("ground"))]
    kinds = {Exit(ground.exit_kind) for ground in grounds}
    numbers = periods(day)
    if entry.organization.status == Status.CANCELLED:
        return WayOut(Exit.ENDED, None, ())  # nothing can be asked of it any more, whatever it was listed for
    if Exit.ENDED in kinds:
        return WayOut(Exit.ENDED, None, ("须先依法清算并办理注销登记。",))
    if entry.list == CreditList.SERIOUS:
        from_on = add_years(entry.effective_on, numbers.get(PeriodCode.SERIOUS_TERM, 2))
        return WayOut(Exit.TERM, from_on, _duties(entry, grounds, day))
    if kinds == {Exit.SPENT}:
        return WayOut(Exit.SPENT, add_months(entry.effective_on, numbers.get(PeriodCode.SPENT, 6)), ())
    return WayOut(Exit.MENDED, None, _duties(entry, grounds, day))


def _duties(entry: CreditEntry, grounds: list, day: datetime.date) -> tuple[str, ...]:
    """What the portal itself knows to be undone; the rest is verified by a person."""
    checks = {ground.check_kind for ground in grounds}
    found = []
    if checks & {Check.REPORT, Check.TWO_YEARS}:
        years = overdue_years(entry.organization, day)
        if years:
            found.append(f"{'、'.join(map(str, years))}年度工作报告尚未报送。")
    if Check.RECTIFICATION in checks:
        left = RectificationOrder.objects.overdue(day).filter(organization=entry.organization_id)
        if left.exists():
            found.append("责令改正的事项尚未核查完成。")
    return tuple(found)
