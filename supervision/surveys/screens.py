"""Answering, on either side: the same page for an organization and for an office."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render

from core import clock
from core.refusal import Refusal
from supervision.questionnaires import answers
from supervision.questionnaires.forms import FILE_TYPES, AnswersForm
from supervision.surveys import queries
from supervision.surveys.actions import answering
from supervision.surveys.models import SurveyRecipient
from supervision.surveys.states import AnswerState, SurveyState


def answer(request, found: SurveyRecipient, *, side: str, back: str):
    """保存草稿, 提交, or 与上期相同. `side` is org or staff."""
    survey = found.survey
    earlier = queries.earlier_answers(found, survey.form)
    form = AnswersForm(
        request.POST if request.method == "POST" else None, request.FILES or None, instance=_begun(found, earlier),
        questions=survey.form, known=queries.known_of(survey.form, found.organization_id, clock.today()),
        notes={key: f"带出自《{one.recipient.survey}》，{one.given_on:%Y-%m-%d}。" for key, one in earlier.items()},
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        is_draft = "send" not in request.POST
        if form.is_valid() and form.judge(is_draft=is_draft) and _kept(request, found, form, is_draft=is_draft):
            messages.success(request, "已保存草稿，还没有提交。" if is_draft else "已提交。")
            return redirect(back)
        status = form.status
    is_open = survey.state == SurveyState.RUNNING and found.state in answering.OPEN
    context = {
        "found": found, "survey": survey, "form": form, "back": back, "is_open": is_open,
        "before": queries.previous(found) if is_open and found.state == AnswerState.WAITING else None,
        "layout": f"layouts/{side}.html", "repeat_url": f"{side}:surveys:repeat", "list_url": back,
        "is_sent": found.state == AnswerState.ANSWERED,
    }  # fmt: skip
    return render(request, "supervision/surveys/answer.html", context, status=status)


def _begun(found: SurveyRecipient, earlier: dict) -> SurveyRecipient:
    """What was said before stands in a form that nobody has begun."""
    if found.state == AnswerState.WAITING and not found.answers:
        found.answers = {key: one.text for key, one in earlier.items()}
    return found


def _kept(request, found: SurveyRecipient, form: AnswersForm, *, is_draft: bool) -> bool:
    @transaction.atomic
    def save():
        stored = answers.store(
            form.uploads, kind="surveys", permission="surveys.view", actor=request.actor, allowed=FILE_TYPES
        )
        answering.save(found, actor=request.actor, answers={**form.given, **stored}, version=form.posted_version)
        if not is_draft:
            answering.send(found, actor=request.actor)

    try:
        return form.attempt(save)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


def repeat(request, found: SurveyRecipient, *, back: str):
    answering.repeat(found, actor=request.actor)
    messages.success(request, "已按上期内容提交。")
    return redirect(back)
