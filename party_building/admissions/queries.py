"""Where an admission stands, what comes next, from which day and until when; how much of a plan is used."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.dated.calendar import add_months, add_years
from core.indicators.rates import rate_text
from party_building.admissions.models import Admission, AdmissionPeriod, AdmissionStep
from party_building.admissions.states import (
    BIRTH,
    OPEN,
    PROLONGED,
    AdmissionState,
    PeriodKind,
    Position,
)

ONE_DAY = datetime.timedelta(days=1)
ACCEPTANCE, CONFIRMATION = "acceptance", "confirmation"
_DIGITS = "零一二三四五六七八九十"


def after(period: AdmissionPeriod, day: datetime.date) -> datetime.date:
    """The day that lies one period after `day`; years and months by the calendar, clamped to the month's end."""
    return add_months(add_years(day, period.years), period.months) + period.days * ONE_DAY


def words(period: AdmissionPeriod) -> str:
    """一年、六个月、18周岁 …"""

    def number(n: int) -> str:
        return _DIGITS[n] if n <= 10 else str(n)

    if period.from_code == BIRTH:
        return f"{period.years}周岁"
    parts = [f"{number(period.years)}年"] if period.years else []
    parts += [f"{number(period.months)}个月"] if period.months else []
    parts += [f"{number(period.days)}日"] if period.days else []
    return "".join(parts)


@dataclass
class Catalogue:
    """Steps and periods in force on a day; two queries, kept for as many admissions as are looked at."""

    day: datetime.date = field(default_factory=clock.today)

    @cached_property
    def steps(self) -> list[AdmissionStep]:
        return list(AdmissionStep.objects.on(self.day).order_by("seq"))

    @cached_property
    def periods(self) -> list[AdmissionPeriod]:
        return list(AdmissionPeriod.objects.on(self.day))

    def step(self, code: str) -> AdmissionStep | None:
        return next((step for step in self.steps if step.code == code), None)

    def named(self, code: str) -> str:
        step = self.step(code)
        return step.name if step else code

    def leading_to(self, code: str, kind: PeriodKind) -> list[AdmissionPeriod]:
        return [one for one in self.periods if one.to_code == code and one.kind == kind]


@dataclass
class Progress:
    """Of one admission, from its valid records."""

    admission: Admission
    catalogue: Catalogue

    @cached_property
    def days(self) -> dict[str, datetime.date]:
        """{code: day} of the steps taken, and of birth."""
        rows = self.admission.records.filter(is_void=False).select_related("step")
        found = {row.step.code: row.done_on for row in rows}
        if self.admission.person.birth_on:
            found[BIRTH] = self.admission.person.birth_on
        return found

    @cached_property
    def next_step(self) -> AdmissionStep | None:
        """None once all are taken or the admission is over."""
        if self.admission.state not in (*OPEN, AdmissionState.FULL):
            return None
        return next((step for step in self.catalogue.steps if step.code not in self.days), None)

    @cached_property
    def last_day(self) -> datetime.date | None:
        """Of the step taken last."""
        steps = [day for code, day in self.days.items() if code != BIRTH]
        return max(steps) if steps else None

    @cached_property
    def earliest(self) -> tuple[datetime.date, str]:
        """From which day the next step is possible, and why not before; ("" where only the order binds)."""
        step = self.next_step
        first, why = self.last_day or self.admission.applied_on, ""
        for period in self.catalogue.leading_to(step.code, PeriodKind.AT_LEAST) if step else ():
            start = self.days.get(period.from_code)
            if start is None:
                continue
            day, said = after(period, start), self._why(period, start)
            if step.code == CONFIRMATION and self.admission.prolonged_until:
                day = max(day, self.admission.prolonged_until)
                said = f"预备期已延长至{day:%Y-%m-%d}，期满后（{day:%Y-%m-%d}起）方可{step.name}"
            if day > first:
                first, why = day, said
        return first, why

    def _why(self, period: AdmissionPeriod, start: datetime.date) -> str:
        day = after(period, start)
        doing = {"activist": "列为积极分子", "acceptance": "支部大会通过接收", BIRTH: "出生"}
        aim = {"object": "列为发展对象", "confirmation": "讨论转正"}.get(
            period.to_code, self.catalogue.named(period.to_code)
        )
        said = f"{start:%Y-%m-%d}出生" if period.from_code == BIRTH else (
            f"{doing.get(period.from_code, self.catalogue.named(period.from_code))}{start:%Y-%m-%d}"
        )  # fmt: skip
        return f"{said}，满{words(period)}后（{day:%Y-%m-%d}起）方可{aim}"

    @cached_property
    def due_on(self) -> datetime.date | None:
        """By when the next step should be taken; None where nothing says so."""
        return self.latest(self.next_step.code)[0] if self.next_step else None

    def latest(self, code: str) -> tuple[datetime.date | None, str]:
        """The first limit that is not over, else the last one, and in words what it asks."""
        limits = []
        for period in self.catalogue.leading_to(code, PeriodKind.WITHIN):
            start = self.days.get(period.from_code)
            if start is not None:
                limits.append((after(period, start), period, start))
        if not limits:
            return None, ""
        limits.sort(key=lambda one: one[0])
        day, period, start = limits[0]
        said = f"{self.catalogue.named(period.from_code)}{start:%Y-%m-%d}，一般应在{words(period)}内"
        return day, f"{said}（{day:%Y-%m-%d}前）{self.catalogue.named(code)}"

    @property
    def probation_end(self) -> datetime.date | None:
        """The day on which the probation is full, without a prolongation."""
        start = self.days.get(ACCEPTANCE)
        for period in self.catalogue.leading_to(CONFIRMATION, PeriodKind.AT_LEAST):
            if period.from_code == ACCEPTANCE and start is not None:
                return after(period, start)
        return None

    def prolongation(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day to which the probation may be prolonged."""
        end = self.probation_end
        if end is None:
            return None
        least = [after(p, end) for p in self.catalogue.leading_to(PROLONGED, PeriodKind.AT_LEAST)]
        most = [after(p, end) for p in self.catalogue.leading_to(PROLONGED, PeriodKind.WITHIN)]
        return (max(least, default=end + ONE_DAY), min(most, default=datetime.date.max))


# -- numbers -------------------------------------------------------------------------------------------------------


def activists_by_organization(day: datetime.date, organizations: Collection[int] | None) -> dict[int, int]:
    """{organization id: 入党积极分子 and 发展对象 who work there on `day`}. One query."""
    rows = Admission.objects.filter(activist_on__lte=day, organization__isnull=False)
    rows = rows.filter(Q(approved_on=None) | Q(approved_on__gt=day), Q(ended_on=None) | Q(ended_on__gt=day))
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    return dict(rows.order_by().values("organization").annotate(n=Count("pk")).values_list("organization", "n"))


def used(department_id: int, year: int) -> int:
    """Accepted in the year by the branches below the organ; who was declined does not count."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Admission.objects.accepted_between(first, last).filter(unit__superior=department_id).count()


def with_used(quotas):
    """Annotates `used` as the function says it."""
    accepted = Admission.objects.filter(
        unit__superior=OuterRef("department"), accepted_on__year=OuterRef("year")
    ).order_by()
    number = accepted.values("unit__superior").annotate(n=Count("pk")).values("n")
    return quotas.annotate(used=Coalesce(Subquery(number), 0))


@dataclass(frozen=True)
class Flow:
    """Between two days, both included: how many were accepted and confirmed, and how many of those were heads."""

    accepted: int
    confirmed: int
    heads: int
    full_time: int

    @property
    def preferred(self) -> int:
        return self.heads + self.full_time

    @property
    def share(self) -> str:
        """Of heads and full-time staff among the accepted, cut off as every published rate."""
        return rate_text(self.preferred, self.accepted)


def flow(rows, first: datetime.date, last: datetime.date) -> Flow:
    """`rows` are admissions in the reader's scope. One query."""
    accepted = Q(accepted_on__gte=first, accepted_on__lte=last)
    found = rows.order_by().aggregate(
        accepted=Count("pk", filter=accepted),
        confirmed=Count("pk", filter=Q(confirmed_on__gte=first, confirmed_on__lte=last)),
        heads=Count("pk", filter=accepted & Q(position=Position.HEAD)),
        full_time=Count("pk", filter=accepted & Q(position=Position.FULL_TIME)),
    )
    return Flow(**found)
