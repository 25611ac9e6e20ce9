"""What is asked about classes and hours."""

import datetime
from decimal import Decimal

from django.db.models import Count, DecimalField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from party_building.training.models import ClassSignUp, TrainingClass
from party_building.training.states import SignUpState
from registry.organizations.models import OrganizationQuerySet

YEAR_END = (12, 31)


def year_of(year: int, as_of: datetime.date | None = None) -> tuple[datetime.date, datetime.date]:
    """First and last day of the year, the last one not after `as_of`."""
    last = datetime.date(year, *YEAR_END)
    return datetime.date(year, 1, 1), min(last, as_of) if as_of else last


def open_seats(training_class: TrainingClass) -> int:
    return max(0, training_class.capacity - training_class.sign_ups.listed().count())


def with_counts(rows):
    """Classes with `signed`, `waiting`, `attended`, and `bodies`: how many organizations came."""
    of_class = ClassSignUp.objects.filter(training_class=OuterRef("pk")).order_by().values("training_class")

    def number(found, what="pk", *, distinct=False):
        return Coalesce(Subquery(found.annotate(n=Count(what, distinct=distinct)).values("n")), 0)

    came = of_class.filter(state=SignUpState.ATTENDED)
    return rows.annotate(
        signed=number(of_class.listed()),
        waiting=number(of_class.filter(state=SignUpState.WAITING)),
        attended=number(came),
        bodies=number(came, "organization", distinct=True),
    )


def with_hours(rows: OrganizationQuerySet, first: datetime.date, last: datetime.date):
    """Organizations with `class_count`, `attendances` (人次) and `training_hours` between two days, both included."""
    came = ClassSignUp.objects.attended(first, last).filter(organization=OuterRef("pk")).order_by()
    came = came.values("organization")
    hours = came.annotate(n=Sum("training_class__hours")).values("n")
    return rows.annotate(
        class_count=Coalesce(Subquery(came.annotate(n=Count("training_class", distinct=True)).values("n")), 0),
        attendances=Coalesce(Subquery(came.annotate(n=Count("pk")).values("n")), 0),
        training_hours=Coalesce(Subquery(hours, output_field=DecimalField()), Decimal(0), output_field=DecimalField()),
    )


def hours_of_persons(organization_id: int, year: int) -> list[dict]:
    """{name, classes, hours} of the organization's people in the year, most hours first. One query."""
    came = ClassSignUp.objects.attended(*year_of(year)).filter(organization=organization_id)
    rows = came.values("name").annotate(classes=Count("training_class"), hours=Sum("training_class__hours"))
    return list(rows.order_by("-hours", "name"))
