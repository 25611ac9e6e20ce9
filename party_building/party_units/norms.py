"""The limits in force on a day, with their sources. What no row says is not limited."""

import datetime
from dataclasses import dataclass

from core.dated.calendar import add_months
from party_building.party_limits.models import PartyLimit
from party_building.party_limits.states import LimitCode
from party_building.party_units.models import UnitTerm
from party_building.party_units.states import UnitLevel

TERM_OF = {
    UnitLevel.COMMITTEE: LimitCode.COMMITTEE_TERM,
    UnitLevel.GENERAL_BRANCH: LimitCode.GENERAL_BRANCH_TERM,
    UnitLevel.BRANCH: LimitCode.BRANCH_TERM,
}
LEAST_OF = {
    UnitLevel.COMMITTEE: LimitCode.PARTY_COMMITTEE_MEMBERS,
    UnitLevel.GENERAL_BRANCH: LimitCode.GENERAL_BRANCH_MEMBERS,
    UnitLevel.BRANCH: LimitCode.ESTABLISH_MEMBERS,
}


@dataclass(frozen=True)
class Norms:
    """All limits of one day; one query."""

    rows: dict[str, PartyLimit]

    def number(self, code: LimitCode) -> int | None:
        row = self.rows.get(code)
        return row.number if row else None

    def basis(self, code: LimitCode) -> str:
        """A clause in brackets for the end of a sentence; wording that was not compared says so."""
        row = self.rows.get(code)
        if row is None:
            return ""
        return f"（{row.source}）" if row.is_verified else f"（{row.source}，条文待核）"

    def term_years(self, level: str) -> int | None:
        code = TERM_OF.get(UnitLevel(level))
        return self.number(code) if code else None

    def least_members(self, level: str) -> int | None:
        """Formal members from which a stand-alone unit of the level is usual."""
        code = LEAST_OF.get(UnitLevel(level))
        return self.number(code) if code else None

    @property
    def has_affiliation(self) -> bool:
        """Whether 挂靠 of a body without members is practised here."""
        return bool(self.number(LimitCode.AFFILIATION))


def on(day: datetime.date) -> Norms:
    return Norms({row.code: row for row in PartyLimit.objects.on(day)})


def extension_obstacle(term: UnitTerm, until: datetime.date, day: datetime.date) -> str:
    """Why the term cannot be extended until then, by the limits of `day`; "" where nothing stands in the way."""
    if term.valid_to is not None:
        return f"第{term.term_no}届已于{term.valid_to:%Y-%m-%d}结束，不能再延期。"
    if term.extended_until:
        return f"第{term.term_no}届已批准延期至{term.extended_until:%Y-%m-%d}，同一届不能再次延期。"
    if until <= term.term_end:
        return f"延期至的日期须晚于届满日期{term.term_end:%Y-%m-%d}。"
    limits = on(day)
    months = limits.number(LimitCode.EXTENSION_MONTHS)
    latest = add_months(term.term_end, months) if months else until
    if until > latest:
        return f"延期一般不超过{months}个月，最迟至{latest:%Y-%m-%d}{limits.basis(LimitCode.EXTENSION_MONTHS)}。"
    return ""
