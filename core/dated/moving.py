"""Facts that name something that ends are said anew of what follows it: the past keeps what it said."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core.dated.actions import correct_fact, end_fact, project, set_fact
from core.dated.models import DatedFact


def naming(model: type[DatedFact], field: str, old: Iterable[int], day: datetime.date) -> QuerySet:
    """Facts in force on `day` or later that name one of `old` in `field`."""
    return model._base_manager.filter(Q(valid_to=None) | Q(valid_to__gte=day), **{f"{field}__in": list(old)})


def repoint(
    model: type[DatedFact], field: str, pairs: dict[int, int | None], *, day: datetime.date, document: str
) -> set[int]:
    """From `day` on, facts that name a key of `pairs` name its value; with None they end the day before.

    A fact that began before is followed by a new one with `document`; one that begins later is corrected. Returns the
    keys of the subjects. About six queries a fact; facts of a subject follow each other in time.
    """
    attribute = model._meta.get_field(field).attname
    touched = set()
    found = naming(model, field, pairs, day).select_related(model.subject_field).order_by("valid_from", "pk")
    for fact in list(found):
        new = pairs[getattr(fact, attribute)]
        touched.add(fact.subject.pk)
        if new is None:
            _end(fact, day, document)
        elif fact.valid_from >= day:
            correct_fact(fact, values={attribute: new}, document=document)
        else:
            _follow(fact, {attribute: new}, day, document)
    return touched


def _end(fact: DatedFact, day: datetime.date, document: str) -> None:
    """A fact that would begin on the day or later never comes into force."""
    if fact.valid_from >= day:
        fact.delete()
        project(type(fact), fact.subject, fact.key)
        return
    end_fact(fact, last_day=day - datetime.timedelta(days=1), document=document)


def _follow(fact: DatedFact, changed: dict, day: datetime.date, document: str) -> None:
    kept = {model_field.attname: getattr(fact, model_field.attname) for model_field in _values(fact)}
    last_day = fact.valid_to
    after = set_fact(
        type(fact), fact.subject, values={**kept, **changed}, valid_from=day, key=fact.key, document=document
    )
    if last_day is not None and after.valid_to is None:
        end_fact(after, last_day=last_day, document=document)


def _values(fact: DatedFact) -> list:
    return [fact._meta.get_field(name) for name in fact.value_fields]
