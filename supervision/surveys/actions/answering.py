"""The addressee's side: a draft, sending, 与上期相同."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import lock, log
from core.worklist import actions as worklist
from supervision.questionnaires import questions
from supervision.questionnaires.states import Source
from supervision.surveys import queries
from supervision.surveys.actions.rounds import ANSWER_ITEM
from supervision.surveys.models import SurveyAnswer, SurveyRecipient
from supervision.surveys.states import ANSWER, OWN_ANSWER, AnswerState, SurveyState

OPEN = (AnswerState.WAITING, AnswerState.ANSWERED)  # what was sent may be corrected while the form is out


def _check_addressee(recipient: SurveyRecipient, actor: Actor) -> None:
    """Answering is the addressee's affair alone, also towards the office that asks."""
    require(actor, OWN_ANSWER if actor.is_organization_side else ANSWER, "填报")
    if not SurveyRecipient.objects.mine(actor).filter(pk=recipient.pk).exists():
        raise NotCompetent(f"“填报”由{recipient}办理。")
    if recipient.survey.state != SurveyState.RUNNING or recipient.state not in OPEN:
        raise WrongState(f"该填报{recipient.get_state_display()}，不能再填。")


@transaction.atomic
def save(recipient: SurveyRecipient, *, actor: Actor, answers: dict[str, str], version: int | None) -> None:
    """Keep a draft. Raises NotPermitted, NotCompetent, WrongState, StaleVersion."""
    check_version(recipient, version)
    _check_addressee(recipient, actor)
    recipient.answers = questions.tidy(recipient.survey.form, answers)
    recipient.version += 1
    recipient.save(update_fields=["answers", "version"])


@transaction.atomic
def send(recipient: SurveyRecipient, *, actor: Actor) -> None:
    """Send what was saved; once more while the form is out is a correction. Raises as save, Refusal."""
    lock(recipient)
    _check_addressee(recipient, actor)
    form = recipient.survey.form
    found = questions.faults(form, recipient.answers)
    if found:
        raise Refusal(f"还不能提交：{'；'.join(list(found.values())[:5])}。")
    _answered(recipient, actor, questions.standing(form, recipient.answers), is_unchanged=False)


@transaction.atomic
def repeat(recipient: SurveyRecipient, *, actor: Actor) -> None:
    """与上期相同: one click in place of a form. Raises as send, WrongState where there was no round before."""
    lock(recipient)
    _check_addressee(recipient, actor)
    before = queries.previous(recipient)
    if before is None:
        raise WrongState("上一期没有填报，请填写本期内容。")
    recipient.answers = dict(before.answers)
    _answered(recipient, actor, questions.standing(recipient.survey.form, recipient.answers), is_unchanged=True)


def _answered(recipient: SurveyRecipient, actor: Actor, given: dict[str, str], *, is_unchanged: bool) -> None:
    recipient.state, recipient.answered_at = AnswerState.ANSWERED, clock.now()
    recipient.answered_by_id, recipient.is_unchanged = actor.user_id, is_unchanged
    recipient.version += 1
    recipient.save(
        update_fields=["answers", "state", "answered_at", "answered_by", "is_unchanged", "version"]
    )  # fmt: skip
    _write(recipient, given)
    worklist.close_items(recipient, ANSWER_ITEM, actor=actor)
    log(recipient, "repeat" if is_unchanged else "send", actor=actor)
    audit.record("surveys.answer", actor=actor, subject=recipient, organization=recipient.organization_id)


def _write(recipient: SurveyRecipient, given: dict[str, str]) -> None:
    """Each answer with its day and where it comes from: said now, said before and confirmed, or known."""
    form, today = recipient.survey.form, clock.today()
    earlier = queries.earlier_answers(recipient, form)
    known = queries.known_of(form, recipient.organization_id, today)
    rows = []
    for one in form:
        text = given.get(one.key, "") or known.get(one.key, "")
        if not text:
            continue
        source = Source.GIVEN
        if one.known and text == known.get(one.key):
            source = Source.KNOWN
        elif one.key in earlier and earlier[one.key].text == text:
            source = Source.EARLIER
        rows.append(
            SurveyAnswer(
                recipient=recipient, key=one.key, folded=one.folded[:120], text=text, source=source, given_on=today,
                file_id=int(text) if one.is_file else None,
            )
        )  # fmt: skip
    recipient.given.all().delete()
    SurveyAnswer.objects.bulk_create(rows)
