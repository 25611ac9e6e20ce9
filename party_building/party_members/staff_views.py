"""The register for the party line, and read only for auditors. Every look at names is a line of the audit log."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.audit.actions import note_look
from core.refusal import Refusal
from core.workflow import timeline
from party_building.party_members import actions, forms
from party_building.party_members.models import PartyMember
from party_building.party_members.register import named
from party_building.party_members.states import STEPS
from party_building.party_members.tables import MemberList, VanguardList, standing_pair
from registry.people import queries as people
from registry.people.states import Number


@require_GET
@never_cache
@guards.staff("party_members.view")
def index(request):
    """Names are kept elsewhere: to the counts."""
    if not settings.PARTY_REGISTER_NAMED:
        return redirect("staff:party_members:counts")
    note_look(request, "party_members.view_list")
    return MemberList().respond(request)


@require_POST
@guards.staff("party_members.export")
@named
def export(request):
    return exports.export(MemberList(), request)


@require_GET
@guards.staff("party_members.view")
@named
def vanguard(request):
    note_look(request, "party_members.view_posts")
    return VanguardList().respond(request)


def member_or_404(request, pk) -> PartyMember:
    rows = PartyMember.objects.visible_to(request.actor)
    links = ("person", "unit__superior", "organization__party_superior")
    return get_object_or_404(rows.select_related(*links), pk=pk)


def _page(request, member: PartyMember, shown: dict[str, str] | None = None):
    is_competent = request.actor.competent_for(member)
    context = {
        "member": member,
        "person": member.person,
        "badge": standing_pair(member),
        "shown": shown or {},
        "standings": member.standings.order_by("-valid_from"),
        "affiliations": member.affiliations.select_related("unit").order_by("-valid_from"),
        "employments": member.employments.select_related("organization").order_by("-valid_from"),
        "participations": member.participations.select_related("unit").order_by("-valid_from"),
        "posts": member.vanguard_posts.select_related("unit").order_by("-valid_from"),
        "transfers": member.transfers.visible_to(request.actor),
        "is_competent": is_competent,
        "may_edit": is_competent and request.actor.can("party_members.edit"),
        "may_reveal": is_competent and request.actor.can("party_members.reveal"),
        "looks": people.looks(member.person, clock.today()),
        "entries": timeline.entries(member, STEPS, with_office=True),
    }
    return render(request, "party_building/party_members/staff_detail.html", context)


@require_GET
@never_cache
@guards.staff("party_members.view")
@named
def detail(request, pk):
    member = member_or_404(request, pk)
    note_look(request, "party_members.view_member", subject=member)
    return _page(request, member)


@require_POST
@never_cache
@sensitive_variables("number", "shown")
@guards.staff("party_members.reveal")
@named
def reveal(request, pk, number):
    """The number stands in the answer to this request alone."""
    if number not in Number.values:
        raise Http404
    member = member_or_404(request, pk)
    try:
        reason = request.POST.get("reason", "")
        shown = actions.reveal(member, Number(number), actor=request.actor, reason=reason)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:party_members:detail", pk=pk)
    return _page(request, member, {number: shown})


@never_cache
@sensitive_post_parameters()
@guards.staff("party_members.edit")
@named
def create(request):
    """Several members on one page, all entered or none."""
    posted = request.POST if request.method == "POST" else None
    lines = [forms.MemberLine(posted, actor=request.actor, prefix=str(n)) for n in range(forms.LINES)]
    status, says = 200, ""
    if request.method == "POST":
        used = [line for line in lines if not line.is_blank]
        status, says = 422, "有填写不正确的地方，一人也没有登记，请按提示修改后再提交。" if used else "至少填写一人。"
        if used and all([line.is_valid() for line in used]) and _entered(used, request.actor):
            messages.success(request, f"已登记 {len(used)} 人。")
            return redirect("staff:party_members:list")
    context = {"lines": lines, "says": says}
    return render(request, "party_building/party_members/staff_create.html", context, status=status)


def _entered(lines: list[forms.MemberLine], actor) -> bool:
    """All or none; the refusal stands on its line."""
    refused = actions.enroll_many([actions.NewMember(**line.said) for line in lines], actor=actor)
    for position, sentence in refused.items():
        lines[position].add_error(None, sentence)
    return not refused


_FORMS = {
    "affiliation": (forms.AffiliationForm, actions.affiliate, "更改组织关系", "已登记组织关系。"),
    "employment": (forms.EmploymentForm, actions.employ, "登记工作单位", "已登记工作单位。"),
    "participation": (forms.ParticipationForm, actions.take_part, "参加功能型党组织", "已登记。"),
    "vanguard": (forms.VanguardForm, actions.give_post, "设立先锋岗位", "已设立。"),
    "end": (forms.EndForm, actions.end_membership, "终止党员身份", "已登记，名册中标为已不在册。"),
    "transfer": (forms.TransferForm, actions.send, "登记转接", "已登记，等待接收方确认。"),
}


@guards.staff("party_members.edit")
@named
def change(request, pk, what):
    """One dated fact about a member; `what` is a key of the table above."""
    if what not in _FORMS:
        raise Http404
    member = member_or_404(request, pk)
    make, do, title, done = _FORMS[what]
    form = make(request.POST if request.method == "POST" else None, actor=request.actor, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            do(member, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("staff:party_members:detail", pk=pk)
    context = {"form": form, "member": member, "title": title}
    return render(request, "party_building/party_members/staff_form.html", context, status=422 if form.errors else 200)
