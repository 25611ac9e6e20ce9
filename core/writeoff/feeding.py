"""Feeding a list: what is wrong today becomes rows, what is put right asks to be written off. Nothing closes silently.

A source is `(write_off_list) -> Iterable[Finding]`, named in settings.WRITEOFF_SOURCES with its title.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import audit, clock
from core.access.actor import Actor
from core.workflow.errors import Refusal
from core.workflow.perform import check_competent, lock, log, perform
from core.writeoff.actions import CLEARED, Finding, _row, tell_second_unit
from core.writeoff.models import WriteOffEvidence, WriteOffList, WriteOffRow
from core.writeoff.states import RowState

PORTAL = Actor.system("writeoff")


def findings_of(book: WriteOffList) -> Iterable[Finding]:
    """Raises Refusal for a list without a source."""
    if book.source not in settings.WRITEOFF_SOURCES:
        raise Refusal("该台账由人工列入事项，没有可以核对的数据来源。")
    return import_string(settings.WRITEOFF_SOURCES[book.source])(book)


@transaction.atomic
def feed(book: WriteOffList, *, actor: Actor) -> dict[str, int]:
    """Compare with the source. Returns how many rows were opened, proposed for write-off, recalled, opened again.

    Raises NotCompetent, Refusal. A row that is closed and whose condition is back is opened again; one that was
    struck off stays struck off.
    """
    lock(book)
    check_competent(book, actor=actor, label="核对台账")
    found = {one.key: one for one in findings_of(book)}
    rows = {row.key: row for row in book.rows.exclude(key="").select_related("write_off_list")}
    counts = {
        "opened": _open(book, [one for key, one in found.items() if key not in rows]),
        "proposed": _step(_in(rows, found, RowState.OPEN, is_found=False), "propose"),
        "recalled": _step(_in(rows, found, RowState.APPLIED, is_found=True), "recall", applied_department_id=None),
        "reopened": _step(_in(rows, found, RowState.CONFIRMED, is_found=True), "recur", **CLEARED),
    }
    book.fed_at = clock.now()
    book.save(update_fields=["fed_at"])
    tell_second_unit(book)
    audit.record("writeoff.feed", actor=actor, subject=book, **counts)
    return counts


def _in(rows: dict[str, WriteOffRow], found: dict, state: str, *, is_found: bool) -> list[WriteOffRow]:
    return [row for key, row in rows.items() if row.state == state and (key in found) == is_found]


def _open(book: WriteOffList, findings: list[Finding]) -> int:
    last = book.rows.order_by("-number").values_list("number", flat=True).first() or 0
    rows = [_row(book, one, number) for number, one in enumerate(findings, start=last + 1)]
    WriteOffRow.objects.bulk_create(rows, batch_size=1000)
    for row in rows:
        log(row, "open", actor=PORTAL)
    return len(rows)


def _step(rows: list[WriteOffRow], name: str, **changes) -> int:
    """An office's own application is recalled only by its second unit; the portal takes back what it proposed."""
    done = 0
    for row in rows:
        last = row.evidence.last() if name == "recall" else None
        if last is not None and last.user_id:
            continue
        values = {**changes, "applied_department_id": row.responsible_id} if name == "propose" else changes
        perform(row, name, actor=PORTAL, comment=_WORDS[name], **values)
        if name == "propose":
            WriteOffEvidence.objects.create(row=row, text=_WORDS[name])
        done += 1
    return done


_WORDS = {
    "propose": "系统核对：列入时的问题已不存在，提请确认销号。",
    "recall": "系统核对：问题仍然存在。",
    "recur": "系统核对：问题再次出现。",
}


def feed_all() -> int:
    """Nightly: every fed list. Returns how many."""
    books = list(WriteOffList.objects.exclude(source="").order_by("pk"))
    for book in books:
        feed(book, actor=PORTAL)
    return len(books)
