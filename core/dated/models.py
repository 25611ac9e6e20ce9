"""Facts with dates: the truth. Current columns on the subject are a projection of them, never written by hand.

`valid_to` is inclusive and null while the fact is open; a successor ends its predecessor the day before it begins.
"""

import datetime
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def no_overlap(name: str, *fields: str, message: str, condition: Q | None = None) -> ExclusionConstraint:
    """Two facts of the same subject (and key) may not share a day; with `condition`, among those that meet it."""
    return ExclusionConstraint(
        name=name,
        condition=condition,
        expressions=[
            *((field, "=") for field in fields),
            (DateRange(F("valid_from"), F("valid_to"), Value("[]")), "&&"),
        ],
        violation_error_message=message,
    )


def in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
        violation_error_message="终止日期不能早于起始日期。",
    )


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        """Facts in force on `day`, first and last day included."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class DatedFact(models.Model):
    """Base of every fact table.

    `subject_field` names the foreign key to the subject; `key_fields` tell facts of one subject apart (the kind of a
    responsibility); `value_fields` are what the fact says. `projection(fact)` gives the subject's current columns,
    with `fact=None` where nothing is in force.
    """

    subject_field: ClassVar[str] = "organization"
    key_fields: ClassVar[tuple[str, ...]] = ()
    value_fields: ClassVar[tuple[str, ...]] = ()
    is_new = False  # True on the row that set_fact has just written, not on one that said the same already

    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")
    document = models.CharField("依据文书", max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def projection(cls, fact, key: dict) -> dict:
        """Columns of the subject that this fact sets today; `key` says which one when `fact` is None."""
        return {}

    def is_on(self, day: datetime.date) -> bool:
        """In force on `day`, first and last day included: what the queryset's `on` asks the database."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)

    @property
    def subject(self):
        return getattr(self, self.subject_field)

    @property
    def key(self) -> dict:
        return {name: getattr(self, name) for name in self.key_fields}


class ProjectionDay(models.Model):
    """Up to which day the projection of a fact table has been turned over; one row per table."""

    table = models.CharField(max_length=60, unique=True)
    flipped_to = models.DateField()
