"""Needs on the staff side: written down, assigned, answered, decided by a second person."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.forms.asking import Question, ask
from core.workflow import timeline
from supervision.liaison import actions
from supervision.liaison.forms import AnswerForm, AssignForm, NeedForm
from supervision.liaison.models import Contact, Need
from supervision.liaison.staff_views import back_to, body_of, crumbs
from supervision.liaison.states import STEP_WORDS

PAGE = "staff:liaison:need"
OF_ANSWERER = {"answer", "hand_back"}


def _need(request, pk) -> Need:
    rows = Need.objects.visible_to(request.actor).select_related(
        "organization", "department", "responsible", "contact"
    )
    return get_object_or_404(rows, pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


@require_safe
@guards.staff("liaison.view")
def detail(request, pk):
    need, actor = _need(request, pk), request.actor
    may = {step.name for step in need.machine.available(need, actor)}
    if not actions.may_answer(need, actor):
        may -= OF_ANSWERER
    context = {"need": need, "may": may, "entries": timeline.entries(need, STEP_WORDS, with_office=True)}
    return render(request, "supervision/liaison/staff_need.html", context)


@guards.staff("liaison.record")
def create(request, pk):
    """Of an organization; `?contact=` is where it was heard."""
    organization, contact = body_of(request, pk), _contact(request, pk)
    form = NeedForm(request.POST or None, initial={"words": contact.topic if contact else ""})
    back = reverse("staff:liaison:dossier", args=[pk])

    def do() -> str:
        return _address(actions.raise_need(organization, actor=request.actor, contact=contact, **form.cleaned_data).pk)

    question = Question(
        "登记社会组织诉求", "登记", "已登记，请交办。", back, crumbs((back, organization.name)),
        lead=organization.name,
    )  # fmt: skip
    return ask(request, form, question, do)


def _contact(request, pk) -> Contact | None:
    asked = request.GET.get("contact", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    return get_object_or_404(Contact.objects.visible_to(request.actor).filter(organization=pk), pk=asked)


def _asking(request, pk, form, verb, words: tuple[str, str, str]):
    need = _need(request, pk)

    def do() -> str:
        verb(need, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    where = crumbs((reverse("staff:liaison:needs"), "社会组织诉求"), (_address(pk), need.words[:30]))
    return ask(request, form, Question(*words, _address(pk), where, lead=need.words), do)


@guards.staff("liaison.keep")
def assign(request, pk):
    return _asking(request, pk, AssignForm(request.POST or None), actions.assign, ("交办", "交办", "已交办。"))


@guards.staff("liaison.answer")
def answer(request, pk):
    words = ("答复", "提交答复", "已答复，请社会组织确认。")
    return _asking(request, pk, AnswerForm(request.POST or None), actions.answer, words)


def _step(request, pk, verb, said: str):
    verb(_need(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    return back_to(request, PAGE, pk, said)


@require_POST
@guards.staff("liaison.answer")
def hand_back(request, pk):
    return _step(request, pk, actions.hand_back, "已退回交办单位。")


@require_POST
@guards.staff("liaison.keep")
def decide(request, pk):
    return _step(request, pk, actions.decide, "已认定解决。")


@require_POST
@guards.staff("liaison.keep")
def explain(request, pk):
    return _step(request, pk, actions.explain, "已办结，不计入已解决。")


@require_POST
@guards.staff("liaison.keep")
def ask_again(request, pk):
    return _step(request, pk, actions.ask_again, "已要求继续办理。")
