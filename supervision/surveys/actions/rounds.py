"""One round of a form: who gets it, until when, reminders; the next month of a monthly one."""

import datetime

from django.conf import settings
from django.db import transaction

from core import audit, bulk, clock, history
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import roll_forward
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log
from core.worklist import actions as worklist
from registry.organizations.states import ACTIVE_STATUSES
from supervision.questionnaires import known
from supervision.questionnaires.states import Source
from supervision.surveys import notices, queries
from supervision.surveys.models import Survey, SurveyAnswer, SurveyRecipient, SurveyRound
from supervision.surveys.states import EDIT, AnswerState, Repeat, SurveyState

ANSWER_ITEM = "surveys.answer"
MOST_ADDRESSEES = 20_000
SYSTEM = Actor.system("surveys")
ONE_DAY = datetime.timedelta(days=1)
_COLUMNS = (
    "survey_round_id", "organization_id", "department_id", "state", "answers", "due_on", "extension_reason",
    "is_unchanged", "version",
)  # fmt: skip


def begin(survey: Survey, ids: list[int], *, day: datetime.date, period: str) -> SurveyRound:
    """Inside a transaction. Rows by COPY; what is known is written down at once, so that no answer is lost by silence.

    Where everything is known nobody is bothered.
    """
    due = roll_forward(day + survey.days_to_answer * ONE_DAY)
    made = SurveyRound.objects.create(survey=survey, period=period, opens_on=day, due_on=due)
    state = AnswerState.KNOWN if queries.asks_nothing(survey.form) else AnswerState.WAITING
    column = 1 if survey.asks_organizations else 2

    def row(pk: int) -> tuple:
        owner = [made.pk, None, None]
        owner[column] = pk
        return (*owner, state.value, {}, due, "", False, 1)

    with history.acting(SYSTEM):
        bulk.copy(SurveyRecipient, _COLUMNS, (row(pk) for pk in ids))
    rows = list(made.recipients.order_by("pk"))
    _write_known(survey, rows, day)
    if state == AnswerState.WAITING:
        _ask(made, rows)
    return made


def _write_known(survey: Survey, rows: list[SurveyRecipient], day: datetime.date) -> None:
    asked = [one for one in survey.form if one.known]
    ids = [row.organization_id for row in rows if row.organization_id]
    values = known.values_of([one.known for one in asked], ids, day)
    lines = (
        (row.pk, one.key, one.folded, text, Source.KNOWN.value, day)
        for one in asked
        for row in rows
        if (text := values[one.known].get(row.organization_id))
    )
    bulk.copy(SurveyAnswer, ("recipient_id", "key", "folded", "text", "source", "given_on"), lines)


def _ask(made: SurveyRound, rows: list[SurveyRecipient]) -> None:
    worklist.open_items([_item(made, row) for row in rows])
    notices.opened(made, rows)


def _item(made: SurveyRound, row: SurveyRecipient):
    side = "org" if row.organization_id else "staff"
    return worklist.new_item(
        ANSWER_ITEM, subject=row, title=f"填报：{made}", url_name=f"{side}:surveys:answer",
        organization=row.organization_id, department=row.department_id, due_on=row.due_on,
    )  # fmt: skip


def give_up(survey: Survey, *, actor: Actor) -> None:
    """Inside a transaction: what is still waited for is 未填报."""
    rows = queries.waiting(SurveyRecipient.objects.filter(survey_round__survey=survey))
    for row in rows:
        worklist.close_items(row, ANSWER_ITEM, actor=actor, cancelled=True)
    rows.update(state=AnswerState.MISSED)


# ---- reminders and extensions


def check_remind(recipient: SurveyRecipient, actor: Actor) -> None:
    """Raises NotCompetent, WrongState where nothing is owed or it was reminded of today."""
    check_competent(recipient, actor=actor, label="催报")
    if recipient.survey.state != SurveyState.RUNNING or recipient.state != AnswerState.WAITING:
        raise WrongState("没有待填报的内容，无须催报。")
    if recipient.reminded_on == clock.today():
        raise WrongState("今天已经催报过。")


@transaction.atomic
def remind(recipient: SurveyRecipient, *, actor: Actor) -> None:
    """At most once a day. Raises NotPermitted and what check_remind raises."""
    require(actor, EDIT, "催报")
    lock(recipient)
    check_remind(recipient, actor)
    _remind(recipient)
    log(recipient, "remind", actor=actor)
    audit.record("surveys.remind", actor=actor, subject=recipient, organization=recipient.organization_id)


def _remind(recipient: SurveyRecipient) -> None:
    today = clock.today()
    recipient.reminded_on = today
    recipient.version += 1
    recipient.save(update_fields=["reminded_on", "version"])
    notices.reminded(recipient, today)


@transaction.atomic
def extend(recipient: SurveyRecipient, *, actor: Actor, due_on: datetime.date, reason: str) -> None:
    """延长期限 of one addressee. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    require(actor, EDIT, "延长期限")
    lock(recipient)
    check_extend(recipient, actor)
    if not reason.strip():
        raise Refusal("请写明延期理由。")
    if due_on <= max(recipient.due_on, clock.today() - ONE_DAY):
        raise Refusal(f"新的截止日期须晚于{recipient.due_on:%Y-%m-%d}，且不早于今天。")
    recipient.due_on, recipient.extension_reason = due_on, reason.strip()
    recipient.version += 1
    recipient.save(update_fields=["due_on", "extension_reason", "version"])
    worklist.move_due(recipient, ANSWER_ITEM, due_on)
    step = log(recipient, "extend", actor=actor, comment=reason.strip())
    notices.extended(recipient, step.pk)
    audit.record("surveys.extend", actor=actor, subject=recipient, organization=recipient.organization_id)


def check_extend(recipient: SurveyRecipient, actor: Actor) -> None:
    check_competent(recipient, actor=actor, label="延长期限")
    if recipient.survey.state != SurveyState.RUNNING or recipient.state != AnswerState.WAITING:
        raise WrongState("没有待填报的内容，不用延期。")


# ---- by the clock


@transaction.atomic
def open_month(survey: Survey, day: datetime.date) -> SurveyRound | None:
    """The month's round of a monthly form, to the addressees of the round before; None where there is nothing to open.

    Safe to repeat. Its release covers every month up to the last one it names.
    """
    lock(survey)
    period = f"{day:%Y-%m}"
    last = survey.rounds.order_by("-opens_on").first()
    is_over = survey.repeat_until is None or day > survey.repeat_until
    if survey.state != SurveyState.RUNNING or last is None or is_over or last.period >= period:
        return None
    column = "organization" if survey.asks_organizations else "department"
    rows = last.recipients.order_by("pk")
    if survey.asks_organizations:
        rows = rows.filter(organization__status__in=ACTIVE_STATUSES)
    made = begin(survey, list(rows.values_list(column, flat=True)), day=day, period=period)
    log(survey, "round", actor=SYSTEM, comment=period)
    return made


def run(day: datetime.date) -> int:
    """Every morning: the month's rounds, and one reminder before the last day. Returns how many acts."""
    monthly = Survey.objects.filter(state=SurveyState.RUNNING, repeat=Repeat.MONTHLY)
    acts = sum(open_month(survey, day) is not None for survey in monthly)
    last = day + settings.SURVEY_REMIND_DAYS * ONE_DAY
    rows = queries.waiting(SurveyRecipient.objects.filter(survey_round__survey__state=SurveyState.RUNNING))
    for row in rows.filter(due_on__range=(day, last), reminded_on=None):
        with transaction.atomic(), history.acting(SYSTEM):
            lock(row)
            if row.state == AnswerState.WAITING and row.reminded_on is None:
                _remind(row)
                acts += 1
    return acts
