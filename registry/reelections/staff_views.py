"""换届办理 for the offices: the list, the page of a chain, opinions, the review by two persons, the register."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST, require_safe

from core import exports
from core.access import guards
from core.refusal import Refusal
from core.workflow.errors import WrongState
from registry.organizations import frame
from registry.reelections import actions, pages, queries
from registry.reelections.forms import FinishForm, OpenForm, OpinionForm, ReviewForm
from registry.reelections.models import ReelectionOpinion
from registry.reelections.pages import OFFICE, Question
from registry.reelections.states import REVIEW, OpinionState, Side
from registry.reelections.tables import ReelectionList

PAGE = "staff:reelections:detail"


@require_GET
@guards.staff("reelections.view")
def index(request):
    return ReelectionList().respond(request)


@require_POST
@guards.staff("reelections.export")
def export(request):
    return exports.export(ReelectionList(), request)


@guards.staff("reelections.review")
def create(request, pk):
    """By a clerk, from an alert (`because`) or on its own; `pk` is the organization."""
    organization = frame.organization_or_404(request.actor, pk)
    because = request.GET.get("because", "")[:20]
    running = queries.running_term(organization)
    if running and request.method == "GET":
        messages.info(request, "换届正在办理，已打开该件。")
        return redirect(PAGE, pk=running.pk)
    form = OpenForm(request.POST or None, initial={"kind": request.GET.get("kind", "term")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_chain(
                organization, actor=request.actor, kind=form.cleaned_data["kind"], because=because
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已建立办理事项，社会组织会收到待办；也可以按其纸质材料代为填报。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "organization": organization, "is_competent": request.actor.competent_for(organization)}
    return render(request, "registry/reelections/staff_create.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@guards.staff("reelections.view")
def detail(request, pk):
    found = pages.found(request, pk)
    context = pages.context_of(found, request.actor, OFFICE)
    may_skip = request.actor.can(REVIEW) and request.actor.competent_for(found) and not request.actor.read_only
    context["may_skip"] = may_skip
    context["own_opinion"] = (
        pages.waiting_opinion(found, request.actor) if request.actor.can("reelections.opine") else None
    )
    context["waiting_state"] = OpinionState.WAITING
    return render(request, "registry/reelections/staff_detail.html", context)


# -- the association's steps, from paper ------------------------------------------------------------------------------


@guards.staff("reelections.review")
def plan(request, pk):
    return pages.plan(request, pk, OFFICE)


@never_cache
@sensitive_post_parameters("id_number", "phone")
@guards.staff("reelections.review")
def add_candidate(request, pk):
    return pages.add_candidate(request, pk, OFFICE)


@guards.staff("reelections.review")
def edit_candidate(request, pk, number):
    return pages.edit_candidate(request, pk, number, OFFICE)


@require_POST
@guards.staff("reelections.review")
def remove_candidate(request, pk, number):
    actions.remove(pages.candidate_or_404(request, pk, number), actor=request.actor)
    return _back(request, pk, "已移出名单。")


@require_POST
@guards.staff("reelections.review")
def submit(request, pk):
    actions.submit(pages.found(request, pk), actor=request.actor)
    return _back(request, pk, "已报送，各单位会收到待办。")


@require_POST
@guards.staff("reelections.review")
def withdraw(request, pk):
    actions.withdraw(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "已撤回。")


@guards.staff("reelections.review")
def audit(request, pk):
    return pages.audit(request, pk, OFFICE)


@guards.staff("reelections.review")
def notify(request, pk):
    return pages.notify(request, pk, OFFICE)


@guards.staff("reelections.review")
def result(request, pk):
    return pages.result(request, pk, OFFICE)


# -- opinions ---------------------------------------------------------------------------------------------------------


@guards.staff("reelections.opine")
def opine(request, pk):
    """The opinion of the actor's own office."""
    found = pages.found(request, pk)
    opinion = pages.waiting_opinion(found, request.actor)
    if opinion is None:
        raise WrongState("没有等待本单位反馈的意见，请刷新页面查看最新情况。")
    opinion.reelection = found
    is_party = opinion.side == Side.PARTY
    form = OpinionForm(
        request.POST or None, candidates=queries.candidates_of(found), is_extension=found.is_extension,
        is_party=is_party,
    )  # fmt: skip
    note = (
        "社会组织只看到“通过”“需补充”“不予通过”和联系人，看不到理由。"
        if is_party
        else "社会组织会看到结果和需补充的材料。"
    )
    question = Question("反馈意见", "反馈", "已反馈。", lead=found.organization.name, note=note)

    def do():
        actions.give(opinion, actor=request.actor, **form.given)

    return pages.ask(request, form, question, do, desk=OFFICE, reelection=found)


@require_POST
@guards.staff("reelections.review")
def skip_opinion(request, pk, number):
    found = pages.found(request, pk)
    opinion = get_object_or_404(ReelectionOpinion, reelection=found, pk=number)
    opinion.reelection = found
    actions.skip(opinion, actor=request.actor, reason=_comment(request))
    return _back(request, pk, "已跳过，理由随办理记录保存。")


# -- the authority ----------------------------------------------------------------------------------------------------


def _back(request, pk, said: str):
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


def _comment(request) -> str:
    return request.POST.get("comment", "")


@guards.staff("reelections.review")
def review(request, pk):
    """Passed on to a second person, or sent back with the result for each candidate."""
    found = pages.found(request, pk)
    candidates = [] if found.is_extension else queries.candidates_of(found)
    form = ReviewForm(request.POST or None, candidates=candidates)

    def do():
        given = {"results": form.by_candidate, "comment": form.cleaned_data["comment"]}
        verb = actions.send_back if request.POST.get("act") == "send_back" else actions.review
        verb(found, actor=request.actor, **given)

    question = Question(
        "审核", "审核通过，送复核", "已办理。", lead=found.organization.name, note="审核后由另一人复核。"
    )
    return pages.ask(request, form, question, do, desk=OFFICE, reelection=found)


@require_POST
@guards.staff("reelections.review")
def send_back(request, pk):
    actions.send_back(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "已退回，社会组织会收到待办。")


@require_POST
@guards.staff("reelections.confirm")
def confirm(request, pk):
    actions.confirm(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "复核通过，审核意见书已编号。")


@require_POST
@guards.staff("reelections.confirm")
def approve(request, pk):
    actions.approve(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "已批准延期，批复已编号。")


@require_POST
@guards.staff("reelections.confirm")
def refuse(request, pk):
    actions.refuse(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "已作出不予批准的决定。")


@require_POST
@guards.staff("reelections.review")
def record_audit(request, pk):
    actions.record_audit(pages.found(request, pk), actor=request.actor)
    return _back(request, pk, "换届审计已登记。")


@require_POST
@guards.staff("reelections.review")
def skip_audit(request, pk):
    actions.skip_audit(pages.found(request, pk), actor=request.actor, reason=_comment(request))
    return _back(request, pk, "已登记免予审计。")


@require_POST
@guards.staff("reelections.review")
def return_result(request, pk):
    actions.return_result(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "已退回会议结果。")


@require_POST
@guards.staff("reelections.review")
def enter(request, pk):
    actions.enter(pages.found(request, pk), actor=request.actor, comment=_comment(request))
    return _back(request, pk, "换届结果已登记，请在期限内办理变更登记和备案。")


@guards.staff("reelections.review")
def finish(request, pk):
    found = pages.found(request, pk)
    owed = actions.representative_owed(found)
    form = FinishForm(request.POST or None, is_owed=owed is not None)

    def do():
        actions.finish(found, actor=request.actor, **form.cleaned_data)

    lead = f"法定代表人变更为{owed.person.name}，尚未登记。" if owed else "法定代表人没有变化或者已经变更登记。"
    question = Question("备案办结", "办结", "已办结，备案通知书已编号。", lead=lead)
    return pages.ask(request, form, question, do, desk=OFFICE, reelection=found)


@require_safe
@guards.staff("reelections.view")
def letter(request, pk, kind, file=""):
    return pages.letter(request, pk, kind, file, OFFICE)
