"""The desk of the authority: what is told, the checklist, the steps, the decision. The bureau above reads along."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.files import actions as files
from core.files import links
from core.forms.asking import Question, ask
from core.refusal import Refusal
from core.workflow import timeline
from supervision.illegal_orgs import actions, forms, queries
from supervision.illegal_orgs.models import BanDecision, Lead, LeadContact
from supervision.illegal_orgs.states import HANDLE, OPEN, STEP_WORDS, VIEW
from supervision.illegal_orgs.tables import LeadList

PAGE = "staff:illegal_orgs:detail"


@require_safe
@guards.staff("illegal_orgs.view")
def index(request):
    return LeadList().respond(request)


@require_POST
@guards.staff("illegal_orgs.export")
def export(request):
    return exports.export(LeadList(), request)


def _found(request, pk) -> Lead:
    links_ = ("region", "department", "organization")
    return get_object_or_404(Lead.objects.visible_to(request.actor).select_related(*links_), pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


@guards.staff("illegal_orgs.inquire")
def create(request):
    form = forms.LeadForm(request.POST or None)
    back = reverse("staff:illegal_orgs:list")

    def do():
        lead = actions.receive(actor=request.actor, **form.cleaned_data)
        seen = Lead.objects.visible_to(request.actor).filter(pk=lead.pk).exists()
        return _address(lead.pk) if seen else back

    note = "由行为发生地的区县民政部门核查；登记在别的区县的，会转到那里。"
    return ask(request, form, Question("登记线索", "登记", "已登记。", back, ((back, "线索核查"),), note=note), do)


def _detail(request, lead: Lead, *, contact=None, check_form=None, status: int = 200):
    actor = request.actor
    may = {step.name for step in lead.machine.available(lead, actor)}
    holds = lead.state in OPEN and actor.competent_for(lead) and actor.can(HANDLE) and not actor.read_only
    context = {
        "lead": lead,
        "may": may,
        "holds": holds,
        "is_competent": actor.competent_for(lead),
        "checks": queries.checklist(lead),
        "check_form": check_form or forms.CheckForm(lead=lead),
        "namesakes": queries.namesakes(lead.name),
        "why_not": actions.may_open(lead, actor) if "open_case" in may else "",
        "officers": lead.officers.select_related("user"),
        "decision": BanDecision.objects.filter(lead=lead).first(),
        "has_contact": LeadContact.objects.filter(lead=lead).exists(),
        "contact": contact,
        "entries": timeline.entries(lead, STEP_WORDS, with_office=True),
    }
    return render(request, "supervision/illegal_orgs/staff_detail.html", context, status=status)


@require_safe
@never_cache
@guards.staff("illegal_orgs.view")
def detail(request, pk):
    return _detail(request, _found(request, pk))


@require_POST
@never_cache
@guards.staff("illegal_orgs.reveal")
def reveal(request, pk):
    """Name and number appear in the answer to this request alone."""
    lead = _found(request, pk)
    contact = actions.reveal_contact(lead, actor=request.actor, reason=request.POST.get("reason", ""))
    return _detail(request, lead, contact=contact)


@require_POST
@guards.staff("illegal_orgs.inquire")
def check(request, pk):
    lead = _found(request, pk)
    form = forms.CheckForm(request.POST, request.FILES, lead=lead)
    if form.is_valid():
        try:
            _note_check(request, lead, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记核查结果。")
            return redirect(PAGE, pk=pk)
    return _detail(request, lead, check_form=form, status=422)


@transaction.atomic
def _note_check(request, lead: Lead, data: dict) -> None:
    upload = data.pop("proof")
    stored = None
    if upload:
        stored = files.store(
            upload.read(), name=upload.name, kind="illegal_orgs", permission=VIEW, actor=request.actor,
            allowed=forms.FILE_TYPES,
        )  # fmt: skip
    actions.note_check(lead, actor=request.actor, proof=stored, **data)


@require_POST
@guards.staff("illegal_orgs.view")
def proof(request, pk, check):
    """The lead is what is seen; its proofs go with it."""
    found = get_object_or_404(_found(request, pk).checks.exclude(proof=None), pk=check)
    return redirect(links.signed_link(found.proof, request.actor, permission=VIEW))


def _asking(request, pk, form, words: tuple[str, str], verb, *, note: str = ""):
    lead, address = _found(request, pk), _address(pk)
    crumbs = ((reverse("staff:illegal_orgs:list"), "线索核查"), (address, lead.number))
    question = Question(words[0], words[0], words[1], address, crumbs, lead=lead.name, note=note)

    def do():
        verb(lead)
        seen = Lead.objects.visible_to(request.actor).filter(pk=pk).exists()
        return address if seen else reverse("staff:illegal_orgs:list")

    return ask(request, form, question, do)


def _posted(request):
    return request.POST if request.method == "POST" else None


@guards.staff("illegal_orgs.inquire")
def relocate(request, pk):
    form = forms.RelocateForm(_posted(request))
    return _asking(
        request, pk, form, ("改正行为发生地", "已改正，由当地民政部门核查。"),
        lambda lead: actions.relocate(lead, actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


@guards.staff("illegal_orgs.inquire")
def open_case(request, pk):
    form = forms.OpenForm(_posted(request), lead=_found(request, pk))
    return _asking(
        request, pk, form, ("立案", "已立案。"),
        lambda lead: actions.open_case(lead, actor=request.actor, **form.told()),
    )  # fmt: skip


@guards.staff("illegal_orgs.inquire")
def found_elsewhere(request, pk):
    form = forms.ElsewhereForm(_posted(request), actor=request.actor)
    return _asking(
        request, pk, form, ("登记在他处", "已办结：登记在他处。"),
        lambda lead: actions.found_elsewhere(lead, actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


def _commented(request, pk, verb, words, note: str = ""):
    form = forms.CommentForm(_posted(request))
    return _asking(
        request, pk, form, words, lambda lead: verb(lead, actor=request.actor, **form.cleaned_data), note=note
    )


@guards.staff("illegal_orgs.inquire")
def refute(request, pk):
    return _commented(request, pk, actions.refute, ("不属实", "已办结：不属实。"))


@guards.staff("illegal_orgs.inquire")
def dissolve(request, pk):
    note = "情节轻微、经劝导自行停止活动的，不作决定，也不公布名称。"
    return _commented(request, pk, actions.dissolve, ("劝散", "已办结：已劝散。"), note)


@guards.staff("illegal_orgs.inquire")
def hand_over(request, pk):
    form = forms.HandOverForm(_posted(request))
    return _asking(
        request, pk, form, ("移送", "已办结：已移送。"),
        lambda lead: actions.hand_over(lead, actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


@guards.staff("illegal_orgs.inquire")
def propose_ban(request, pk):
    note = "提请后由法制审核，再由另一人决定；提请人不能审核，也不能决定。"
    return _commented(request, pk, actions.propose_ban, ("提请取缔", "已提请，等待法制审核。"), note)


@guards.staff("illegal_orgs.legal_review")
def review_ban(request, pk):
    return _commented(request, pk, actions.review_ban, ("法制审核通过", "已审核，等待作出决定。"))


@guards.staff("illegal_orgs.legal_review")
def send_back(request, pk):
    return _commented(request, pk, actions.send_back, ("退回补充调查", "已退回。"))


@guards.staff("illegal_orgs.decide")
def ban(request, pk):
    lead = _found(request, pk)
    form = forms.BanForm(_posted(request), initial={"name": lead.name})
    return _asking(
        request, pk, form, ("决定取缔", "已作出决定，名称自今日起公布。"),
        lambda lead: actions.ban(lead, actor=request.actor, **form.cleaned_data),
        note="作出决定后，名称向社会公布，直到决定被撤销。",
    )  # fmt: skip


@guards.staff("illegal_orgs.decide")
def lift(request, pk):
    form = forms.LiftForm(_posted(request))
    return _asking(
        request, pk, form, ("撤销取缔决定", "已撤销，名称不再公布。"),
        lambda lead: actions.lift(lead, actor=request.actor, **form.cleaned_data),
    )  # fmt: skip
