"""The only writers of supervision visits."""

import datetime
from collections.abc import Collection, Iterable

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.identity.actions import require
from core.workflow.errors import Refusal, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from registry.organizations.models import Organization
from supervision.supervision_visits.models import SupervisionVisit, VisitMember, VisitProblem, VisitUnit
from supervision.supervision_visits.states import DONE, EDIT, LEAST_MEMBERS, Outcome, VisitKind, VisitState
from supervision.task_lists import actions as tasks
from supervision.task_lists.actions import Order
from supervision.task_lists.models import Task, TaskTarget
from supervision.task_lists.states import SourceKind, TaskState


@transaction.atomic
def plan(
    *,
    actor: Actor,
    department: Department,
    kind: str,
    title: str,
    aim: str,
    planned_on: datetime.date,
    members: Collection[tuple[str, str]],
    basis: str = "",
    offices: Iterable[Department] = (),
    districts: Iterable[Region] = (),
    organizations: Iterable[Organization] = (),
) -> SupervisionVisit:
    """A visit of the actor's own office by at least two persons. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "制定督导走访计划")
    visit = SupervisionVisit(
        department=department, kind=kind, title=title.strip(), aim=aim.strip(), planned_on=planned_on,
        basis=basis.strip(),
    )  # fmt: skip
    check_competent(visit, actor=actor, label="制定督导走访计划")
    members = list(dict.fromkeys(members))
    if len(members) < LEAST_MEMBERS:
        raise Refusal(f"督导走访人员不得少于{LEAST_MEMBERS}人。")
    units = _units(visit, offices, districts, organizations)
    visit.save(force_insert=True)
    VisitMember.objects.bulk_create([VisitMember(visit=visit, name=name, post=post) for name, post in members])
    VisitUnit.objects.bulk_create(units)
    log(visit, "plan", actor=actor)
    audit.record("supervision_visits.plan", actor=actor, subject=visit, kind=kind, units=len(units))
    return visit


def _units(visit: SupervisionVisit, offices, districts, organizations) -> list[VisitUnit]:
    """督导 goes to offices and districts, 指导走访 to bodies: the two are counted apart."""
    of_offices = [VisitUnit(visit=visit, department=one) for one in offices]
    of_offices += [VisitUnit(visit=visit, region=one) for one in districts]
    of_bodies = [VisitUnit(visit=visit, organization=one) for one in organizations]
    is_supervision = visit.kind == VisitKind.SUPERVISION
    wanted, others = (of_offices, of_bodies) if is_supervision else (of_bodies, of_offices)
    if others:
        right = "督导的对象是单位和区县，社会组织请另建“指导走访”。"
        raise Refusal(right if is_supervision else "指导走访的对象是社会组织，单位和区县请另建“督导”。")
    if not wanted:
        raise Refusal("请至少选择一个对象。")
    return wanted


@transaction.atomic
def hold(visit: SupervisionVisit, *, actor: Actor, held_on: datetime.date) -> None:
    """登记开展. Raises NotPermitted, NotCompetent, WrongState, Refusal for a day to come."""
    if held_on > clock.today():
        raise Refusal("开展日期不能晚于今天。")
    perform(visit, "hold", actor=actor, held_on=held_on)
    audit.record("supervision_visits.hold", actor=actor, subject=visit)


def _on_visit(visit: SupervisionVisit, actor: Actor, what: str) -> None:
    require(actor, EDIT, what)
    lock(visit)
    check_competent(visit, actor=actor, label=what)
    if visit.state != VisitState.HELD:
        raise WrongState(f"督导走访{visit.get_state_display()}，不能{what}。")


@transaction.atomic
def record(unit: VisitUnit, *, actor: Actor, outcome: str, findings: str, persons: int = 0) -> None:
    """What was seen at one of its units. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    _on_visit(unit.visit, actor, "登记情况")
    if outcome != Outcome.ABSENT and not findings.strip():
        raise Refusal("请写明了解的情况和指导意见。")
    if outcome != Outcome.PROBLEMS and unit.problems.exists():
        raise Refusal("该对象已登记问题，情况须为“发现问题”。")
    unit.outcome, unit.findings = outcome, findings.strip()
    unit.persons = 0 if outcome == Outcome.ABSENT else persons
    unit.save(update_fields=["outcome", "findings", "persons"])
    log(unit.visit, "record", actor=actor, comment=str(unit))
    audit.record("supervision_visits.record", actor=actor, subject=unit.visit, unit=unit.pk)


@transaction.atomic
def add_problem(
    unit: VisitUnit, *, actor: Actor, words: str, responsible: Department, due_on: datetime.date
) -> VisitProblem:
    """Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    _on_visit(unit.visit, actor, "登记问题")
    if unit.outcome == Outcome.ABSENT:
        raise Refusal("未能走访的对象不登记问题。")
    if not words.strip():
        raise Refusal("请写明问题。")
    if due_on < clock.today():
        raise Refusal("整改期限不能早于今天。")
    if unit.outcome != Outcome.PROBLEMS:
        unit.outcome = Outcome.PROBLEMS
        unit.save(update_fields=["outcome"])
    made = VisitProblem.objects.create(unit=unit, words=words.strip(), responsible=responsible, due_on=due_on)
    log(unit.visit, "problem", actor=actor, comment=f"{unit}：{made.words}")
    audit.record("supervision_visits.problem", actor=actor, subject=unit.visit, problem=made.pk)
    return made


@transaction.atomic
def hand_over(visit: SupervisionVisit, *, actor: Actor) -> Task:
    """The problems become a task's targets, still a draft to look at; later ones join it until it is issued.

    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    _on_visit(visit, actor, "问题转任务")
    problems = VisitProblem.objects.filter(unit__visit=visit, is_handed_over=False)
    problems = list(problems.select_related("unit__organization", "responsible"))
    if not problems:
        raise Refusal("没有尚未转为任务的问题。")
    task = visit.task
    if task is None:
        order = Order(
            title=f"{visit.title[:90]}问题整改", source_kind=SourceKind.VISIT, source_title=visit.title,
            source_on=visit.held_on, requirement="按督导走访发现的问题逐项整改，申请销号时写明整改情况。",
            lead=problems[0].responsible, due_on=max(one.due_on for one in problems),
        )  # fmt: skip
        task = tasks.draft(actor=actor, department=visit.department, order=order)
        visit.task = task
        visit.version += 1
        visit.save(update_fields=["task", "version"])
    elif task.state != TaskState.DRAFT:
        raise Refusal("该次督导走访的问题整改任务已下达，新的问题请另拟任务。")
    for one in problems:
        TaskTarget.objects.create(
            task=task, organization=one.unit.organization, responsible=one.responsible, problem=one.words,
            due_on=one.due_on,
        )  # fmt: skip
        one.is_handed_over = True
        one.save(update_fields=["is_handed_over"])
    log(visit, "hand_over", actor=actor)
    audit.record("supervision_visits.hand_over", actor=actor, subject=visit, task=task.pk)
    return task


@transaction.atomic
def set_follow_up(visit: SupervisionVisit, *, actor: Actor, follow_up_on: datetime.date) -> None:
    """When somebody looks again. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    _on_visit(visit, actor, "确定回访日期")
    if visit.held_on is None or follow_up_on <= visit.held_on:
        raise Refusal("回访日期须晚于开展日期。")
    visit.follow_up_on = follow_up_on
    visit.version += 1
    visit.save(update_fields=["follow_up_on", "version"])
    audit.record("supervision_visits.follow_up", actor=actor, subject=visit)


@transaction.atomic
def close(visit: SupervisionVisit, *, actor: Actor, comment: str) -> None:
    """Every unit has its record and every problem its task. Raises as perform, and Refusal."""
    lock(visit)
    if visit.state in DONE and visit.units.filter(outcome="").exists():
        raise Refusal("还有对象没有登记情况，请逐一登记（未能走访的选“未能走访”）。")
    if VisitProblem.objects.filter(unit__visit=visit, is_handed_over=False).exists():
        raise Refusal("还有问题没有转为任务。")
    if visit.task is not None and visit.task.state == TaskState.DRAFT:
        raise Refusal("问题整改任务还没有下达。")
    perform(visit, "close", actor=actor, comment=comment)
    audit.record("supervision_visits.close", actor=actor, subject=visit)


@transaction.atomic
def cancel(visit: SupervisionVisit, *, actor: Actor, comment: str) -> None:
    perform(visit, "cancel", actor=actor, comment=comment)
    audit.record("supervision_visits.cancel", actor=actor, subject=visit)
