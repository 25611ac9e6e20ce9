"""What both sides see of a chain and ask about it; each side's views guard and call these.

A page that asks one thing is a form and one verb. `Desk` says whose page it is: the association's or an office's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.dated.calendar import age_on
from core.documents import responses
from core.files import actions as files
from core.forms import VersionedFormMixin
from core.refusal import Refusal
from core.workflow import timeline
from registry.approvals.models import ApprovalPush
from registry.reelections import actions, documents, progress, queries
from registry.reelections.buttons import buttons
from registry.reelections.forms import (
    FILE_TYPES,
    AuditForm,
    CandidateEditForm,
    CandidateForm,
    NoticeForm,
    ResultForm,
    plan_form,
)
from registry.reelections.models import Candidate, Reelection, ReelectionOpinion
from registry.reelections.states import OWN_FILE, REVIEW, STEP_WORDS, WRITING, OpinionState, ReelectionState

S = ReelectionState
LINKS = (
    "term", "new_term", "audit", "audit_file", "resolution_file", "organization__supervising_authority",
    "organization__registering_authority", "organization__business_supervisor", "organization__industry_department",
    "organization__party_superior",
)  # fmt: skip
FILE_VIEW = "reelections.view"


@dataclass(frozen=True)
class Desk:
    """`space` is the namespace of its pages ("org:reelections")."""

    space: str
    layout: str
    home: str  # how the start page is called
    list_title: str

    def address(self, name: str, *args) -> str:
        return reverse(f"{self.space}:{name}", args=args)


OWN = Desk("org:reelections", "layouts/org.html", "我的事项", "换届")
OFFICE = Desk("staff:reelections", "layouts/staff.html", "工作台", "换届办理")


def found(request, pk) -> Reelection:
    return get_object_or_404(Reelection.objects.visible_to(request.actor).select_related(*LINKS), pk=pk)


def candidate_or_404(request, pk, number) -> Candidate:
    reelection = found(request, pk)
    rows = reelection.candidates.filter(is_removed=False).select_related("person", "kind")
    candidate = get_object_or_404(rows, pk=number)
    candidate.reelection = reelection
    return candidate


# -- where it stands --------------------------------------------------------------------------------------------------


def sees_list(reelection: Reelection, actor: Actor) -> bool:
    """A list that is still written is the association's, and its authority's that may write it from paper."""
    return bool(reelection.submitted_on) or actor.competent_for(reelection)


def may_write(reelection: Reelection, actor: Actor) -> bool:
    """Whether the association's steps are this actor's to take."""
    code = OWN_FILE if actor.is_organization_side else REVIEW
    return actor.can(code) and not actor.read_only and actor.competent_for(reelection)


def context_of(reelection: Reelection, actor: Actor, desk: Desk) -> dict:
    """The page: steps, what is next, the list, the opinions, the papers, the history."""
    candidates = queries.candidates_of(reelection)
    opinions = list(reelection.opinions.filter(round=reelection.round).select_related("department"))
    steps = progress.steps(reelection, candidates, opinions)
    shown = candidates if sees_list(reelection, actor) else []
    if reelection.is_running:
        queries.judged(reelection, shown, actor)
    for one in shown:
        born = one.person.birth_on
        one.age = age_on(born, reelection.planned_on or clock.today()) if born else None
        one.edit_url = desk.address("edit_candidate", reelection.pk, one.pk)
        one.remove_url = desk.address("remove_candidate", reelection.pk, one.pk)
    may_edit = may_write(reelection, actor) and reelection.state in WRITING
    return {
        "found": reelection,
        "desk": desk,
        "steps": steps,
        "next_step": progress.current(steps) if reelection.is_running else None,
        "candidates": shown,
        "is_hidden": not sees_list(reelection, actor),
        "missing": queries.missing_posts(reelection, shown) if reelection.state in WRITING else [],
        "opinions": [_opinion(one, actor) for one in opinions],
        "papers": [
            (title, desk.address("letter", reelection.pk, kind)) for kind, title in documents.kinds(reelection)
        ],
        "entries": _entries(reelection, actor),
        "buttons": buttons(reelection, actor, desk.address, may_write=may_write(reelection, actor)),
        "may_edit": may_edit,
        "plan_url": desk.address("plan", reelection.pk) if may_edit else "",
        "add_url": desk.address("add_candidate", reelection.pk) if may_edit and not reelection.is_extension else "",
        "owed": actions.representative_owed(reelection) if reelection.state == S.ENTERED else None,
        "pushes": _pushes(reelection, actor) if reelection.state == S.ENTERED else [],
        "is_office": desk is OFFICE,
    }


def _opinion(opinion: ReelectionOpinion, actor: Actor) -> dict:
    is_own = actor.department_id == opinion.department_id
    return {"opinion": opinion, "pair": opinion.pair, "inner_note": opinion.inner_note if is_own else ""}


def _entries(reelection: Reelection, actor: Actor) -> list[dict]:
    """The association reads what it was told; what officers wrote for each other stays with the authority."""
    entries = timeline.entries(reelection, STEP_WORDS, with_office=True)
    if actor.competent_for(reelection) and not actor.is_organization_side:
        return entries
    inner = {STEP_WORDS[name] for name in ("review", "confirm", "enter", "finish")}
    return [{**one, "text": ""} if one["title"] in inner else one for one in entries]


def _pushes(reelection: Reelection, actor: Actor) -> list[ApprovalPush]:
    """What the approval office sent about a legal representative since the meeting."""
    if not actor.can("approvals.view"):
        return []
    rows = ApprovalPush.objects.visible_to(actor).filter(organization=reelection.organization_id)
    rows = rows.filter(decided_on__gte=reelection.held_on, values__has_key="legal_representative")
    return list(rows.order_by("-decided_on", "-pk")[:3])


def waiting_opinion(reelection: Reelection, actor: Actor) -> ReelectionOpinion | None:
    """The opinion that this office has to give now."""
    if reelection.state != S.OPINIONS or actor.department_id is None:
        return None
    rows = reelection.opinions.filter(round=reelection.round, state=OpinionState.WAITING)
    return rows.filter(department=actor.department_id).select_related("department").first()


# -- asking -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    title: str
    button: str
    done: str
    lead: str = ""
    note: str = ""
    other: tuple[str, str] | None = None  # a second button: its value as `act`, and its words


def ask(request, form, question: Question, do: Callable[[], object], *, desk: Desk, reelection: Reelection):
    """`do` calls the verb; its refusal stands in the form. Back to the chain afterwards."""
    status, back = 200, desk.address("detail", reelection.pk)
    if request.method == "POST":
        if form.is_valid() and _done(form, do):
            messages.success(request, question.done)
            return redirect(back)
        status = form.status if isinstance(form, VersionedFormMixin) else 422
    context = {"form": form, "question": question, "desk": desk, "found": reelection, "back": back}
    return render(request, "registry/reelections/question.html", context, status=status)


def _done(form, do: Callable[[], object]) -> bool:
    try:
        if isinstance(form, VersionedFormMixin):
            return form.attempt(do)
        do()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def stored(request, upload, kind: str):
    """The uploaded scan as a stored file; None where there is none."""
    if not upload:
        return None
    return files.store(
        upload.read(), name=upload.name, kind=kind, permission=FILE_VIEW, actor=request.actor, allowed=FILE_TYPES
    )


def plan(request, pk, desk: Desk):
    reelection = found(request, pk)
    form = plan_form(reelection)(request.POST or None, instance=found(request, pk))
    title = "填写延期申请" if reelection.is_extension else "填写会议安排"

    def do():
        actions.plan(reelection, actor=request.actor, version=form.posted_version, **form.changes)

    return ask(request, form, Question(title, "保存", "已保存。"), do, desk=desk, reelection=reelection)


def add_candidate(request, pk, desk: Desk):
    reelection = found(request, pk)
    form = CandidateForm(request.POST or None, reelection=reelection)
    note = "逐人填写。证件号码加密保存，只供审核使用；是否符合年龄、届数等规定，保存后在名单中提示。预计每人2分钟。"

    @transaction.atomic
    def do():
        data = form.cleaned_data
        actions.add(
            reelection, actor=request.actor, person=form.person(request.actor), kind=data["kind"], **form.details
        )

    return ask(
        request, form, Question("填报候选人", "保存", "已列入名单。", note=note), do, desk=desk, reelection=reelection
    )


def edit_candidate(request, pk, number, desk: Desk):
    candidate = candidate_or_404(request, pk, number)
    form = CandidateEditForm(request.POST or None, instance=candidate_or_404(request, pk, number))

    def do():
        actions.edit(candidate, actor=request.actor, version=form.posted_version, **form.changes)

    question = Question(
        "修改候选人", "保存", "已保存。", lead=str(candidate), note="更换人员或职务的，请移除后重新填报。"
    )
    return ask(request, form, question, do, desk=desk, reelection=candidate.reelection)


def audit(request, pk, desk: Desk):
    reelection = found(request, pk)
    known = {name: getattr(reelection, name) for name in ("auditor", "audited_on", "audit_no")}
    form = AuditForm(request.POST or None, request.FILES or None, initial=known)

    @transaction.atomic
    def do():
        data = dict(form.cleaned_data)
        file = stored(request, data.pop("report"), "reelection_audit")
        actions.hand_in_audit(reelection, actor=request.actor, file=file, **data)

    question = Question("报送审计报告", "报送", "已报送，由登记管理机关登记。")
    return ask(request, form, question, do, desk=desk, reelection=reelection)


def notify(request, pk, desk: Desk):
    reelection = found(request, pk)
    initial = {"notified_on": clock.today(), "meeting_on": reelection.planned_on}
    form = NoticeForm(request.POST or None, is_office=desk is OFFICE, initial=initial)

    def do():
        actions.notify(reelection, actor=request.actor, **form.cleaned_data)

    question = Question("登记会议通知", "登记", "已登记，会后请报送结果。")
    return ask(request, form, question, do, desk=desk, reelection=reelection)


def result(request, pk, desk: Desk):
    reelection = found(request, pk)
    years = reelection.term.term_years if reelection.term else None
    form = ResultForm(
        request.POST or None, request.FILES or None, candidates=queries.candidates_of(reelection),
        is_term=reelection.is_term, initial={"held_on": reelection.meeting_on, "term_years": years},
    )  # fmt: skip

    @transaction.atomic
    def do():
        names = ("held_on", "total", "present", "resolution", "term_years")
        data = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        file = stored(request, form.cleaned_data["resolution_scan"], "reelection_resolution")
        actions.report_result(reelection, actor=request.actor, votes=form.by_candidate, file=file, **data)

    question = Question(
        "报会议结果", "报送", "已报送，由登记管理机关登记。", note="逐人填写赞成票数，是否当选按规定自动计算。"
    )
    return ask(request, form, question, do, desk=desk, reelection=reelection)


def letter(request, pk, kind: str, file: str, desk: Desk):
    """A paper to read and print, or as a file."""
    reelection = found(request, pk)
    if kind not in dict(documents.kinds(reelection)):
        raise Http404
    drawn = documents.letter(reelection, kind)
    if file:
        return responses.letter(drawn, file)
    urls = {f"{one}_url": desk.address("letter_file", pk, kind, one) for one in ("pdf", "docx")}
    context = {"letter": drawn, "back_url": desk.address("detail", pk), **urls}
    return render(request, "core/documents/letter_print.html", context)
