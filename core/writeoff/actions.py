"""The only writers of write-off lists. Who applied never confirms: neither the person nor the office."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.signals import write_off_rows_changed
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.models import TransitionLog
from core.workflow.perform import check_competent, check_step, lock, log
from core.workflow.perform import perform as move
from core.worklist import actions as worklist
from core.writeoff import notices
from core.writeoff.models import RowPaper, WriteOffEvidence, WriteOffList, WriteOffNote, WriteOffRow
from core.writeoff.states import UNDONE, RowState

CONFIRM_ITEM = {True: "writeoff.confirm", False: "writeoff.second"}  # by whether the leading office confirms


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, before it is a row. `key` tells it apart inside its list, for ever.

    `within_office`: where the leading office is responsible itself, another person of it confirms.
    """

    key: str
    subject: str
    problem: str
    responsible_id: int
    organization_key: int | None = None
    url_name: str = ""
    url_args: list = field(default_factory=list)
    measure: str = ""
    person: str = ""
    due_on: datetime.date | None = None
    within_office: bool = False


@transaction.atomic
def open_list(
    *,
    actor: Actor,
    department: Department,
    title: str,
    kind: str,
    due_on: datetime.date,
    second_department: Department | None = None,
    basis: str = "",
    source: str = "",
    source_args: dict | None = None,
) -> WriteOffList:
    """A new list of the actor's office. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, "writeoff.create", "建立清账销号台账")
    if not actor.is_system and actor.department_id != department.pk:
        raise NotCompetent(f"“建立清账销号台账”由{department.name}办理。")
    if source and source not in settings.WRITEOFF_SOURCES:
        raise Refusal(f"没有名为“{source}”的数据来源，请从列表中选择。")
    if second_department is not None and second_department.pk == department.pk:
        raise Refusal("复核单位不能与牵头单位相同，请另选一个单位。")
    made = WriteOffList.objects.create(
        title=title.strip(),
        kind=kind,
        department=department,
        second_department=second_department,
        basis=basis.strip(),
        due_on=due_on,
        source=source,
        source_args=source_args or {},
    )
    audit.record("writeoff.create", actor=actor, subject=made)
    return made


def add_row(book: WriteOffList, *, actor: Actor, finding: Finding) -> WriteOffRow:
    """Enter one row by hand. Raises as add_rows."""
    return add_rows(book, [finding], actor=actor)[0]


@transaction.atomic
def add_rows(book: WriteOffList, findings: Iterable[Finding], *, actor: Actor) -> list[WriteOffRow]:
    """Raises NotPermitted, NotCompetent, Refusal where a row would have nobody to confirm it."""
    require(actor, "writeoff.create", "列入事项")
    lock(book)
    check_competent(book, actor=actor, label="列入事项")
    findings = list(findings)
    own = [one for one in findings if one.responsible_id == book.department_id and not one.within_office]
    if book.second_department_id is None and own:
        raise Refusal("责任单位是牵头单位自己的事项须由另一单位确认，请先为台账指定复核单位。")
    last = book.rows.aggregate(last=Max("number"))["last"] or 0
    rows = [_row(book, one, number) for number, one in enumerate(findings, start=last + 1)]
    WriteOffRow.objects.bulk_create(rows, batch_size=1000)
    for row in rows:
        log(row, "open", actor=actor)
    audit.record("writeoff.add", actor=actor, subject=book, rows=len(rows))
    return rows


def _row(book: WriteOffList, finding: Finding, number: int) -> WriteOffRow:
    return WriteOffRow(
        write_off_list=book,
        number=number,
        key=finding.key,
        organization_key=finding.organization_key,
        subject=finding.subject[:160],
        url_name=finding.url_name,
        url_args=finding.url_args,
        problem=finding.problem[:400],
        measure=finding.measure[:300],
        responsible_id=finding.responsible_id,
        within_office=finding.within_office and finding.responsible_id == book.department_id,
        person=finding.person,
        due_on=finding.due_on or book.due_on,
    )


def _check_state(row: WriteOffRow, name: str) -> None:
    """First of all: whose act a step is follows the state, so that a late click would be told of the wrong office."""
    step = row.machine[name]
    if row.state not in step.sources:
        raise WrongState(f"当前状态为“{row.get_state_display()}”，不能{step.label}。请刷新页面查看最新情况。")


def _perform(row: WriteOffRow, name: str, *, actor: Actor, comment: str = "", **changes) -> TransitionLog:
    lock(row)
    _check_state(row, name)
    return move(row, name, actor=actor, comment=comment, **changes)


def check_apply(row: WriteOffRow, actor: Actor) -> None:
    _check_state(row, "apply")
    check_step(row, "apply", actor=actor)


@transaction.atomic
def apply(row: WriteOffRow, *, actor: Actor, comment: str, files: Iterable[StoredFile] = ()) -> None:
    """申请销号, with evidence in words and files. Raises NotPermitted, NotCompetent, WrongState, CommentRequired."""
    _perform(row, "apply", actor=actor, comment=comment, applied_department_id=actor.department_id)
    _keep(WriteOffEvidence, row, actor, comment, list(files))
    tell_second_unit(row.write_off_list)
    audit.record("writeoff.apply", actor=actor, subject=row, organization=row.organization_key)


def _keep(kind: type[RowPaper], row: WriteOffRow, actor: Actor, text: str, files: list[StoredFile]) -> None:
    """The same words with every file, once without one."""
    kind._base_manager.bulk_create(
        kind(row=row, text=text.strip()[:500], file=file, user_id=actor.user_id, department_id=actor.department_id)
        for file in files or [None]
    )


def may_note(row: WriteOffRow, actor: Actor) -> bool:
    offices = (row.responsible_id, row.write_off_list.department_id)
    is_concerned = actor.is_system or actor.department_id in offices
    return actor.can("writeoff.finish") and not actor.read_only and row.state in UNDONE and is_concerned


@transaction.atomic
def note(row: WriteOffRow, *, actor: Actor, text: str, files: Iterable[StoredFile] = ()) -> None:
    """进展记录, by the responsible or the leading office while the row is not over. Changes no state.

    Raises NotPermitted, NotCompetent, WrongState, Refusal without words.
    """
    require(actor, "writeoff.finish", "记录进展")
    lock(row)
    if not actor.is_system and actor.department_id not in (row.responsible_id, row.write_off_list.department_id):
        raise NotCompetent(f"“记录进展”由{row.responsible.name}或{row.write_off_list.department.name}办理。")
    if row.state not in UNDONE:
        raise WrongState(f"该事项{row.get_state_display()}，不再记录进展；需要继续办理的请先重新打开。")
    if not text.strip():
        raise Refusal("请写明进展情况。")
    _keep(WriteOffNote, row, actor, text, list(files))
    audit.record("writeoff.note", actor=actor, subject=row, organization=row.organization_key)


def check_confirm(row: WriteOffRow, actor: Actor) -> None:
    _check_state(row, "confirm")
    check_step(row, "confirm", actor=actor)
    if row.applied_department_id == actor.department_id and not row.within_office:
        raise NotCompetent("申请单位不能确认自己的销号申请，须由另一单位确认。")


@transaction.atomic
def confirm(row: WriteOffRow, *, actor: Actor) -> None:
    """The second unit says that it is done. Raises NotPermitted, NotCompetent, SamePerson, WrongState."""
    lock(row)
    check_confirm(row, actor)
    _perform(row, "confirm", actor=actor, confirmed_department_id=actor.department_id, closed_on=clock.today())
    _closed(row, actor, "writeoff.confirm")


@transaction.atomic
def send_back(row: WriteOffRow, *, actor: Actor, comment: str) -> None:
    """Not yet: the responsible office is told why on the row. Raises as confirm, and CommentRequired."""
    step = _perform(row, "send_back", actor=actor, comment=comment, applied_department_id=None)
    notices.sent_back(row, step.pk)
    _closed(row, actor, "writeoff.send_back")


@transaction.atomic
def reopen(row: WriteOffRow, *, actor: Actor, comment: str) -> None:
    """Closed too early or struck by mistake. Raises NotPermitted, NotCompetent, CommentRequired, WrongState."""
    step = _perform(row, "reopen", actor=actor, comment=comment, **CLEARED)
    notices.sent_back(row, step.pk)
    _closed(row, actor, "writeoff.reopen")


CLEARED = {"applied_department_id": None, "confirmed_department_id": None, "closed_on": None, "strike_document": ""}


@transaction.atomic
def ask_strike(row: WriteOffRow, *, actor: Actor, document: str, comment: str) -> None:
    """核减: the row should not count, by a document. Asked by the responsible or the leading office.

    Raises NotPermitted, NotCompetent, CommentRequired, WrongState, Refusal without a document.
    """
    lock(row)
    if not actor.is_system and actor.department_id not in (row.responsible_id, row.write_off_list.department_id):
        raise NotCompetent(f"“申请核减”由{row.responsible.name}或{row.write_off_list.department.name}办理。")
    if not document.strip():
        raise Refusal("核减须写明依据文件及文号。")
    _perform(row, "ask_strike", actor=actor, comment=comment, strike_document=document.strip()[:120])
    tell_second_unit(row.write_off_list)
    audit.record("writeoff.ask_strike", actor=actor, subject=row, organization=row.organization_key)


@transaction.atomic
def strike(row: WriteOffRow, *, actor: Actor) -> None:
    """Another person approves. Raises NotPermitted, NotCompetent, SamePerson, WrongState."""
    _perform(row, "strike", actor=actor, closed_on=clock.today())
    _closed(row, actor, "writeoff.strike")


@transaction.atomic
def keep(row: WriteOffRow, *, actor: Actor, comment: str) -> None:
    """It stays and counts. Raises as strike, and CommentRequired."""
    step = _perform(row, "keep", actor=actor, comment=comment, strike_document="")
    notices.sent_back(row, step.pk)
    _closed(row, actor, "writeoff.keep")


def _closed(row: WriteOffRow, actor: Actor, verb: str) -> None:
    tell_second_unit(row.write_off_list, actor)
    audit.record(verb, actor=actor, subject=row, organization=row.organization_key)


def tell_second_unit(book: WriteOffList, actor: Actor | None = None) -> None:
    """One work item per list and confirming unit, as long as rows wait for it. Apps above hear that rows moved."""
    waiting = {True: 0, False: 0}
    rows = book.rows.filter(state__in=[RowState.APPLIED, RowState.STRIKING])
    for responsible, within_office in rows.values_list("responsible_id", "within_office"):
        waiting[within_office or responsible != book.department_id] += 1
    for leads, number in waiting.items():
        office = book.department_id if leads else book.second_department_id
        kind = CONFIRM_ITEM[leads]
        if number and office:
            worklist.open_item(
                kind,
                subject=book,
                title=f"销号确认：{book.title}，{number}项待确认",
                url_name="staff:writeoff:detail",
                department=office,
            )
        else:
            worklist.close_items(book, kind, actor=actor or Actor.system("writeoff"))
    write_off_rows_changed.send(WriteOffList, book=book)
