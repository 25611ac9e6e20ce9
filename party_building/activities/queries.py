"""What a branch owes and what it has held: for one branch as the calendar of a year, for all as one queryset."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from party_building.activities import periods
from party_building.activities.models import Activity, ActivityFrequency, JointUnit, UnitGroups
from party_building.activities.periods import Period
from party_building.activities.states import DUE_TONES, LIVING, LIVING_ELSEWHERE, AppliesIf, Due, Per
from party_building.party_units.models import CommitteePost, PartyUnit
from party_building.party_units.states import CommitteePostKind

WITHOUT_COMMITTEE = (CommitteePostKind.SECRETARY, CommitteePostKind.DEPUTY)


def living(units: QuerySet | None = None) -> QuerySet:
    """Branches whose organization life is asked about."""
    rows = PartyUnit.objects.all() if units is None else units
    return rows.filter(**LIVING).exclude(form__in=LIVING_ELSEWHERE)


def owed_from(frequency: ActivityFrequency, period: Period) -> datetime.date:
    """A branch set up after this day does not owe the period."""
    return period.first.replace(month=frequency.from_month) if frequency.per == Per.YEAR else period.first


def owing(frequency: ActivityFrequency, period: Period, as_of: datetime.date, units: QuerySet | None = None):
    """Branches that stood through the period, as far as it has gone by `as_of`, and to which the frequency applies."""
    last = min(period.last, as_of)
    rows = living(units).on(last).filter(established_on__lte=owed_from(frequency, period))
    if frequency.applies_if == AppliesIf.HAS_COMMITTEE:
        posts = CommitteePost.objects.on(last).exclude(kind__in=WITHOUT_COMMITTEE)
        return rows.filter(Exists(posts.filter(unit=OuterRef("pk"))))
    if frequency.applies_if == AppliesIf.HAS_GROUPS:
        return rows.filter(Exists(UnitGroups.objects.on(last).filter(unit=OuterRef("pk"), number__gt=0)))
    return rows


def has_held(code: str, period: Period, as_of: datetime.date) -> Q:
    """Condition on party units: a kind is on record for the period, alone or joint, by the end of `as_of`."""
    held = Activity.objects.standing(as_of).filter(kind__code=code).held(period.first, min(period.last, as_of))
    joint = JointUnit.objects.filter(unit=OuterRef("pk"), activity__in=held.values("pk"))
    return Q(Exists(held.filter(unit=OuterRef("pk")))) | Q(Exists(joint))


def frequency_of(code: str, day: datetime.date) -> ActivityFrequency | None:
    return ActivityFrequency.objects.on(day).filter(kind__code=code, kind__is_active=True).first()


def lacking(code: str, period: Period, as_of: datetime.date) -> QuerySet:
    """Branches that owe at least one of a kind in the period and have none on record. Empty without a frequency."""
    frequency = frequency_of(code, period.last)
    if frequency is None:
        return PartyUnit.objects.none()
    return owing(frequency, period, as_of).exclude(has_held(code, period, as_of))


# ---- the calendar of one branch


@dataclass(frozen=True)
class Cell:
    """One kind in one period."""

    period: Period
    due: Due
    held: tuple[Activity, ...]
    wanted: int

    @property
    def tone(self) -> str:
        return DUE_TONES[self.due]

    @property
    def words(self) -> str:
        count = f"{len(self.held)}次" if len(self.held) > 1 or (self.held and self.wanted > 1) else ""
        return f"{self.period.label}{count or self.due.label}"

    @property
    def is_gap(self) -> bool:
        return self.due in (Due.LATE, Due.OPEN)


@dataclass
class Line:
    """One kind through the year; `frequency` is None where nothing is asked for."""

    kind: object
    frequency: ActivityFrequency | None
    cells: list[Cell] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True)
class Calendar:
    unit: PartyUnit
    year: int
    lines: list[Line]

    @property
    def open(self) -> list[tuple[Line, Cell]]:
        """Due in a period that still runs; the one that ends first comes first."""
        found = [(line, cell) for line in self.lines for cell in line.cells if cell.due == Due.OPEN]
        return sorted(found, key=lambda one: one[1].period.last)

    @property
    def late(self) -> list[tuple[Line, Cell]]:
        found = [(line, cell) for line in self.lines for cell in line.cells if cell.due == Due.LATE]
        return sorted(found, key=lambda one: one[1].period.last, reverse=True)


def calendar_of(unit: PartyUnit, year: int, today: datetime.date | None = None) -> Calendar:
    """Five queries, whatever the year was like."""
    today = today or clock.today()
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    held = defaultdict(list)
    rows = Activity.objects.standing(today).of_unit(unit).held(first, last).select_related("kind", "unit")
    for activity in rows.order_by("held_on", "pk"):
        held[activity.kind_id].append(activity)
    asked = ActivityFrequency.objects.on(min(today, last)).filter(kind__is_active=True).select_related("kind")
    conditions = _Conditions(unit, first, last)
    lines = []
    for frequency in asked.order_by("kind__order", "kind__code"):
        line = Line(frequency.kind, frequency)
        for period in periods.of_year(frequency.per, year):
            line.cells.append(_cell(frequency, period, held[frequency.kind_id], conditions, today))
        line.count = len(held[frequency.kind_id])
        if line.count or any(cell.due != Due.EXEMPT for cell in line.cells):
            lines.append(line)
    return Calendar(unit, year, lines)


def _cell(frequency, period: Period, held: list[Activity], conditions: "_Conditions", today) -> Cell:
    those = tuple(one for one in held if period.first <= one.held_on <= period.last)
    if len(those) >= frequency.at_least:
        due = Due.DONE
    elif not conditions.owes(frequency, period, today):
        due = Due.EXEMPT
    elif today < owed_from(frequency, period):
        due = Due.AHEAD
    else:
        due = Due.OPEN if today <= period.last else Due.LATE
    return Cell(period, due, those, frequency.at_least)


class _Conditions:
    """The same question as `owing`, for one branch and without a query for each period."""

    def __init__(self, unit: PartyUnit, first: datetime.date, last: datetime.date):
        self.unit = unit
        self.is_living = living(PartyUnit.objects.filter(pk=unit.pk)).exists()
        over = Q(valid_to=None) | Q(valid_to__gte=first)
        posts = CommitteePost.objects.filter(over, unit=unit, valid_from__lte=last)
        self.committee = list(posts.exclude(kind__in=WITHOUT_COMMITTEE).values_list("valid_from", "valid_to"))
        groups = UnitGroups.objects.filter(over, unit=unit, valid_from__lte=last, number__gt=0)
        self.groups = list(groups.values_list("valid_from", "valid_to"))

    def owes(self, frequency: ActivityFrequency, period: Period, today: datetime.date) -> bool:
        last = min(period.last, max(today, period.first))
        unit = self.unit
        stands = unit.established_on <= owed_from(frequency, period)
        stands = stands and (unit.dissolved_on is None or unit.dissolved_on > last)
        if not (self.is_living and stands):
            return False
        if frequency.applies_if == AppliesIf.HAS_COMMITTEE:
            return any(_holds(span, last) for span in self.committee)
        if frequency.applies_if == AppliesIf.HAS_GROUPS:
            return any(_holds(span, last) for span in self.groups)
        return True


def _holds(span: tuple, day: datetime.date) -> bool:
    return span[0] <= day and (span[1] is None or span[1] >= day)
