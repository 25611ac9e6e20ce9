"""The only writers of tasks. What happens to a row of an issued task is written by core/writeoff."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Min

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.identity.actions import require
from core.workflow.errors import NotCompetent, Refusal, WrongState
from core.workflow.perform import check_competent, check_step, lock, log, perform
from core.writeoff import actions as writeoff
from core.writeoff.actions import Finding
from core.writeoff.models import WriteOffList, WriteOffRow
from core.writeoff.states import UNDONE, RowState
from registry.organizations.models import Organization
from supervision.risk_alerts.models import RiskAlert
from supervision.task_lists import notices, queries
from supervision.task_lists.models import Milestone, Task, TaskOffice, TaskPartner, TaskSeries, TaskTarget
from supervision.task_lists.periods import due_in, period_of
from supervision.task_lists.states import ISSUE, KIND, LATE_ITEM, WORK_ITEM, OwnerRule, TaskState

MOST = 5000
PORTAL = Actor.system("task_lists")
NO_CHANGE, NO_NEWS = "本期无变化。", "无新进展。"


@dataclass(frozen=True)
class Order:
    """What a task says, before it has rows. `lead` owns it."""

    title: str
    source_kind: str
    requirement: str
    lead: Department
    due_on: datetime.date
    source_title: str = ""
    source_number: str = ""
    source_on: datetime.date | None = None
    lead_person: str = ""
    alert: RiskAlert | None = None

    @property
    def values(self) -> dict:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def draft(
    *,
    actor: Actor,
    department: Department,
    order: Order,
    partners: Iterable[Department] = (),
    milestones: Iterable[tuple[datetime.date, str]] = (),
    frequency: str = "",
    due_day: int | None = None,
) -> Task:
    """拟定 by the actor's own office. With `frequency` it is the first of a series and due on `due_day` of its period.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, ISSUE, "拟定任务")
    task = Task(department=department, **order.values)
    check_competent(task, actor=actor, label="拟定任务")
    if frequency:
        _begin_series(task, frequency, due_day)
    _check_words(task)
    task.save(force_insert=True)
    set_partners(task, partners)
    Milestone.objects.bulk_create([Milestone(task=task, due_on=on, title=title) for on, title in milestones])
    log(task, "draft", actor=actor)
    audit.record("task_lists.draft", actor=actor, subject=task)
    return task


def _begin_series(task: Task, frequency: str, due_day: int | None) -> None:
    if not due_day or not 1 <= due_day <= 28:
        raise Refusal("周期任务须写明每期截止日（1至28）。")
    today = clock.today()
    task.series = TaskSeries.objects.create(
        department=task.department, frequency=frequency, due_day=due_day, valid_from=today
    )
    task.period = period_of(today, frequency)
    task.due_on = due_in(today, frequency, due_day)


def _check_words(task: Task) -> None:
    if not task.title.strip() or not task.requirement.strip():
        raise Refusal("请填写任务名称和任务要求。")
    if task.due_on < clock.today():
        raise Refusal(f"完成期限{task.due_on:%Y-%m-%d}不能早于今天。")


def set_partners(task: Task, partners: Iterable[Department]) -> None:
    for one in partners:
        if one.pk in (task.lead_id, task.department_id):
            raise Refusal(f"{one.name}是下达单位或牵头承办单位，不能同时列为协办单位。")
        TaskPartner.objects.get_or_create(task=task, department=one)


EDITED = (
    "title", "source_kind", "source_title", "source_number", "source_on", "requirement", "lead", "lead_person",
    "due_on",
)  # fmt: skip


@transaction.atomic
def edit(task: Task, *, actor: Actor, version: int | None, **values) -> None:
    """Of a draft. Raises NotPermitted, NotCompetent, WrongState, StaleVersion, Refusal."""
    require(actor, ISSUE, "修改任务")
    check_competent(task, actor=actor, label="修改任务")
    check_version(task, version)
    _refuse_unless_draft(task)
    for name in EDITED:
        if name in values:
            setattr(task, name, values[name])
    _check_words(task)
    task.version += 1
    task.save(update_fields=[*EDITED, "version"])
    log(task, "edit", actor=actor)
    audit.record("task_lists.edit", actor=actor, subject=task)


def _refuse_unless_draft(task: Task) -> None:
    if task.state != TaskState.DRAFT:
        raise WrongState(f"任务{task.get_state_display()}，不能再修改。")


def _open_draft(task: Task, actor: Actor, what: str) -> None:
    require(actor, ISSUE, what)
    lock(task)
    check_competent(task, actor=actor, label=what)
    _refuse_unless_draft(task)


@transaction.atomic
def add_offices(
    task: Task, *, actor: Actor, offices: Collection[Department], problem: str = "", person: str = ""
) -> int:
    """Each office has to do it. Returns how many were new. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    _open_draft(task, actor, "列入单位")
    if not offices:
        raise Refusal("请至少选择一个单位。")
    known = set(task.targets.filter(organization=None, problem=problem).values_list("responsible_id", flat=True))
    fresh = [one for one in offices if one.pk not in known]
    TaskTarget.objects.bulk_create(
        [TaskTarget(task=task, responsible=one, problem=problem, person=person) for one in fresh]
    )
    audit.record("task_lists.add_offices", actor=actor, subject=task, offices=[one.pk for one in fresh])
    return len(fresh)


@transaction.atomic
def add_organizations(
    task: Task, *, actor: Actor, organizations: Collection[Organization], owner: str, words: str = ""
) -> int:
    """The list is frozen here: who meets the filter tomorrow is not in it. Returns how many were new.

    `owner` is an OwnerRule; an organization that has no such office falls to the owner office. Raises as add_offices.
    """
    _open_draft(task, actor, "列入社会组织")
    if not organizations:
        raise Refusal("没有符合条件的社会组织，请调整条件。")
    if len(organizations) > MOST:
        raise Refusal(f"一次最多列入{MOST}家，请缩小范围。")
    known = set(task.targets.filter(organization__isnull=False, problem="").values_list("organization_id", flat=True))
    fresh = [one for one in organizations if one.pk not in known]
    rows = [TaskTarget(task=task, organization=one, responsible_id=_owner(task, one, owner)) for one in fresh]
    TaskTarget.objects.bulk_create(rows, batch_size=1000)
    task.target_words, task.frozen_on = words[:300], clock.today()
    task.version += 1
    task.save(update_fields=["target_words", "frozen_on", "version"])
    audit.record("task_lists.add_organizations", actor=actor, subject=task, organizations=len(rows))
    return len(rows)


def _owner(task: Task, one: Organization, owner: str) -> int:
    if owner == OwnerRule.RESPONSIBLE:
        return one.responsible_department_id or task.lead_id
    return (one.supervising_authority_id if owner == OwnerRule.SUPERVISING else None) or task.lead_id


@transaction.atomic
def remove_target(target: TaskTarget, *, actor: Actor) -> None:
    """Off the draft. Raises NotPermitted, NotCompetent, WrongState."""
    _open_draft(target.task, actor, "移出对象")
    audit.record("task_lists.remove_target", actor=actor, subject=target.task, target=target.pk)
    target.delete()


@transaction.atomic
def issue(task: Task, *, actor: Actor) -> None:
    """下达: the targets become rows of a write-off list, each with its office and due date; the offices are told.

    Without targets the owner office has one row: the task itself. Raises NotPermitted, NotCompetent, WrongState,
    Refusal.
    """
    require(actor, ISSUE, "下达")
    lock(task)
    check_step(task, "issue", actor=actor)
    _check_words(task)
    book = writeoff.open_list(
        actor=actor, department=task.department, title=task.full_title, kind=KIND, due_on=task.due_on,
        basis=task.source[:200],
    )  # fmt: skip
    targets = list(task.targets.select_related("organization", "responsible"))
    if not targets:
        targets = [TaskTarget.objects.create(task=task, responsible=task.lead, person=task.lead_person)]
    many = len(targets) > 1
    writeoff.add_rows(book, [_finding(task, one, is_one_of_many=many) for one in targets], actor=actor)
    perform(task, "issue", actor=actor, book=book, issued_on=clock.today())
    settle(book)
    notices.tell("issued", task, {one.responsible_id for one in targets} | {task.lead_id})
    notices.tell("helps", task, task.partners.values_list("department_id", flat=True))
    audit.record("task_lists.assign", actor=actor, subject=task, rows=len(targets))


def _finding(task: Task, target: TaskTarget, *, is_one_of_many: bool) -> Finding:
    """A task for one office is its own subject; else the row is called by its organization or its office."""
    body = target.organization
    subject = body.name if body else (target.responsible.name if is_one_of_many else task.full_title)
    return Finding(
        key=f"task:{target.pk}",
        subject=subject,
        problem=target.problem or task.requirement,
        responsible_id=target.responsible_id,
        organization_key=body.pk if body else None,
        url_name="staff:organizations:detail" if body else "",
        url_args=[body.pk] if body else [],
        person=target.person or (task.lead_person if target.responsible_id == task.lead_id else ""),
        due_on=target.due_on or task.due_on,
        within_office=True,
    )


@transaction.atomic
def drop(task: Task, *, actor: Actor) -> None:
    """作废 of a draft; a series that begins with it never runs. Raises as perform."""
    perform(task, "drop", actor=actor)
    if task.series is not None:
        TaskSeries.objects.filter(pk=task.series_id).update(valid_to=clock.today())
    audit.record("task_lists.drop", actor=actor, subject=task)


def settle(book: WriteOffList) -> None:
    """One work item for every office that has something to do in the task, none for one that has nothing left.

    Called whenever rows of the list moved.
    """
    task = Task.objects.filter(book=book).first()
    if task is None:
        return
    todo = book.rows.filter(state=RowState.OPEN).order_by().values("responsible_id")
    todo = {one["responsible_id"]: one for one in todo.annotate(n=Count("pk"), due=Min("due_on"))}
    for department_id, one in todo.items():
        office, _ = TaskOffice.objects.get_or_create(task=task, department_id=department_id)
        worklist.open_item(
            WORK_ITEM, subject=office, title=f"任务：{task.full_title}，{one['n']}项待办理", department=department_id,
            url_name="staff:task_lists:detail", url_args=[task.pk], due_on=one["due"],
        )  # fmt: skip
    for office in task.offices.exclude(department__in=todo):
        worklist.close_items(office, WORK_ITEM, actor=PORTAL)
    if not book.rows.filter(state__in=UNDONE, due_on__lt=clock.today()).exists():
        worklist.close_items(task, LATE_ITEM, actor=PORTAL)


@transaction.atomic
def no_change(row: WriteOffRow, *, actor: Actor) -> str:
    """One click. A row of a recurring task is handed in with it, any other gets a line of progress. Returns the words.

    Raises as writeoff.apply and writeoff.note.
    """
    task = Task.objects.filter(book=row.write_off_list_id).first()
    if task is None:
        raise Refusal("该事项不是任务的事项。")
    if task.series_id:
        writeoff.apply(row, actor=actor, comment=NO_CHANGE)
        return NO_CHANGE
    writeoff.note(row, actor=actor, text=NO_NEWS)
    return NO_NEWS


def may_reach(task: Task, actor: Actor) -> bool:
    is_at_work = actor.is_system or actor.department_id in queries.working_on(task)
    return task.state == TaskState.ISSUED and actor.can("writeoff.finish") and not actor.read_only and is_at_work


@transaction.atomic
def reach(milestone: Milestone, *, actor: Actor, done_on: datetime.date) -> None:
    """A milestone is reached, said by an office that works on the task. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, "writeoff.finish", "完成节点")
    lock(milestone)
    task = milestone.task
    if not actor.is_system and actor.department_id not in queries.working_on(task):
        raise NotCompetent(f"“完成节点”由{task.lead.name}和协办单位办理。")
    if task.state != TaskState.ISSUED:
        raise WrongState(f"任务{task.get_state_display()}，不能登记节点。")
    if milestone.done_on is not None:
        raise WrongState(f"该节点已于{milestone.done_on:%Y-%m-%d}登记完成。")
    if done_on > clock.today():
        raise Refusal("完成日期不能晚于今天。")
    milestone.done_on, milestone.done_by_id = done_on, actor.user_id
    milestone.save(update_fields=["done_on", "done_by"])
    log(task, "reach", actor=actor, comment=milestone.title)
    audit.record("task_lists.reach", actor=actor, subject=task, milestone=milestone.pk)


@transaction.atomic
def ask_cancel(task: Task, *, actor: Actor, document: str, comment: str) -> int:
    """撤销任务: every row that is open is asked to be struck off, by a document. Returns how many.

    Raises NotPermitted, NotCompetent, CommentRequired, WrongState, Refusal.
    """
    lock(task)
    check_competent(task, actor=actor, label="申请撤销任务")
    if task.book is None:
        raise WrongState("任务尚未下达，请直接作废。")
    if task.book.rows.filter(state=RowState.APPLIED).exists():
        raise Refusal("有事项已申请销号待确认，请先确认或退回。")
    rows = list(_rows(task).filter(state=RowState.OPEN))
    if not rows:
        raise Refusal("没有未办结的事项，无需撤销。")
    for row in rows:
        writeoff.ask_strike(row, actor=actor, document=document, comment=comment)
    if task.series is not None:
        stop(task.series, actor=actor)
    log(task, "ask_cancel", actor=actor, comment=comment)
    audit.record("task_lists.ask_cancel", actor=actor, subject=task, rows=len(rows))
    return len(rows)


def _rows(task: Task):
    return task.book.rows.select_related(
        "write_off_list__department", "write_off_list__second_department", "responsible"
    )


@transaction.atomic
def cancel(task: Task, *, actor: Actor) -> int:
    """Another person of the issuing office strikes what was asked. Raises NotPermitted, NotCompetent, SamePerson,
    WrongState."""
    lock(task)
    rows = list(_rows(task).filter(state=RowState.STRIKING)) if task.book else []
    if not rows:
        raise WrongState("没有待批准核减的事项。请刷新页面查看最新情况。")
    for row in rows:
        writeoff.strike(row, actor=actor)
    log(task, "cancel", actor=actor)
    audit.record("task_lists.cancel", actor=actor, subject=task, rows=len(rows))
    return len(rows)


@transaction.atomic
def stop(series: TaskSeries, *, actor: Actor) -> None:
    """No further periods; what is issued stays. Raises NotPermitted, NotCompetent, WrongState."""
    require(actor, ISSUE, "停止周期任务")
    lock(series)
    check_competent(series, actor=actor, label="停止周期任务")
    if series.valid_to is not None and series.valid_to <= clock.today():
        raise WrongState(f"该周期任务已于{series.valid_to:%Y-%m-%d}停止。")
    series.valid_to = clock.today()
    series.version += 1
    series.save(update_fields=["valid_to", "version"])
    audit.record("task_lists.stop", actor=actor, subject=series)
