"""What the facts of a day ask for. Each function gives rows with `since`, the first day of it, and its numbers."""

import datetime

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest

from party_building.coverage import queries as coverage
from party_building.instructors.models import Dispatch
from party_building.instructors.queries import instructed
from party_building.party_counts.models import PartyCount
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit
from party_building.party_units.states import BUILT, UnitForm, UnitLevel
from registry.organizations.facts import OrganizationHeadcount
from registry.organizations.models import Organization

ONE_DAY = datetime.timedelta(days=1)
LONG_AGO = datetime.date(1949, 10, 1)
MANY = 3  # persons make a committee: a secretary and a deputy are none


def _next_day(expression):
    """The day after; the database makes a moment of a day and an interval."""
    moment = ExpressionWrapper(expression + ONE_DAY, DateTimeField())
    return Coalesce(Cast(moment, DateField()), Value(LONG_AGO, DateField()))


def _after(rows: QuerySet, day: datetime.date):
    """The day after the last of these facts of the organization that was over by `day`; long ago where none was."""
    over = rows.filter(organization=OuterRef("pk"), valid_to__lt=day).order_by().values("organization")
    last = over.annotate(last=Max("valid_to")).values("last")
    return _next_day(Subquery(last))


def _without_unit_since(day: datetime.date):
    return _after(CoverageLink.objects.filter(kind__in=BUILT), day)


def _reached(model, column: str, number: int, day: datetime.date):
    """First day of the run of facts up to `day` in which `column` was at least `number` all the time."""
    facts = model.objects.filter(organization=OuterRef("pk"), valid_from__lte=day).order_by()
    below = facts.filter(**{f"{column}__lt": number}).values("organization").annotate(last=Max("valid_to"))
    first = facts.values("organization").annotate(first=Min("valid_from"))
    return Greatest(Subquery(first.values("first")), _next_day(Subquery(below.values("last"))))


def active(day: datetime.date, only: int | None = None):
    """The organizations in the register on `day`; one of them where its id is given."""
    rows = Organization.objects.as_of(day).active()
    return rows if only is None else rows.filter(pk=only)


def to_establish(day: datetime.date, number: int, only: int | None = None):
    """应建未建: at least `number` formal members among the full-time staff, no own and no joint unit."""
    counts = PartyCount.objects.on(day).filter(organization=OuterRef("pk"))
    rows = coverage.without_built(active(day, only), day).annotate(
        members=Subquery(counts.values("formal_full_time")[:1])
    )
    since = Greatest(_reached(PartyCount, "formal_full_time", number, day), _without_unit_since(day))
    return rows.filter(members__gte=number).annotate(since=since)


def to_serve_staff(day: datetime.date, number: int, only: int | None = None):
    """At least `number` people employed, no unit; without a single member an instructor is what the rule asks for."""
    staff = OrganizationHeadcount.objects.on(day).filter(organization=OuterRef("pk"))
    rows = coverage.without_built(coverage.with_members(active(day, only), day), day)
    rows = rows.annotate(staff=Subquery(staff.values("full_time_staff")[:1])).filter(staff__gte=number)
    rows = rows.exclude(formal=0, pk__in=instructed(day))
    return rows.annotate(
        since=Greatest(_reached(OrganizationHeadcount, "full_time_staff", number, day), _without_unit_since(day))
    )


def to_instruct(day: datetime.date, only: int | None = None):
    """应派未派: no unit and no instructor."""
    rows = coverage.without_built(active(day, only), day).exclude(pk__in=instructed(day))
    left = _after(Dispatch.objects.all(), day)
    begun = Coalesce(F("registered_on"), Value(LONG_AGO, DateField()))
    return rows.annotate(since=Greatest(begun, _without_unit_since(day), left))


def of_units(day: datetime.date):
    """Units of organizations on `day`: `formal_count` (of all bodies they cover), `body_count`, `posts_held`."""
    links = CoverageLink.objects.on(day).filter(unit=OuterRef("pk"), is_functional=False).order_by()
    counted = PartyCount.objects.on(day).filter(
        Exists(
            CoverageLink.objects.on(day).filter(organization=OuterRef("organization"), unit=OuterRef(OuterRef("pk")))
        )
    )
    members = counted.order_by().annotate(one=Value(1)).values("one").annotate(n=Sum("formal_full_time")).values("n")
    bodies = links.values("unit").annotate(n=Count("pk")).values("n")
    posts = CommitteePost.objects.on(day).filter(unit=OuterRef("pk")).order_by()
    return (
        PartyUnit.objects.on(day)
        .of_organizations()
        .exclude(form=UnitForm.FUNCTIONAL)
        .annotate(
            formal_count=Coalesce(Subquery(members), 0),
            body_count=Coalesce(Subquery(bodies), 0),
            posts_held=Coalesce(Subquery(posts.values("unit").annotate(n=Count("pk")).values("n")), 0),
        )
    )


def without_committee(day: datetime.date, number: int):
    return of_units(day).filter(formal_count__gte=number, posts_held__lt=MANY)


def below_level(day: datetime.date, number: int, *levels: UnitLevel, under: int | None = None):
    """Units of one of the levels whose members reach `number` (and stay below `under`), without units below them."""
    rows = of_units(day).filter(level__in=levels, formal_count__gte=number)
    rows = rows if under is None else rows.filter(formal_count__lt=under)
    return rows.filter(~Exists(PartyUnit.objects.on(day).filter(parent=OuterRef("pk"))))


def too_many_bodies(day: datetime.date, number: int):
    return of_units(day).filter(Q(form=UnitForm.JOINT), body_count__gt=number)


def too_many_members(day: datetime.date, number: int):
    rows = of_units(day).filter(level=UnitLevel.BRANCH, formal_count__gt=number)
    return rows.filter(~Exists(PartyUnit.objects.on(day).filter(parent=OuterRef("pk"))))
