"""立案建议: proposed with its evidence by one person, decided on by another."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.files import actions as files
from core.files import links
from core.rules.base import rule_of
from core.workflow import timeline
from registry.organizations.frame import organization_or_404
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.case_proposals import actions
from supervision.case_proposals.forms import ProposeForm
from supervision.case_proposals.models import CaseProposal
from supervision.case_proposals.states import STEP_WORDS
from supervision.case_proposals.tables import ProposalList
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.models import RiskAlert

PAGE = "staff:case_proposals:detail"


@require_safe
@guards.staff("case_proposals.view")
def index(request):
    return ProposalList().respond(request)


@require_POST
@guards.staff("case_proposals.export")
def export(request):
    return exports.export(ProposalList(), request)


def _found(request, pk) -> CaseProposal:
    rows = CaseProposal.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "alert"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("case_proposals.view")
def detail(request, pk):
    found = _found(request, pk)
    context = {
        "found": found,
        "evidence": found.evidence.select_related("file"),
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/case_proposals/staff_detail.html", context)


@guards.staff("case_proposals.propose")
def create(request, pk):
    """About the organization `pk`; `?alert=` names what it rests on."""
    organization = organization_or_404(request.actor, pk)
    alert = _asked_alert(request, organization)
    form = ProposeForm(request.POST or None, request.FILES or None, initial=_initial(alert))

    @transaction.atomic
    def do():
        data = dict(form.cleaned_data)
        upload = data.pop("document")
        stored = [_stored(request, upload)] if upload else []
        made = actions.propose(organization, actor=request.actor, alert=alert, files=stored, **data)
        return reverse(PAGE, args=[made.pk])

    back = reverse("staff:credit:of_organization", args=[pk])
    question = Question(
        "提出立案建议", "提出", "已提出，由另一人决定。", back, ((back, organization.name),), lead=organization.name,
        note="立案建议只供内部研究，不通知该组织，也不影响其信用状况。预计用时 5 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


def _asked_alert(request, organization) -> RiskAlert | None:
    asked = request.GET.get("alert", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    return get_object_or_404(RiskAlert.objects.visible_to(request.actor), pk=asked, organization=organization)


def _initial(alert: RiskAlert | None) -> dict:
    if alert is None:
        return {}
    rule = rule_of(alert.rule_code)
    title = rule.title if rule else ""
    words = "；".join(f"{fact.label}：{fact.text}" for fact in facts_of(alert))
    return {"title": title, "facts": f"{title}。{words}。" if words else title}


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="case_proposal", permission="case_proposals.view", actor=request.actor,
        allowed=FILE_TYPES,
    )  # fmt: skip


@require_POST
@guards.staff("case_proposals.view")
def document(request, pk, row):
    """A file of the evidence; fetching is logged."""
    evidence = get_object_or_404(_found(request, pk).evidence.select_related("file"), pk=row)
    if evidence.file is None:
        raise Http404
    return redirect(links.signed_link(evidence.file, request.actor))


def _step(request, pk, verb, said: str):
    verb(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("case_proposals.decide")
def accept(request, pk):
    return _step(request, pk, actions.accept, "已同意立案。")


@require_POST
@guards.staff("case_proposals.decide")
def refuse(request, pk):
    return _step(request, pk, actions.refuse, "已决定不予立案。")


@require_POST
@guards.staff("case_proposals.propose")
def withdraw(request, pk):
    return _step(request, pk, actions.withdraw, "已撤回。")
