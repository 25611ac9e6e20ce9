"""A kind of list: what its columns mean, how a row finds its record, how it is entered and taken back.

The engine (upload, encoding, mapping, staging, issues, decisions, job, undo) knows none of them: they are named in
settings.IMPORT_KINDS, so that a capability above brings its own without being imported here. A kind is stateless.
"""

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from core.access.actor import Actor
from core.departments.models import Department
from registry.identifiers.issues import Issue
from registry.imports import values
from registry.imports.drafts import Draft
from registry.imports.issue_labels import LABELS
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.sealed import is_sealed
from registry.imports.targets import Target

Progress = Callable[[int, int, str], None]
Severe = Callable[[str, str], Issue]


class ImportKind:
    """What a kind declares; `targets`, `model` and the five verbs at the end are the least.

    `permission` is what a seat must hold to bring and to see such lists, beside imports.*. Lists with a `line`
    belong to the office that brought them and those above; without, to everybody who may have them.
    `required` names groups of targets: one of each group must be mapped. `asks` are the questions about the list as a
    whole, `twice` the columns that must not repeat: (target, code is `target.twice`, severity).
    """

    key: ClassVar[str]
    label: ClassVar[str]  # 社会组织
    unit: ClassVar[str] = "条"
    lead: ClassVar[str] = ""
    permission: ClassVar[str] = "organizations.view"
    has_line: ClassVar[bool] = True
    model: ClassVar[type[models.Model]]
    may_create: ClassVar[bool] = True
    is_once: ClassVar[bool] = True  # one record, one row of a list
    targets: ClassVar[tuple[Target, ...]]
    required: ClassVar[tuple[tuple[str, ...], ...]]
    parsers: ClassVar[dict[str, Callable[..., values.Answer]]] = {}
    labels: ClassVar[dict[str, str]] = {}  # of fields in `changes` that are no target
    issue_labels: ClassVar[dict[str, str]] = {}
    asks: ClassVar[tuple[str, ...]] = ("list_date", "source")
    twice: ClassVar[tuple[tuple[str, Severe], ...]] = ()
    secrets: ClassVar[dict[str, str]] = {}  # targets that are numbers of persons → id_number or phone
    offices: ClassVar[tuple[str, ...]] = ()  # kinds of offices that bring such lists; empty: whoever may
    undo_text: ClassVar[str] = "由本批新增、之后没有任何记录的会移出；之后又有修改或业务的会保留并列出。"

    # ---- what every kind has

    def target(self, key: str) -> Target | None:
        return next((target for target in self.targets if target.key == key), None)

    def field_label(self, name: str) -> str:
        found = self.target(name)
        return self.labels.get(name) or (found.label if found else name or "整行")

    def issue_label(self, code: str) -> str:
        own = self.issue_labels.get(code) or LABELS.get(code)
        if own is None and code.endswith(".twice"):
            return f"文件内{self.field_label(code.removesuffix('.twice'))}重复"
        return own or code

    def parser(self, key: str) -> Callable[..., values.Answer]:
        return self.parsers.get(key, values.plain)

    # ---- what a kind may say more

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        """More keyword arguments for the parser of a column; `column` are its cells."""
        return {"today": today, "order": values.slash_order(column)} if self.parser(key) is values.date else {}

    def complete(self, draft: Draft, batch: ImportBatch) -> None:
        """What follows from several columns of one row, and what is missing."""

    def look_up(self, drafts: list[Draft], batch: ImportBatch) -> None:
        """Words against what the portal knows: a few queries for the whole list."""

    def title(self, held: dict) -> str:
        """What a row is called, from its values."""
        return held.get("name") or ""

    def facts(self, held: dict) -> list[str]:
        """The second line below the title."""
        return []

    def read(self, key: str, held: dict) -> str:
        """What was read in a column, in words."""
        value = held.get(key)
        if is_sealed(value):
            return value["masked"]
        return "" if value is None else str(value)

    def in_words(self, rows: Iterable[ImportRow]) -> dict[str, dict]:
        """field → value → words, for fields whose values are keys; a fixed number of queries for a page of rows."""
        return {}

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        """Records side by side with a row: id → {title, url, facts: {label: text}}."""
        return {record.pk: {"title": str(record), "url": "", "facts": {}} for record in self.records(ids)}

    def records(self, ids: Iterable[int]) -> Iterable[models.Model]:
        return self.model._default_manager.filter(pk__in=list(ids))

    def found_by(self, typed: str, actor: Actor) -> list[int]:
        """Records that a clerk may have meant by what she typed, a few; for picking one by hand."""
        return []

    # ---- the verbs of a kind

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        """Set subject, candidates, decision and changes of each draft, and say what stands in the way."""
        raise NotImplementedError

    def create(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
        """Enter the rows, all or none; keys of the records in the same order. May set `row.organization_id`."""
        raise NotImplementedError

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        """Write `row.wanted`, each by its verb. Returns what undoing needs beside the changes themselves."""
        raise NotImplementedError

    def withdraw(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
        """Take created records back. Row key → why it stays, for those that something was built on."""
        raise NotImplementedError

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        """Put back what still says what the batch wrote; labels of what does not."""
        raise NotImplementedError


@cache
def kinds() -> dict[str, ImportKind]:
    """Every kind, in the order of the settings list."""
    found = [import_string(path)() for path in settings.IMPORT_KINDS]
    return {kind.key: kind for kind in found}


def kind_of(batch: ImportBatch) -> ImportKind:
    return kinds()[batch.kind]


def open_to(actor: Actor) -> list[ImportKind]:
    """Kinds that the seat may bring. One query."""
    office = Department.objects.filter(pk=actor.department_id).values_list("kind", flat=True).first()
    able = [kind for kind in kinds().values() if actor.can(kind.permission)]
    return [kind for kind in able if not kind.offices or office in kind.offices]
