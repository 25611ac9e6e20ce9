"""What the portal knows of an organization and nobody has to be asked for again: settings.KNOWN_FIELDS."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from core.access.actor import Actor
from supervision.questionnaires.states import QuestionKind


@dataclass(frozen=True)
class KnownField:
    """`values(ids, day)` → {organization id: text}, in a fixed number of queries; an absent id is not known.

    A field with `permission` is offered to, and its answers shown to, those alone who hold it.
    """

    code: str
    area: str
    label: str
    values: Callable[[Collection[int], datetime.date], dict[int, str]]
    kind: str = QuestionKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    permission: str = ""


def all_fields() -> list[KnownField]:
    """In the order of the settings: by area."""
    return [one for path in settings.KNOWN_FIELDS for one in import_string(path)]


def by_code() -> dict[str, KnownField]:
    return {one.code: one for one in all_fields()}


def offered(actor: Actor) -> list[KnownField]:
    return [one for one in all_fields() if not one.permission or actor.can(one.permission)]


def by_area(fields: Iterable[KnownField]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped choices of a form."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in fields:
        found.setdefault(one.area, []).append((one.code, one.label))
    return list(found.items())


def values_of(codes: Iterable[str], ids: Collection[int], day: datetime.date) -> dict[str, dict[int, str]]:
    """Code → {organization id: text}; a code that the settings no longer have knows nothing."""
    fields = by_code()
    return {code: fields[code].values(ids, day) if code in fields and ids else {} for code in dict.fromkeys(codes)}
