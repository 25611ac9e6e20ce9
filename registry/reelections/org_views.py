"""换届 for the association: what it has to do, in which order, and what came of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST, require_safe

from core import clock
from core.access import guards
from core.refusal import Refusal
from registry.officers import queries as offices
from registry.organizations.models import Organization
from registry.reelections import actions, pages
from registry.reelections.forms import OpenForm
from registry.reelections.models import Reelection
from registry.reelections.pages import OWN
from registry.reelections.queries import term_now

PAGE = "org:reelections:detail"


def _own(request) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    return get_object_or_404(rows, pk=request.actor.organization_id)


@require_GET
@guards.organization("own_reelections.view")
def index(request):
    """Where the council stands, what is being done about it, and what was done before."""
    organization, today = _own(request), clock.today()
    term = term_now(organization)
    rows = Reelection.objects.visible_to(request.actor).order_by("-opened_on", "-pk")
    context = {
        "organization": organization,
        "term": term,
        "standing": offices.standing(term, today, offices.limits_on(today), organization.org_type),
        "running": [one for one in rows if one.is_running],
        "closed": [one for one in rows if not one.is_running],
        "may_file": request.actor.can("own_reelections.file"),
    }
    return render(request, "registry/reelections/org_list.html", context)


@guards.organization("own_reelections.file")
def create(request):
    organization = _own(request)
    form = OpenForm(request.POST or None, initial={"kind": request.GET.get("kind", "term")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_chain(organization, actor=request.actor, kind=form.cleaned_data["kind"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已开始办理，请先填报。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "organization": organization}
    return render(request, "registry/reelections/org_create.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@guards.organization("own_reelections.view")
def detail(request, pk):
    found = pages.found(request, pk)
    return render(request, "registry/reelections/org_detail.html", pages.context_of(found, request.actor, OWN))


@guards.organization("own_reelections.file")
def plan(request, pk):
    return pages.plan(request, pk, OWN)


@never_cache
@sensitive_post_parameters("id_number", "phone")
@guards.organization("own_reelections.file")
def add_candidate(request, pk):
    return pages.add_candidate(request, pk, OWN)


@guards.organization("own_reelections.file")
def edit_candidate(request, pk, number):
    return pages.edit_candidate(request, pk, number, OWN)


@require_POST
@guards.organization("own_reelections.file")
def remove_candidate(request, pk, number):
    actions.remove(pages.candidate_or_404(request, pk, number), actor=request.actor)
    messages.success(request, "已移出名单。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.organization("own_reelections.file")
def submit(request, pk):
    actions.submit(pages.found(request, pk), actor=request.actor)
    messages.success(request, "已报送，各单位的意见和期限见办理进度。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.organization("own_reelections.file")
def withdraw(request, pk):
    actions.withdraw(pages.found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤回。")
    return redirect(PAGE, pk=pk)


@guards.organization("own_reelections.file")
def audit(request, pk):
    return pages.audit(request, pk, OWN)


@guards.organization("own_reelections.file")
def notify(request, pk):
    return pages.notify(request, pk, OWN)


@guards.organization("own_reelections.file")
def result(request, pk):
    return pages.result(request, pk, OWN)


@require_safe
@guards.organization("own_reelections.view")
def letter(request, pk, kind, file=""):
    return pages.letter(request, pk, kind, file, OWN)
