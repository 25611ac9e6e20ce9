"""登记变更 from a page: one change by its verb, with who took it down and why; tried out first, taken back while it
has not begun."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.access.scope import EVERYTHING
from core.dated import actions as dated
from core.dated.models import DatedFact
from core.files.models import StoredFile
from core.forms import check_version
from core.indicators.base import all_indicators
from core.indicators.models import IndicatorSnapshot
from core.workflow.errors import Refusal, WrongState
from registry.organizations.actions.changing import touched
from registry.organizations.actions.competence import hold
from registry.organizations.facts import FactRecording, said
from registry.organizations.models import Organization

Change = Callable[[Organization], DatedFact | None]


class NothingChanges(Refusal):
    """The fact in force says the same already."""


@transaction.atomic
def record(
    organization: Organization,
    *,
    actor: Actor,
    version: int | None,
    change: Change,
    valid_from: datetime.date,
    document: str,
    reason: str = "",
    file: StoredFile | None = None,
) -> FactRecording:
    """Call `change` (a verb of the register) and keep the record of it.

    Raises StaleVersion, NothingChanges, and Refusal where the change begins before today and says no reason: it alters
    figures of days that are over.
    """
    check_version(organization, version)
    if valid_from < clock.today() and not reason.strip():
        raise Refusal("生效日期早于今天，属于补录，请写明理由。")
    fact = _changed(organization, actor, change, valid_from)
    return FactRecording.objects.create(
        organization=organization,
        fact_type=fact._meta.label,
        fact_id=fact.pk,
        words=said(fact),
        valid_from=valid_from,
        document=document,
        reason=reason.strip(),
        file=file,
        user_id=actor.user_id,
        department_id=actor.department_id,
        recorded_at=clock.now(),
    )


def _changed(organization: Organization, actor: Actor, change: Change, valid_from: datetime.date) -> DatedFact:
    hold(organization, actor, "登记变更")
    fact = change(organization)
    if fact is None or not (fact.is_new or fact.valid_to == valid_from - dated.ONE_DAY):
        raise NothingChanges("填写的内容与当日有效的记录相同，不需要变更。")
    return fact


@dataclass(frozen=True)
class Rehearsal:
    """What a change would do. `indicators`: (title, is counted before, is counted after) on its first day;
    `sealed`: first day, last day and number of kept figures from it on, None where there are none."""

    ends: DatedFact | None
    lasts_until: datetime.date | None
    limited_by: DatedFact | None
    indicators: list[tuple[str, bool, bool]]
    sealed: tuple[datetime.date, datetime.date, int] | None


def rehearse(
    organization_id: int, *, actor: Actor, version: int | None, change: Change, valid_from: datetime.date
) -> Rehearsal:
    """Do it and take it all back: what is refused here would be refused in earnest, with the same sentence."""
    with transaction.atomic():
        organization = Organization.objects.get(pk=organization_id)
        check_version(organization, version)
        first = min(valid_from, clock.today())
        before = _counted(organization_id, first)
        fact = _changed(organization, actor, change, valid_from)
        after = _counted(organization_id, first)
        found = Rehearsal(
            ends=_ended_by(fact, valid_from),
            lasts_until=fact.valid_to if fact.is_new else None,
            limited_by=_following(fact) if fact.is_new else None,
            indicators=[(title, was, after[title]) for title, was in before.items() if was != after[title]],
            sealed=_sealed(valid_from, fact.valid_to if fact.is_new else None),
        )
        transaction.set_rollback(True)
    return found


def _others(fact: DatedFact):
    return type(fact).objects.filter(organization=fact.organization, **fact.key).exclude(pk=fact.pk)


def _ended_by(fact: DatedFact, valid_from: datetime.date) -> DatedFact | None:
    if not fact.is_new:
        return fact
    return _others(fact).filter(valid_to=valid_from - dated.ONE_DAY).first()


def _following(fact: DatedFact) -> DatedFact | None:
    return _others(fact).filter(valid_from__gt=fact.valid_from).order_by("valid_from").first()


def _counted(organization_id: int, day: datetime.date) -> dict[str, bool]:
    """By the title of each indicator whose rows are organizations: whether it counts this one on `day`."""
    found = {}
    for one in all_indicators():
        rows = one.numerator(EVERYTHING, day)
        if rows.model is Organization:
            found[one.title] = rows.filter(pk=organization_id).exists()
    return found


def _sealed(first: datetime.date, last: datetime.date | None) -> tuple[datetime.date, datetime.date, int] | None:
    """Days from `first` on whose figures were kept: they stay as they are and will differ from a fresh count."""
    days = IndicatorSnapshot.objects.filter(as_of__gte=first, as_of__lt=clock.today())
    if last:
        days = days.filter(as_of__lte=last)
    found = list(days.order_by("as_of").values_list("as_of", flat=True).distinct())
    return (found[0], found[-1], len(found)) if found else None


@transaction.atomic
def withdraw(fact: DatedFact, *, actor: Actor, reason: str) -> None:
    """Take back a change that has not begun; the fact it would have ended lasts on. Raises WrongState, Refusal."""
    organization = fact.organization
    hold(organization, actor, f"撤回{fact._meta.verbose_name}变更")
    fact.refresh_from_db()
    if fact.valid_from <= clock.today():
        raise WrongState("该变更已经生效，不能撤回；记录有误请用“更正”。")
    if not reason.strip():
        raise Refusal("撤回须写明理由。")
    records = FactRecording.objects.filter(fact_type=fact._meta.label, fact_id=fact.pk, withdrawn_at=None)
    records.update(withdrawn_at=clock.now(), withdrawn_because=reason.strip()[:400])
    number = fact.pk
    dated.take_back(fact)
    touched(organization)
    audit.record("organizations.withdraw_change", actor=actor, subject=organization, fact=number)
