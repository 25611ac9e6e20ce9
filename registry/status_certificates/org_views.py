"""An organization draws its own certificates."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards, rate_limits
from core.refusal import Refusal
from registry.organizations.models import Organization
from registry.status_certificates import actions, drawing
from registry.status_certificates.forms import DrawForm
from registry.status_certificates.lines import choice
from registry.status_certificates.models import StatusCertificate


def _certificates(request):
    rows = StatusCertificate.objects.visible_to(request.actor)
    return rows.select_related("organization__supervising_authority", "issuing_department")


@require_GET
@guards.organization("own_certificates.draw")
def index(request):
    rows = _certificates(request).order_by("-issued_at", "-pk")[:100]
    return render(request, "registry/status_certificates/org_list.html", {"certificates": rows})


@guards.organization("own_certificates.draw")
def create(request):
    own = Organization.objects.visible_to(request.actor).select_related(*drawing.LINKS)
    organization = get_object_or_404(own, pk=request.actor.organization_id)
    offered = choice(organization, clock.today())
    form = DrawForm(request.POST or None, choice=offered)
    if request.method == "POST" and form.is_valid():
        try:
            certificate = _drawn(organization, request.actor, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已开具，编号{certificate.full_number}，有效期至{certificate.valid_until}。")
            return redirect("org:status_certificates:detail", pk=certificate.pk)
    context = {"form": form, "missing": offered.missing, "why_not": drawing.why_not(organization)}
    status = 422 if form.errors else 200
    return render(request, "registry/status_certificates/org_create.html", context, status=status)


def _drawn(organization: Organization, actor, form: DrawForm) -> StatusCertificate:
    """Counted outside the transaction of the verb, or a refusal would take the count back."""
    if not rate_limits.allow("status-certificates", str(organization.pk), **drawing.limit()):
        raise Refusal("今天开具的证明已达到上限，请明天再开具，或者到登记管理机关窗口办理。")
    data = form.cleaned_data
    return actions.issue(organization, actor=actor, purpose=data["purpose"], keys=data["lines"])


@require_GET
@guards.organization("own_certificates.draw")
def detail(request, pk):
    """The sheet to print."""
    context = drawing.sheet(get_object_or_404(_certificates(request), pk=pk))
    return render(request, "registry/status_certificates/org_detail.html", context)


@require_POST
@guards.organization("own_certificates.draw")
def cancel(request, pk):
    certificate = get_object_or_404(_certificates(request), pk=pk)
    actions.cancel(certificate, actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已作废，扫码核验时会显示已撤回。")
    return redirect("org:status_certificates:list")
