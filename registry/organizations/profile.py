"""What the organization page shows: who answers for it, what is true of it since when, what happened to it."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.dated.models import DatedFact
from core.departments.names import names_on, region_names_on
from registry.organizations.facts import (
    FACT_MODELS,
    FactCorrection,
    FactRecording,
    OrganizationAddress,
    OrganizationHeadcount,
    OrganizationName,
    OrganizationStanding,
    Responsibility,
    said,
)
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind, Standing, SupervisionMode

NOBODY_ABOVE = (SupervisionMode.DIRECT, SupervisionMode.DECOUPLED)


@dataclass(frozen=True)
class FactRow:
    """One fact as a line of the page; `words` are (label, value) pairs."""

    fact: DatedFact
    title: str
    words: list[tuple[str, str]]
    is_current: bool
    recording: FactRecording | None = None

    @property
    def key(self) -> str:
        return type(self.fact)._meta.model_name

    @property
    def anchor(self) -> str:
        return f"{self.key}-{self.fact.pk}"


@dataclass(frozen=True)
class FactGroup:
    title: str
    rows: list[FactRow]


def title(fact: DatedFact) -> str:
    return fact.get_kind_display() if isinstance(fact, Responsibility) else str(fact._meta.verbose_name)


Recordings = dict[tuple[str, int], FactRecording]


def recordings_of(organization: Organization) -> list[FactRecording]:
    """Changes that were taken down on a page, withdrawn ones included. One query."""
    rows = FactRecording.objects.filter(organization=organization)
    return list(rows.select_related("user", "department", "file"))


def by_fact(recordings: list[FactRecording]) -> Recordings:
    return {(one.fact_type, one.fact_id): one for one in recordings if one.withdrawn_at is None}


def _row(fact: DatedFact, recordings: Recordings, *, is_current: bool) -> FactRow:
    recording = recordings.get((fact._meta.label, fact.pk))
    return FactRow(fact, title(fact), list(said(fact).items()), is_current, recording)


def groups(facts: list[DatedFact], day: datetime.date, recordings: Recordings | None = None) -> list[FactGroup]:
    """Facts that had begun on `day`, by kind, in the order of the page."""
    found = []
    for model in FACT_MODELS:
        rows = [
            _row(fact, recordings or {}, is_current=fact.is_on(day))
            for fact in facts
            if isinstance(fact, model) and fact.valid_from <= day
        ]
        if rows:
            found.append(FactGroup(str(model._meta.verbose_name), rows))
    return found


def upcoming(facts: list[DatedFact], recordings: Recordings) -> list[FactRow]:
    """Changes that are taken down and have not begun, the next one first."""
    later = sorted((fact for fact in facts if fact.valid_from > clock.today()), key=lambda fact: fact.valid_from)
    return [_row(fact, recordings, is_current=False) for fact in later]


def former_names(facts: list[DatedFact], day: datetime.date) -> list[OrganizationName]:
    return [fact for fact in facts if isinstance(fact, OrganizationName) and fact.valid_to and fact.valid_to < day]


# -- responsibility chain --------------------------------------------------------------------------------------------


def chain(organization: Organization, facts: list[DatedFact], day: datetime.date) -> list[dict]:
    """登记机关│监督管理机关│业务主管单位│行业管理部门│属地│党建责任单位, each with the day it began to answer."""
    offices = {fact.kind: fact for fact in facts if isinstance(fact, Responsibility) and fact.is_on(day)}
    called = names_on([fact.department_id for fact in offices.values()], day) if day != clock.today() else {}
    links = [_office(kind, offices.get(kind), organization, called) for kind in ResponsibilityKind]
    party = links.pop()
    return [*links, _place(facts, day), party]


def _office(
    kind: ResponsibilityKind, fact: Responsibility | None, organization: Organization, called: dict[int, str]
) -> dict:
    """`called`: names on the day of offices that are called differently now."""
    if fact:
        return {"role": kind.label, "name": called.get(fact.department_id, fact.department.name), "note": _since(fact)}
    if kind == ResponsibilityKind.BUSINESS and organization.supervision_mode in NOBODY_ABOVE:
        return {"role": kind.label, "name": "无", "note": organization.get_supervision_mode_display()}
    return {"role": kind.label, "name": "", "note": ""}


def _place(facts: list[DatedFact], day: datetime.date) -> dict:
    for fact in facts:
        if isinstance(fact, OrganizationAddress) and fact.is_on(day) and fact.region:
            upper = fact.region.parent
            called = region_names_on([fact.region_id, fact.region.parent_id], day) if day != clock.today() else {}
            here = called.get(fact.region_id, fact.region.name)
            name = f"{called.get(upper.pk, upper.name)}·{here}" if upper and upper.level >= 2 else here
            return {"role": "属地", "name": name, "note": _since(fact)}
    return {"role": "属地", "name": "", "note": ""}


def _since(fact: DatedFact) -> str:
    return f"{fact.valid_from:%Y-%m-%d}起"


# -- timeline --------------------------------------------------------------------------------------------------------


def timeline(
    organization: Organization,
    facts: list[DatedFact],
    day: datetime.date,
    recordings: list[FactRecording] | None = None,
) -> list[dict]:
    """Facts, corrections, and what other capabilities contribute, newest first."""
    noted, recordings = by_fact(recordings or []), recordings or []
    shown = [fact for fact in facts if fact.valid_from <= day and _is_event(fact, organization)]
    entries = [_fact_entry(fact, noted.get((fact._meta.label, fact.pk))) for fact in shown]
    entries += [_withdrawn_entry(one) for one in recordings if one.withdrawn_at and _was_by(one.withdrawn_at, day)]
    if organization.registered_on and organization.registered_on <= day:
        entries.append(_entry("成立登记", clock.start_of(organization.registered_on), tone="ok"))
    corrections = FactCorrection.objects.filter(organization=organization, at__lt=clock.end_of(day))
    entries += [_correction_entry(one) for one in corrections.select_related("user", "department")]
    for path in settings.ORGANIZATION_TIMELINE:
        entries += import_string(path)(organization, day)
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)


def _is_event(fact: DatedFact, organization: Organization) -> bool:
    """What was true from the first day is the registration itself, not an event of its own."""
    return fact.valid_from != organization.registered_on and not isinstance(fact, OrganizationHeadcount)


def _entry(title: str, at, *, who: str = "", text: str = "", tone: str = "", url: str = "") -> dict:
    return {"title": title, "at": at, "who": who, "text": text, "tone": tone, "url": url, "is_day": True}


def _was_by(at: datetime.datetime, day: datetime.date) -> bool:
    return clock.date_of(at) <= day


def _who(one: FactRecording) -> str:
    return " · ".join(str(part) for part in (one.department, one.user) if part)


def _withdrawn_entry(one: FactRecording) -> dict:
    text = f"原定{one.valid_from:%Y-%m-%d}起：{'；'.join(one.words.values())}。理由：{one.withdrawn_because}"
    return {**_entry("撤回登记变更", one.withdrawn_at, who=_who(one), text=text), "is_day": False}


def _fact_entry(fact: DatedFact, recording: FactRecording | None = None) -> dict:
    words = "；".join(f"{label}：{value}" for label, value in said(fact).items())
    tone = "danger" if isinstance(fact, OrganizationStanding) and fact.standing != Standing.CLEAR else ""
    source = f"依据：{fact.document}" if fact.document else ""
    if recording and recording.is_late:
        noted = f"{clock.date_of(recording.recorded_at):%Y-%m-%d}补录（{_who(recording)}）"
        source = " · ".join(part for part in (source, noted) if part)
        words = f"{words}。补录理由：{recording.reason}" if recording.reason else words
    return _entry(f"{title(fact)}变更", clock.start_of(fact.valid_from), text=words, who=source, tone=tone)


def _correction_entry(one: FactCorrection) -> dict:
    before = "；".join(one.before.values())
    after = "；".join(one.after.values())
    who = " · ".join(str(part) for part in (one.department, one.user) if part)
    text = f"由“{before}”更正为“{after}”。理由：{one.reason}"
    return {**_entry("更正记录", one.at, who=who, text=text), "is_day": False}


# -- tabs ------------------------------------------------------------------------------------------------------------

OVERVIEW = "staff:organizations:detail"


def tabs(organization: Organization, actor: Actor, current: str, day: datetime.date) -> list[dict]:
    """概况 and the panels of other capabilities that exist and that the seat may open, each on the same day."""
    found, query = [], "" if day == clock.today() else f"?as_of={day:%Y-%m-%d}"
    for label, url_name, permission in [("概况", OVERVIEW, "organizations.view"), *settings.ORGANIZATION_TABS]:
        if not actor.can(permission):
            continue
        try:
            url = reverse(url_name, args=[organization.pk])
        except NoReverseMatch:
            continue
        found.append({"label": label, "url": url + query, "is_current": url_name == current})
    return found
