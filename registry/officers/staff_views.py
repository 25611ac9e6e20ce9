"""Roster, limits, and the forms behind the tab 届期与负责人."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.files import actions as files
from registry.officers import actions, limit_words, queries
from registry.officers.forms import (
    REPORT_TYPES,
    AppointForm,
    AuditForm,
    CorrectForm,
    EndForm,
    ExtendForm,
    TermForm,
    attempt,
    next_term,
)
from registry.officers.models import CouncilTerm, OfficerPost, PostKind
from registry.officers.tables import RosterList
from registry.organizations import frame

TAB = "staff:officers:of_organization"
FORM = "registry/officers/staff_form.html"


@require_GET
@guards.staff("officers.view")
def index(request):
    return RosterList(as_of=request.GET.get("as_of", "")).respond(request)


@require_POST
@guards.staff("officers.export")
def export(request):
    return exports.export(RosterList(as_of=request.GET.get("as_of", "")), request)


@require_GET
@guards.staff("officers.view")
def limits(request):
    """Posts and limits as they hold today, each with its basis."""
    kinds = list(PostKind.objects.filter(is_active=True))
    return render(
        request, "registry/officers/staff_limits.html", limit_words.table(queries.limits_on(clock.today()), kinds)
    )


def _draw(request, form, organization, title: str, button: str, *, lead: str = "", tone: str = "info"):
    context = {
        "form": form,
        "organization": organization,
        "title": title,
        "button": button,
        "lead": lead,
        "tone": tone,
        "hints": getattr(form, "hints", []),
        "is_upload": form.is_multipart(),
    }
    return render(request, FORM, context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("id_number", "phone")
@guards.staff("officers.edit")
def appoint(request, pk):
    """Filled in, judged by the limits, confirmed with a reason where they have something to say."""
    organization = frame.organization_or_404(request.actor, pk)
    filled = {name: request.GET[name] for name in AppointForm.FILLED if request.GET.get(name)}
    initial = {"valid_from": clock.today(), **filled}
    form = AppointForm(request.POST or None, organization=organization, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _appointed(form, request.actor)):
        messages.success(request, "任职已登记。")
        return redirect(TAB, pk)
    lead = "同一时期只能一人担任的职务，原任职者任职到新任职日期的前一天为止。"
    return _draw(request, form, organization, "登记任职", "登记", lead=lead)


@transaction.atomic
def _appointed(form: AppointForm, actor) -> None:
    """The person and the post stand or fall together."""
    actions.appoint(form.organization, actor=actor, person=form.person(actor), **form.entered)


def _post(request, pk: int) -> OfficerPost:
    rows = OfficerPost.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("kind", "person", "term", "organization__supervising_authority"), pk=pk
    )


@guards.staff("officers.edit")
def end(request, pk):
    post = _post(request, pk)
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: actions.end_post(post, actor=request.actor, **data)):
            messages.success(request, f"已登记{post.person.name}离任。")
            return redirect(TAB, post.organization_id)
    lead = f"{post.label} {post.person.name}，{post.valid_from:%Y-%m-%d}起任职。"
    return _draw(request, form, post.organization, "登记离任", "登记离任", lead=lead)


@guards.staff("officers.edit")
def correct(request, pk):
    post = _post(request, pk)
    form = CorrectForm.of(post, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form, lambda: actions.correct(post, actor=request.actor, values=form.values, reason=data["reason"])
        ):
            messages.success(request, "任职记录已更正，更正前后的内容和理由可在时间轴查看。")
            return redirect(TAB, post.organization_id)
    lead = f"{post.label} {post.person.name}。更正用于录入有误的记录；情况确有变化的，请登记离任或新的任职。"
    return _draw(request, form, post.organization, "更正任职记录", "更正", lead=lead)


@guards.staff("officers.edit")
def begin_term(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    form = TermForm(request.POST or None, organization=organization, initial=next_term(organization))
    if request.method == "POST" and form.is_valid():
        entered = form.entered
        if attempt(form, lambda: actions.begin_term(organization, actor=request.actor, **entered)):
            messages.success(request, "换届已登记。新当选的人员请逐人登记任职。")
            return redirect(TAB, pk)
    return _draw(request, form, organization, "登记换届", "登记换届")


def _term(request, pk: int) -> CouncilTerm:
    rows = CouncilTerm.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    return get_object_or_404(rows, pk=pk)


@guards.staff("officers.edit")
def extend(request, pk):
    term = _term(request, pk)
    form = ExtendForm(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: actions.extend(term, actor=request.actor, **data)):
            messages.success(request, f"第{term.term_no}届已登记延期。")
            return redirect(TAB, term.organization_id)
    return _draw(request, form, term.organization, f"登记第{term.term_no}届延期换届", "登记延期")


@guards.staff("officers.edit")
def record_audit(request, pk):
    term = _term(request, pk)
    form = AuditForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _recorded(form, term, request.actor)):
        messages.success(request, "换届审计已登记。")
        return redirect(TAB, term.organization_id)
    return _draw(request, form, term.organization, f"登记第{term.term_no}届换届审计", "登记审计")


@transaction.atomic
def _recorded(form: AuditForm, term: CouncilTerm, actor) -> None:
    data = dict(form.cleaned_data)
    upload, file = data.pop("report"), None
    if upload:
        file = files.store(
            upload.read(), name=upload.name, kind="reelection_audit", permission="officers.view", actor=actor,
            allowed=REPORT_TYPES,
        )  # fmt: skip
    actions.record_audit(term, actor=actor, file=file, **data)
