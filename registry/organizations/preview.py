"""What a change would do, in words: before and after, which fact ends, what limits it, which figures it touches."""

import datetime
from dataclasses import dataclass

from django import forms
from django.db import models

from core import clock
from core.dated.models import DatedFact
from registry.organizations.actions import Rehearsal
from registry.organizations.facts import said
from registry.organizations.models import Organization

NOTHING = "—"


@dataclass(frozen=True)
class Preview:
    """`rows`: (label, before, after, is changed). `notes`: (tone, sentence), the weightiest first."""

    rows: list[tuple[str, str, str, bool]]
    notes: list[tuple[str, str]]
    is_late: bool


def of(form, organization: Organization, seen: Rehearsal) -> Preview:
    day = form.cleaned_data["valid_from"]
    is_late = day < clock.today()
    notes = [*_when(day, seen), *_figures(seen)]
    if seen.ends:
        notes.append(("info", f"现行记录（{_span(seen.ends)}）到{day - datetime.timedelta(days=1):%Y-%m-%d}为止。"))
    if seen.limited_by:
        notes.append(
            (
                "warning",
                f"{seen.limited_by.valid_from:%Y-%m-%d}起另有一条记录，本次变更只到{seen.lasts_until:%Y-%m-%d}为止。",
            )
        )
    return Preview(_rows(form, organization, seen.ends), notes, is_late)


def _span(fact: DatedFact) -> str:
    return f"{fact.valid_from:%Y-%m-%d}起"


def _when(day: datetime.date, seen: Rehearsal) -> list[tuple[str, str]]:
    today = clock.today()
    if day > today:
        return [("info", f"将于{day:%Y-%m-%d}生效，此前仍以现行记录为准，可以撤回。")]
    if day == today:
        return [("info", "自今天起生效。")]
    until = "今" if seen.lasts_until is None or seen.lasts_until >= today else f"{seen.lasts_until:%Y-%m-%d}"
    return [("warning", f"该记录自{day:%Y-%m-%d}起生效，将改变{day:%Y-%m-%d}至{until}的统计。须写明补录理由。")]


def _figures(seen: Rehearsal) -> list[tuple[str, str]]:
    notes = []
    if seen.indicators:
        words = "、".join(f"{title}（{'不再计入' if was else '计入'}）" for title, was, _ in seen.indicators)
        notes.append(("warning", f"涉及的统计指标：{words}。"))
    if seen.sealed:
        first, last, number = seen.sealed
        span = f"{first:%Y-%m-%d}" if number == 1 else f"{first:%Y-%m-%d}至{last:%Y-%m-%d}"
        notes.append(("warning", f"{span}已留存{number}天的统计数字，不随本次变更改动；以后按事实重新计算会有差异。"))
    return notes


def _rows(form, organization: Organization, current: DatedFact | None) -> list[tuple[str, str, str, bool]]:
    """The form's own fields: what the fact in force on that day says, and what was filled in."""
    rows = []
    for name in form.fields:
        if name in form.common:
            continue
        before, after = _before(form, name, current), _word(form, name, form.cleaned_data.get(name))
        if (before, after) != (NOTHING, NOTHING):
            rows.append((str(form.fields[name].label), before, after, before != after))
    return rows


def _before(form, name: str, current: DatedFact | None) -> str:
    return _word(form, name, getattr(current, name, None)) if current else NOTHING


def _word(form, name: str, value) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, models.Model):
        return str(value)
    field = form.fields[name]
    return str(dict(field.choices).get(value, value) if isinstance(field, forms.ChoiceField) else value)


def words_now(form_class, organization: Organization) -> str:
    """What stands on the organization now, in one line, for the page that offers the changes."""
    facts = form_class.model.objects.on(clock.today()).filter(organization=organization, **form_class.key)
    fact = facts.first()
    if fact is None:
        return "尚无记录"
    words = said(fact)
    text = "；".join(words.values() if len(words) == 1 else (f"{label} {value}" for label, value in words.items()))
    return text if len(text) <= 60 else f"{text[:60]}…"
