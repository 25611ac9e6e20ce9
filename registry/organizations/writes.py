"""What was written about an organization, by whom, when: the changes of its own row and of everything dated.

Read from the history tables, which nobody can alter; so it also shows what was put right or taken back later.
"""

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models

from core import clock
from registry.organizations import past
from registry.organizations.facts import FACT_MODELS, FactCorrection
from registry.organizations.models import Organization

SHOWN = 60
QUIET = {"id", "version", "pinyin", "initials", "slot"}  # columns that say nothing to a reader
KINDS = {"insert": "新增", "update": "修改", "delete": "撤销"}
ORIGINS = {"import": "名单导入", "bulk": "批量办理", "demo": "演示数据", "registration": "登记"}


@dataclass(frozen=True)
class Entry:
    """One write. `words` are (label, before, after); a new row has no before, a removed one no after."""

    at: datetime.datetime
    what: str
    kind: str
    who: str
    origin: str
    reason: str
    words: list[tuple[str, str, str]]


@dataclass(frozen=True)
class _Event:
    model: type[models.Model]
    at: datetime.datetime
    label: str
    context: dict
    now: dict
    before: dict


def _recorded() -> list[type[models.Model]]:
    return [Organization, *FACT_MODELS, *(apps.get_model(label) for label in settings.ORGANIZATION_RECORDS)]


@cache
def _statement() -> str:
    """The last events of each table with the one before of the same row; one line of SQL per table."""
    quote = connection.ops.quote_name
    parts = []
    for number, model in enumerate(_recorded()):
        table = quote(model.pgh_event_model._meta.db_table)
        column = "pgh_obj_id" if model is Organization else "organization_id"
        parts.append(
            f"(SELECT {number} AS place, e.pgh_id, e.pgh_created_at, e.pgh_label, c.metadata, to_jsonb(e) AS now, "  # noqa: S608
            "lag(to_jsonb(e)) OVER (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id) AS before "
            f"FROM {table} e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id "
            f"WHERE e.{column} = %s ORDER BY e.pgh_id DESC LIMIT {SHOWN})"
        )
    return (
        f"SELECT * FROM ({' UNION ALL '.join(parts)}) events ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT {SHOWN}"
    )


def entries(organization: Organization) -> list[Entry]:
    """The last SHOWN writes, newest first. Two queries, and one for each kind of name in them."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [organization.pk] * len(_recorded()))
        events = [_event(row) for row in cursor.fetchall()]
    names, corrected = _Names(events), _corrected(organization)
    found = [_entry(event, names, corrected) for event in events]
    return [entry for entry in found if entry.words]


def _event(row: tuple) -> _Event:
    place, _, at, label, context, now, before = row
    return _Event(_recorded()[place], at, label, _json(context), _json(now), _json(before))


def _json(value) -> dict:
    return json.loads(value) if isinstance(value, str) else value or {}


def _corrected(organization: Organization) -> set[tuple[str, int, str]]:
    """Which fact was corrected for which reason: writes of one request share what is said of them."""
    rows = FactCorrection.objects.filter(organization=organization)
    return set(rows.values_list("fact_type", "fact_id", "reason"))


def _entry(event: _Event, names: "_Names", corrected: set[tuple[str, int, str]]) -> Entry:
    reason = str(event.context.get("reason", ""))
    origin = ORIGINS.get(str(event.context.get("origin", "")).partition(":")[0], "")
    return Entry(
        at=event.at,
        what=str(event.model._meta.verbose_name),
        kind=KINDS.get(event.label, event.label),
        who=names.users.get(event.context.get("user"), "系统"),
        origin=origin,
        reason=reason if (event.model._meta.label, event.now.get("id"), reason) in corrected else "",
        words=_words(event, names),
    )


def _words(event: _Event, names: "_Names") -> list[tuple[str, str, str]]:
    found = []
    for field in _fields(event.model):
        before, after = (names.said(field, values.get(field.column)) for values in (event.before, event.now))
        if event.label == "delete":
            before, after = before or after, ""
        elif event.label == "insert":
            before = ""
        elif before == after:
            continue
        if before or after:
            found.append((str(field.verbose_name), before, after))
    return found


@cache
def _fields(model: type[models.Model]) -> list[models.Field]:
    """What a reader understands: not keys, and of the organization not what its facts say already."""
    mirrored = {name.removesuffix("_id") for name in past.COLUMNS} if model is Organization else set()
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in QUIET | mirrored and not field.primary_key and field.name != "organization"
    ]


class _Names:
    """Words for the keys that events carry: who wrote, and what has a name of its own, each kind in one query."""

    def __init__(self, events: list[_Event]):
        users = {event.context.get("user") for event in events} - {None}
        self.users = dict(get_user_model().objects.filter(pk__in=users).values_list("pk", "name"))
        keys: dict[models.Field, set] = defaultdict(set)
        for event in events:
            for field in _fields(event.model):
                if field.related_model is not None:
                    keys[field.target_field] |= {event.now.get(field.column), event.before.get(field.column)} - {None}
        self.links = {target: self._found(target, some) for target, some in keys.items() if some}

    @staticmethod
    def _found(target: models.Field, keys: set) -> dict:
        """`target` is what the keys point to, mostly the primary key. Models without a name or label stay unsaid."""
        named = next((f.name for f in target.model._meta.concrete_fields if f.name in ("name", "label")), "")
        rows = target.model._base_manager.filter(**{f"{target.attname}__in": keys})
        return dict(rows.values_list(target.attname, named)) if named else {}

    def said(self, field: models.Field, value) -> str:
        if value in (None, ""):
            return ""
        if field.related_model is not None:
            return self.links.get(field.target_field, {}).get(value, "")
        if isinstance(field, models.BooleanField):
            return "是" if value else ""
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, models.DecimalField):
            return f"{field.to_python(str(value)):,.2f}"
        if isinstance(field, models.DateTimeField):
            return f"{field.to_python(value).astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
        return str(value)
