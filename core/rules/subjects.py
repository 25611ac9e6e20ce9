"""What an alert can speak of. A kind is one line in config/rule_subjects.py: no column, no migration.

An alert keeps `subject_kind` and `subject_id`; the kind says which table the id belongs to, where its page is, and,
for rows of no organization, which offices they belong to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class SubjectKind:
    """`model` is "app.Model"; what a row is called is its `str`, which reads `related`.

    `page` is the name of a staff URL that is opened by `opened_by` of the row ("" where there is none).
    `offices`: scope column of the alert → column of the subject's own table, for findings without an organization;
    with one, the organization's offices count. `is_party` data stays in the party line: its alerts name no
    organization whatever the rule says, and `party_superior` is the competent office. `permission` is what a seat
    needs to see such alerts beside `risk_alerts.view`. `named_by` is the column that the list's search reads; a body's
    own name is always read.
    """

    code: str
    label: str
    model: str
    page: str = ""
    opened_by: str = "pk"
    related: tuple[str, ...] = ()
    offices: Mapping[str, str] = field(default_factory=dict)
    is_party: bool = False
    permission: str = ""
    named_by: str = ""

    @property
    def table(self) -> type[Model]:
        return apps.get_model(self.model)

    def rows(self, pks) -> dict[int, Model]:
        """By id; one query."""
        return self.table._base_manager.select_related(*self.related).in_bulk(set(pks))

    def seen_by(self, actor, pks) -> dict[int, Model]:
        """Of these rows, those that the actor may see; one query."""
        if self.permission and not actor.can(self.permission):
            return {}
        rows = self.table._default_manager
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(actor)
        return rows.select_related(*self.related).in_bulk(set(pks))

    def url(self, row) -> str:
        if not self.page or row is None:
            return ""
        try:
            return reverse(self.page, args=[getattr(row, self.opened_by)])
        except NoReverseMatch:
            return ""


def subject_kinds() -> dict[str, SubjectKind]:
    return {kind.code: kind for kind in settings.RULE_SUBJECTS}


def subject_kind(code: str) -> SubjectKind:
    """Raises KeyError for a code that config/rule_subjects.py does not list."""
    return subject_kinds()[code]


class Subject:
    """The row behind `subject_kind` and `subject_id`: one query when it is asked for, one a kind for many rows with
    `prefetch_related("subject")`. None where the row is gone."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, holder, owner=None):
        if holder is None:
            return self
        cache = holder._state.fields_cache
        if self.name not in cache:
            cache[self.name] = subject_kind(holder.subject_kind).rows([holder.subject_id]).get(holder.subject_id)
        return cache[self.name]

    def __set__(self, holder, row):
        holder._state.fields_cache[self.name] = row

    def is_cached(self, holder) -> bool:
        return self.name in holder._state.fields_cache

    def get_prefetch_querysets(self, holders, querysets=None):
        """What django.db.models.query.prefetch_related_objects asks of a relation."""
        wanted: dict[str, set[int]] = {}
        for one in holders:
            wanted.setdefault(one.subject_kind, set()).add(one.subject_id)
        found = [row for code, pks in wanted.items() for row in self._marked(code, pks)]
        return (
            found,
            lambda row: row._subject_key,
            lambda one: (one.subject_kind, one.subject_id),
            True,
            self.name,
            False,
        )

    @staticmethod
    def _marked(code: str, pks: set[int]) -> list[Model]:
        rows = list(subject_kind(code).rows(pks).values())
        for row in rows:
            row._subject_key = (code, row.pk)  # type: ignore[attr-defined]
        return rows
