"""The only writers of facts and of their projection."""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from core import clock
from core.dated.models import DatedFact, ProjectionDay
from core.workflow.errors import Refusal

ONE_DAY = datetime.timedelta(days=1)


class FactRefused(Refusal):
    """The dates do not fit; the sentence names both facts."""


def _rows(model: type[DatedFact], subject, key: dict):
    return model.objects.filter(**{model.subject_field: subject}, **key)


def _span(fact: DatedFact) -> str:
    return f"{fact.valid_from:%Y-%m-%d}至{f'{fact.valid_to:%Y-%m-%d}' if fact.valid_to else '今'}"


def _refuse_overlap(fact: DatedFact) -> None:
    """Say in words what the exclusion constraint would only refuse."""
    if fact.valid_to is not None and fact.valid_to < fact.valid_from:
        raise FactRefused(f"终止日期{fact.valid_to:%Y-%m-%d}早于起始日期{fact.valid_from:%Y-%m-%d}。")
    others = _rows(type(fact), fact.subject, fact.key).exclude(pk=fact.pk)
    met = others.filter(Q(valid_to=None) | Q(valid_to__gte=fact.valid_from))
    if fact.valid_to is not None:
        met = met.filter(valid_from__lte=fact.valid_to)
    other = met.order_by("valid_from").first()
    if other:
        name = fact._meta.verbose_name
        raise FactRefused(f"{name}（{_span(fact)}）与另一条记录（{_span(other)}）日期重叠，请先调整。")


def _hold(subject) -> None:
    type(subject)._base_manager.select_for_update(of=("self",), no_key=True).only("pk").get(pk=subject.pk)


@dataclass(frozen=True)
class Foreseen:
    """What set_fact would do: which fact it ends, and which later one limits it."""

    current: DatedFact | None
    following: DatedFact | None
    is_same: bool

    @property
    def valid_to(self) -> datetime.date | None:
        return self.following.valid_from - ONE_DAY if self.following else None


def foresee(
    model: type[DatedFact], subject, *, values: dict, valid_from: datetime.date, key: dict | None = None
) -> Foreseen:
    """Two queries, nothing written. Raises FactRefused where set_fact would."""
    rows = _rows(model, subject, key or {})
    current = rows.on(valid_from).first()
    is_same = current is not None and all(getattr(current, name) == value for name, value in values.items())
    if current and not is_same and current.valid_from == valid_from:
        raise FactRefused(f"{valid_from:%Y-%m-%d}起已有一条{model._meta.verbose_name}记录，请用“更正”修改该记录。")
    following = rows.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    return Foreseen(current, following, is_same)


@transaction.atomic
def set_fact(
    model: type[DatedFact],
    subject,
    *,
    values: dict,
    valid_from: datetime.date,
    key: dict | None = None,
    document: str = "",
) -> DatedFact:
    """From `valid_from` on, the fact is `values`; what was in force before ends the day before.

    A fact entered between two others lasts until the day before the next. The same first day with other values is a
    correction: use correct_fact. Equal values already in force change nothing and are returned.
    Three queries and the projection.
    """
    key = key or {}
    _hold(subject)
    foreseen = foresee(model, subject, values=values, valid_from=valid_from, key=key)
    current = foreseen.current
    if current and foreseen.is_same:
        return current
    if current:
        current.valid_to = valid_from - ONE_DAY
        current.save(update_fields=["valid_to"])
    said = {**key, **values, "valid_from": valid_from, "valid_to": foreseen.valid_to, "document": document}
    fact = model(**{model.subject_field: subject}, **said)
    fact.save(force_insert=True)
    fact.is_new = True
    project(model, subject, key)
    return fact


@transaction.atomic
def restate(
    model: type[DatedFact], subject, *, values: dict | None, today: datetime.date, key: dict | None = None
) -> None:
    """What a source without dates says now: from `today` on; what began today is put right. None: nothing is so."""
    current = _rows(model, subject, key or {}).on(today).first()
    if current and current.valid_from == today:
        _restate_today(current, values)
    elif values is not None:
        set_fact(model, subject, values=values, valid_from=today, key=key)
    elif current:
        end_fact(current, last_day=today - ONE_DAY)


def _restate_today(current: DatedFact, values: dict | None) -> None:
    """Back to what the day before said leaves no trace in the facts; the history tables keep both."""
    earlier = _rows(type(current), current.subject, current.key).filter(valid_to=current.valid_from - ONE_DAY).first()
    if values is None and earlier is None:
        take_back(current)
    elif values is None:
        raise FactRefused(f"{current._meta.verbose_name}今天已变更过一次，请用“更正”修改该记录。")
    elif earlier and all(getattr(earlier, name) == value for name, value in values.items()):
        take_back(current)
    else:
        correct_fact(current, values=values)


@transaction.atomic
def correct_fact(fact: DatedFact, *, values: dict, document: str | None = None) -> None:
    """The record was wrong from its first day. What it said before stays in the history tables.

    `values` may move the dates as well; raises FactRefused, naming the other fact, where they meet another one.
    """
    _hold(fact.subject)
    for name, value in values.items():
        setattr(fact, name, value)
    if document is not None:
        fact.document = document
    _refuse_overlap(fact)
    fact.save(update_fields=[*values, *(["document"] if document is not None else [])])
    project(type(fact), fact.subject, fact.key)


@transaction.atomic
def end_fact(fact: DatedFact, *, last_day: datetime.date, document: str = "") -> None:
    """`last_day` is the last day in force. Raises FactRefused when it lies before the first day."""
    if last_day < fact.valid_from:
        raise FactRefused(
            f"终止日期{last_day:%Y-%m-%d}早于该{fact._meta.verbose_name}的起始日期{fact.valid_from:%Y-%m-%d}。"
        )
    _hold(fact.subject)
    fact.valid_to = last_day
    _refuse_overlap(fact)
    fact.document = document or fact.document
    fact.save(update_fields=["valid_to", "document"])
    project(type(fact), fact.subject, fact.key)


@transaction.atomic
def take_back(fact: DatedFact) -> None:
    """Undo set_fact: the fact goes, and the one that it ended lasts as long as it did itself."""
    subject, key, model = fact.subject, fact.key, type(fact)
    _hold(subject)
    earlier = _rows(model, subject, key).filter(valid_to=fact.valid_from - ONE_DAY).first()
    valid_to = fact.valid_to
    fact.delete()
    if earlier:
        earlier.valid_to = valid_to
        earlier.save(update_fields=["valid_to"])
    project(model, subject, key)


@transaction.atomic
def take_out(fact: DatedFact) -> None:
    """The record should never have been; its neighbours keep their dates. It stays in the history tables."""
    subject, key, model = fact.subject, fact.key, type(fact)
    _hold(subject)
    fact.delete()
    project(model, subject, key)


def project(model: type[DatedFact], subject, key: dict) -> None:
    """Bring the subject's current columns to what the facts say today. The caller holds the subject's row."""
    fact = _rows(model, subject, key).on(clock.today()).first()
    columns = model.projection(fact, key)
    if columns:
        type(subject)._base_manager.filter(pk=subject.pk).update(**columns)
        for name, value in columns.items():
            setattr(subject, name, value)


def mark_tables(sender, using, **kwargs) -> None:
    """Receiver of post_migrate: a new fact table is empty, so its projection is up to date today."""
    for model in fact_models():
        if model._meta.app_config is sender:
            ProjectionDay.objects.using(using).get_or_create(
                table=model._meta.label, defaults={"flipped_to": clock.today()}
            )


def fact_models() -> list[type[DatedFact]]:
    return [m for m in apps.get_models() if issubclass(m, DatedFact)]


def flip(today: datetime.date) -> int:
    """Turn over projections of facts that begin or ended since the last turn; returns how many keys changed hands.

    Future-dated facts take effect without any write on their day; this is the step that shows it. Safe to repeat.
    """
    return sum(_flip_table(model, today) for model in fact_models())


@transaction.atomic
def _flip_table(model: type[DatedFact], today: datetime.date) -> int:
    mark, _ = ProjectionDay.objects.select_for_update(no_key=True).get_or_create(
        table=model._meta.label, defaults={"flipped_to": datetime.date(1900, 1, 1)}
    )
    begun = Q(valid_from__gt=mark.flipped_to, valid_from__lte=today)
    ended = Q(valid_to__gte=mark.flipped_to, valid_to__lt=today)
    names = [f"{model.subject_field}_id", *model.key_fields]
    rows = model._base_manager.filter(begun | ended).order_by().values_list(*names).distinct()
    subjects = model._meta.get_field(model.subject_field).related_model
    for subject_id, *key in rows.iterator():
        subject = subjects._base_manager.select_for_update(of=("self",), no_key=True).get(pk=subject_id)
        project(model, subject, dict(zip(model.key_fields, key, strict=True)))
    mark.flipped_to = today
    mark.save(update_fields=["flipped_to"])
    return rows.count()
