"""What rows a seat reaches. One seat has one line (Scope); several lines are several seats, switched."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q


class ScopeKind(StrEnum):
    """The line along which a seat sees: nothing, everything, or by one kind of id."""

    NONE = "none"
    ALL = "all"
    TERRITORY = "territory"  # Region ids of one level: where the subject sits
    AUTHORITY = "authority"  # Department ids: who registers or supervises it (own department and below)
    RESPONSIBILITY = "responsibility"  # Department id: business supervisor or industry department
    PARTY = "party"  # Department id of a party organ: party superior
    ORGANIZATION = "organization"  # ids of the organization itself


@dataclass(frozen=True)
class Scope:
    """`ids` are primary keys of what `kind` names; `level` is the region level (1 city … 4 community) of TERRITORY."""

    kind: ScopeKind = ScopeKind.NONE
    ids: tuple[int, ...] = ()
    level: int | None = None


NOTHING = Scope()
EVERYTHING = Scope(ScopeKind.ALL)


class ScopedQuerySet(models.QuerySet):
    """Base of every scoped table: `within` is the one door, `visible_to` the same door for a person.

    A table says in `scope_columns` which of its columns each kind compares; a kind that is missing reaches nothing.
    Two columns are joined by OR, never more, so that one index answers.
    """

    scope_columns: ClassVar[dict] = {}
    scope_prefix: ClassVar[str] = ""

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        columns = self.scope_columns.get(scope.kind, ())
        if scope.kind == ScopeKind.TERRITORY:
            columns = (columns[scope.level],) if columns and scope.level in columns else ()
        if not columns or not scope.ids:
            return self.none()
        condition = Q()
        for column in columns:
            name = f"{self.scope_prefix}{column}"
            condition |= Q(**{name: scope.ids[0]}) if len(scope.ids) == 1 else Q(**{f"{name}__in": scope.ids})
        return self.filter(condition)

    def visible_to(self, actor):
        return self.within(actor.scope)
