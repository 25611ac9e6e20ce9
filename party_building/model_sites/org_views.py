"""The host's side of model sites: apply, follow, take back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workflow import timeline
from party_building.model_sites import actions
from party_building.model_sites.forms import ApplyForm
from party_building.model_sites.models import ModelSite, SiteScheme
from party_building.model_sites.states import STEPS
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind
from registry.organizations.models import Organization

FOLDER = "party_building/model_sites"


def _sites(request):
    rows = ModelSite.objects.visible_to(request.actor)
    return rows.select_related("scheme__department", "unit", "organization")


def _schemes(request):
    return SiteScheme.objects.visible_to(request.actor).on(clock.today()).order_by("-begun_on")


@require_safe
@guards.organization("own_model_sites.view")
def index(request):
    context = {"sites": _sites(request).order_by("-applied_on", "-pk"), "schemes": _schemes(request)}
    return render(request, f"{FOLDER}/org_list.html", context)


@guards.organization("own_model_sites.apply")
def create(request):
    units = PartyUnit.objects.visible_to(request.actor).on(clock.today())
    units = units.filter(organization_id=request.actor.organization_id, kind=UnitKind.OWN)
    form = ApplyForm(request.POST or None, schemes=_schemes(request).select_related("department"), units=units)
    if request.method == "POST" and form.is_valid():
        organization = get_object_or_404(
            Organization.objects.visible_to(request.actor), pk=request.actor.organization_id
        )
        try:
            made = actions.apply_for(actor=request.actor, organization=organization, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已申报，由上级党组织决定。")
            return redirect("org:model_sites:detail", pk=made.pk)
    return render(request, f"{FOLDER}/org_form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@guards.organization("own_model_sites.view")
def detail(request, pk):
    found = get_object_or_404(_sites(request), pk=pk)
    context = {
        "site": found,
        "statuses": found.statuses.order_by("-valid_from"),
        "timeline": timeline.entries(found, STEPS, with_office=True),
    }
    return render(request, f"{FOLDER}/org_detail.html", context)


@require_POST
@guards.organization("own_model_sites.apply")
def cancel(request, pk):
    actions.cancel(get_object_or_404(_sites(request), pk=pk), actor=request.actor)
    messages.success(request, "已撤回申报。")
    return redirect("org:model_sites:detail", pk=pk)
