"""The verbs of yearly statements: the party organ makes them, writes what figures cannot say, and enters the grade."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.workflow.errors import NotPermitted, Refusal
from core.workflow.perform import check_competent, lock, log, perform
from party_building.party_units.models import PartyUnit
from party_building.year_statements import queries
from party_building.year_statements.models import StatementFigure, StatementGrade, YearStatement
from party_building.year_statements.states import EDIT, StatementState, SubjectKind


def _require(statement: YearStatement, actor: Actor, what: str) -> None:
    if not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    check_competent(statement, actor=actor, label=what)


def day_of(year: int) -> datetime.date:
    """31 December, or today while the year runs. Raises Refusal for a year to come."""
    today = clock.today()
    if year > today.year:
        raise Refusal(f"{year}年尚未开始，不能生成述职材料。")
    return min(datetime.date(year, 12, 31), today)


@transaction.atomic
def generate(
    *,
    actor: Actor,
    office: Department,
    year: int,
    kind: SubjectKind,
    department: Department | None = None,
    unit: PartyUnit | None = None,
    subject_name: str = "",
) -> YearStatement:
    """Make the statement of a subject with its figures. `subject_name` is the secretary's name for a unit.

    Raises NotPermitted, NotCompetent, Refusal where there is one already.
    """
    about = department.name if department else f"{unit}书记{subject_name}".strip()
    made = YearStatement(
        office=office, year=year, kind=kind, department=department, unit=unit, subject_name=about[:120],
        as_of=day_of(year),
    )  # fmt: skip
    _require(made, actor, "生成述职材料")
    if YearStatement.objects.filter(office=office, year=year, kind=kind, department=department, unit=unit).exists():
        raise Refusal(f"{about}{year}年度的述职材料已经生成。")
    made.save(force_insert=True)
    _count(made)
    log(made, "generate", actor=actor)
    audit.record("year_statements.generate", actor=actor, subject=made)
    return made


def _count(statement: YearStatement) -> None:
    statement.figures.all().delete()
    StatementFigure.objects.bulk_create(
        [
            StatementFigure(
                statement=statement,
                code=one.indicator.code,
                title=one.indicator.title,
                unit=one.indicator.unit,
                numerator=one.now.numerator,
                denominator=one.now.denominator,
                last_numerator=one.last.numerator,
                last_denominator=one.last.denominator,
                order=number,
            )  # fmt: skip
            for number, one in enumerate(queries.figures(statement), 1)
        ]
    )


@transaction.atomic
def renew(statement: YearStatement, *, actor: Actor) -> None:
    """Count anew while it is a draft. Raises NotPermitted, NotCompetent, Refusal."""
    lock(statement)
    _require(statement, actor, "重新取数")
    if statement.state != StatementState.DRAFT:
        raise Refusal("已定稿的材料不再重新取数，需要时请先退回草稿。")
    statement.as_of, statement.version = day_of(statement.year), statement.version + 1
    statement.save(update_fields=["as_of", "version"])
    _count(statement)
    log(statement, "renew", actor=actor)
    audit.record("year_statements.renew", actor=actor, subject=statement)


@transaction.atomic
def write(statement: YearStatement, *, actor: Actor, version: int | None, remarks: str) -> None:
    """Raises StaleVersion, NotPermitted, NotCompetent, Refusal for one that is final."""
    check_version(statement, version)
    _require(statement, actor, "修改述职材料")
    if statement.state != StatementState.DRAFT:
        raise Refusal(f"材料{statement.get_state_display()}，不能再修改。")
    statement.remarks, statement.version = remarks.strip(), statement.version + 1
    statement.save(update_fields=["remarks", "version"])
    audit.record("year_statements.write", actor=actor, subject=statement)


@transaction.atomic
def finish(statement: YearStatement, *, actor: Actor) -> None:
    """Raises NotPermitted, NotCompetent, WrongState, Refusal while the year runs or was counted before its end."""
    lock(statement)
    last_day = datetime.date(statement.year, 12, 31)
    if clock.today() < last_day:
        raise Refusal(f"{statement.year}年尚未结束，12月31日以后再定稿。")
    if statement.as_of != last_day:
        raise Refusal("材料的数据截至年末以前，请先重新取数，再定稿。")
    perform(statement, "finish", actor=actor)
    audit.record("year_statements.finish", actor=actor, subject=statement)


@transaction.atomic
def reopen(statement: YearStatement, *, actor: Actor, comment: str) -> None:
    """Raises NotPermitted, NotCompetent, WrongState, CommentRequired."""
    perform(statement, "reopen", actor=actor, comment=comment)
    audit.record("year_statements.reopen", actor=actor, subject=statement)


@transaction.atomic
def grade(
    statement: YearStatement, *, actor: Actor, grade: StatementGrade, graded_on: datetime.date, grade_comment: str = ""
) -> None:
    """The outcome of the review, internal. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    if graded_on > clock.today():
        raise Refusal("评议日期不能晚于今天。")
    if graded_on <= datetime.date(statement.year, 12, 31):
        raise Refusal(f"评议日期应在{statement.year}年结束之后。")
    perform(statement, "grade", actor=actor, grade=grade, graded_on=graded_on, grade_comment=grade_comment.strip())
    audit.record("year_statements.grade", actor=actor, subject=statement, grade=grade.pk)
