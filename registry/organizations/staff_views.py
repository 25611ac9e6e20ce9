"""The register for the offices: list, page, changes of registered items, corrections."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core import clock, exports
from core.access import guards
from core.workflow.errors import Refusal
from registry.organizations import actions, completeness, fact_sheet, forms, frame, owed, profile, queries
from registry.organizations.lists import OrganizationList
from registry.organizations.models import Organization
from registry.organizations.record_views import FACT_TABLES

TIMELINE_SHOWN = 8


@guards.staff("organizations.view")
def index(request):
    return OrganizationList(as_of=request.GET.get("as_of", "")).respond(request)


@require_POST
@guards.staff("organizations.export")
def export(request):
    return exports.export(OrganizationList(as_of=request.GET.get("as_of", "")), request)


@guards.staff("organizations.view")
def detail(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day, known_at = frame.day_of(request), frame.known_of(request)
    if known_at:
        return _as_known(request, organization, day, known_at)
    facts = fact_sheet.facts_of(organization)
    was_there = True
    if day != clock.today():
        past = list(Organization.objects.visible_to(request.actor).as_of(day).filter(pk=pk))
        was_there = bool(past)
        organization = queries.show_as_of(past, day)[0] if past else organization
    recordings = profile.recordings_of(organization)
    noted = profile.by_fact(recordings)
    timeline = profile.timeline(organization, facts, day, recordings)
    organization.facts_read = facts
    context = {
        **frame.header(organization, request.actor, profile.OVERVIEW, day),
        "was_there": was_there,
        "chain": profile.chain(organization, facts, day),
        "groups": profile.groups(facts, day, noted),
        "upcoming": profile.upcoming(facts, noted),
        "former_names": profile.former_names(facts, day),
        "timeline": timeline[:TIMELINE_SHOWN],
        "timeline_rest": max(len(timeline) - TIMELINE_SHOWN, 0),
        "way": owed.way(organization, day) if was_there else None,
        "completeness": completeness.of(organization, day, request.actor),
        "may_edit": request.actor.can("organizations.edit") and request.actor.competent_for(organization),
        "known_at": None,
        "known_words": "",
    }
    return render(request, "registry/organizations/staff_detail.html", context)


def _as_known(request, organization: Organization, day, known_at):
    """The same page from the history tables: nothing that was taken down, corrected or withdrawn since."""
    facts = fact_sheet.facts_known(organization, known_at)
    then = fact_sheet.as_known(organization, facts, day)
    shown = queries.with_links([then or organization])[0]
    recordings = [one for one in profile.recordings_of(organization) if clock.date_of(one.recorded_at) <= known_at]
    timeline = profile.timeline(shown, facts, min(day, known_at), recordings)
    context = {
        **frame.header(shown, request.actor, profile.OVERVIEW, day),
        "is_past": True,
        "known_at": known_at,
        "known_words": f"{known_at:%Y-%m-%d}",
        "was_there": then is not None,
        "chain": profile.chain(shown, facts, day),
        "groups": profile.groups(facts, day, profile.by_fact(recordings)),
        "upcoming": [],
        "former_names": profile.former_names(facts, day),
        "timeline": timeline[:TIMELINE_SHOWN],
        "timeline_rest": max(len(timeline) - TIMELINE_SHOWN, 0),
        "way": None,
        "completeness": None,
        "may_edit": False,
    }
    return render(request, "registry/organizations/staff_detail.html", context)


@guards.staff("organizations.edit")
def edit(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    form = forms.ContactForm(request.POST or None, instance=organization)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _save(form, organization, request.actor):
            messages.success(request, "联系电话已保存。")
            return redirect("staff:organizations:detail", pk=pk)
        status = form.status
    context = {**frame.header(organization, request.actor, ""), "form": form, "conflict": form.conflict}
    return render(request, "registry/organizations/staff_edit.html", context, status=status)


def _save(form, organization: Organization, actor) -> bool:
    def save():
        actions.edit(organization, actor=actor, version=form.posted_version, **form.changes)

    try:
        return form.attempt(save)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


@guards.staff("organizations.edit")
def correct(request, pk, table, fact_id):
    """A fact that was wrong from its first day; the reason is kept and shown."""
    organization = frame.organization_or_404(request.actor, pk)
    if table not in FACT_TABLES:
        raise Http404
    fact = get_object_or_404(FACT_TABLES[table].objects.select_related("organization"), pk=fact_id, organization=pk)
    form = forms.correction_form(fact, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(fact, actor=request.actor, values=form.values(), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "记录已更正，更正前后的内容和理由可在时间轴查看。")
            return redirect("staff:organizations:detail", pk=pk)
    context = {
        **frame.header(organization, request.actor, ""),
        "form": form,
        "fact": fact,
        "title": profile.title(fact),
    }
    return render(request, "registry/organizations/staff_correct.html", context, status=422 if form.errors else 200)
