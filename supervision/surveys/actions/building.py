"""From a draft to a form that is out. Who drew it up does not release it; what was asked before needs a reason."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from supervision.questionnaires import questions
from supervision.questionnaires.questions import Questions
from supervision.surveys import queries
from supervision.surveys.actions import rounds
from supervision.surveys.models import Survey
from supervision.surveys.states import EDIT, Audience, Repeat, SurveyState

RELEASE_ITEM = "surveys.release"
EDITED = (
    "title", "purpose", "basis", "audience", "days_to_answer", "repeat", "repeat_until", "repeated_reason",
)  # fmt: skip


@transaction.atomic
def open_survey(*, actor: Actor, department: Department, **values) -> Survey:
    """拟定. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "拟定填报")
    made = Survey(department=department, **values)
    check_competent(made, actor=actor, label="拟定填报")
    _check(made)
    made.save(force_insert=True)
    log(made, "open", actor=actor)
    audit.record("surveys.open", actor=actor, subject=made)
    return made


def _check(one: Survey) -> None:
    if not one.purpose.strip():
        raise Refusal("请写明填报的用途，填报人要看。")
    if one.is_monthly and one.repeat_until is None:
        raise Refusal("按月填报须写明最后一期不晚于哪一天。")
    if one.is_monthly and one.days_to_answer > 28:
        raise Refusal("按月填报的填报天数不能超过28天。")


def _writable(survey: Survey, actor: Actor) -> None:
    require(actor, EDIT, "修改填报")
    check_competent(survey, actor=actor, label="修改填报")
    if survey.state != SurveyState.DRAFT:
        raise WrongState(f"该填报{survey.get_state_display()}，不能修改。")


def _written(survey: Survey, actor: Actor, fields: Iterable[str]) -> None:
    survey.version += 1
    survey.save(update_fields=[*fields, "version"])
    log(survey, "edit", actor=actor)
    audit.record("surveys.edit", actor=actor, subject=survey)


@transaction.atomic
def edit(survey: Survey, *, actor: Actor, version: int | None, **values) -> None:
    """Of a draft. Raises NotPermitted, NotCompetent, WrongState, StaleVersion, Refusal."""
    check_version(survey, version)
    _writable(survey, actor)
    for name in EDITED:
        if name in values:
            setattr(survey, name, values[name])
    if survey.repeat == Repeat.ONCE:
        survey.repeat_until = None
    _check(survey)
    _written(survey, actor, EDITED)


@transaction.atomic
def set_questions(survey: Survey, *, actor: Actor, rows: Questions) -> None:
    """The form as a whole. Raises as edit."""
    lock(survey)
    _writable(survey, actor)
    if len(rows) > questions.AT_MOST:
        raise Refusal(f"一张表最多{questions.AT_MOST}个问题。")
    survey.questions = questions.dump(rows)
    _written(survey, actor, ("questions",))


@transaction.atomic
def set_addressees(survey: Survey, *, actor: Actor, criteria: str = "", offices: Iterable[int] = ()) -> None:
    """Whom to send it to: the register's filter, or offices. Raises as edit, Refusal for unreadable criteria."""
    lock(survey)
    _writable(survey, actor)
    survey.criteria, survey.offices = criteria, sorted(set(offices))
    if survey.asks_organizations:
        queries.organizations(survey, actor)
    _written(survey, actor, ("criteria", "offices"))


def addressed(survey: Survey, actor: Actor) -> list[int]:
    """Ids of the organizations, or of the offices, that it would go to now."""
    rows = queries.organizations(survey, actor) if survey.asks_organizations else queries.offices(survey)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _check_complete(survey: Survey, ids: list[int]) -> None:
    form = survey.form
    if not form:
        raise Refusal("表里还没有问题。")
    if not ids:
        raise Refusal("按现在的条件没有填报对象，请调整。")
    if survey.audience != Audience.ORGANIZATIONS and any(one.known for one in form):
        raise Refusal("平台带出的内容是社会组织的，填报对象是镇街或部门时不能选用，请移除。")
    if len(ids) > rounds.MOST_ADDRESSEES:
        raise Refusal(f"填报对象超过{rounds.MOST_ADDRESSEES:,}个，请缩小范围。")


@transaction.atomic
def submit(survey: Survey, *, actor: Actor) -> None:
    """提请核发. Raises as perform, Refusal where something is missing or a repeated question has no reason."""
    lock(survey)
    ids = addressed(survey, actor)
    _check_complete(survey, ids)
    before = queries.asked_before(survey, ids)
    if before and not survey.repeated_reason.strip():
        own = len(queries.own_questions(survey.form))
        raise Refusal(
            f"{own}个问题中有{len(before)}个以前问过或平台已有（{queries.titles(before)}），请移除或写明理由。"
        )
    perform(survey, "submit", actor=actor)
    worklist.open_item(
        RELEASE_ITEM, subject=survey, title=f"核发填报：{survey.title}", url_name="staff:surveys:detail",
        department=survey.department_id,
    )  # fmt: skip
    audit.record("surveys.submit", actor=actor, subject=survey, addressees=len(ids))


@transaction.atomic
def send_back(survey: Survey, *, actor: Actor, comment: str) -> None:
    perform(survey, "send_back", actor=actor, comment=comment)
    worklist.close_items(survey, RELEASE_ITEM, actor=actor)
    audit.record("surveys.send_back", actor=actor, subject=survey)


@transaction.atomic
def release(survey: Survey, *, actor: Actor) -> int:
    """核发 by a second person: it goes out now. Returns to how many. Raises as perform (SamePerson), Refusal."""
    lock(survey)
    ids = addressed(survey, actor)
    _check_complete(survey, ids)
    perform(survey, "release", actor=actor, released_at=clock.now(), released_by_id=actor.user_id)
    worklist.close_items(survey, actor=actor)
    today = clock.today()
    rounds.begin(survey, ids, day=today, period=f"{today:%Y-%m}" if survey.is_monthly else "")
    audit.record("surveys.release", actor=actor, subject=survey, addressees=len(ids))
    return len(ids)


@transaction.atomic
def close(survey: Survey, *, actor: Actor, comment: str) -> None:
    """结束填报: what did not come is 未填报 from now on. Raises as perform."""
    perform(survey, "close", actor=actor, comment=comment, closed_on=clock.today())
    rounds.give_up(survey, actor=actor)
    worklist.close_items(survey, actor=actor)
    audit.record("surveys.close", actor=actor, subject=survey)


@transaction.atomic
def withdraw(survey: Survey, *, actor: Actor, comment: str) -> None:
    perform(survey, "withdraw", actor=actor, comment=comment)
    worklist.close_items(survey, actor=actor, cancelled=True)
    audit.record("surveys.withdraw", actor=actor, subject=survey)


def copied(survey: Survey, *, actor: Actor, department: Department, today: datetime.date) -> Survey:
    """The same form once more as a draft of one's own office. Raises as open_survey."""
    values = {name: getattr(survey, name) for name in EDITED if name != "repeated_reason"}
    title = f"{survey.title}（{today:%Y-%m-%d}）"[:100]
    made = open_survey(actor=actor, department=department, **{**values, "title": title})
    set_questions(made, actor=actor, rows=survey.form)
    return made
