"""Certificates of status for the authority: what was issued, issuing at the counter, taking back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.refusal import Refusal
from core.workflow import timeline
from registry.organizations.models import Organization
from registry.status_certificates import actions, drawing
from registry.status_certificates.forms import DrawForm
from registry.status_certificates.lines import choice
from registry.status_certificates.models import StatusCertificate
from registry.status_certificates.tables import CertificateList

STEPS = {"issue": "开具", "withdraw": "撤回", "cancel": "社会组织作废"}


@require_GET
@guards.staff("status_certificates.view")
def index(request):
    return CertificateList().respond(request)


@require_POST
@guards.staff("status_certificates.draw")
def export(request):
    return exports.export(CertificateList(), request)


def _certificate(request, pk) -> StatusCertificate:
    rows = StatusCertificate.objects.visible_to(request.actor)
    related = ("organization__supervising_authority", "issuing_department", "issued_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


@require_GET
@guards.staff("status_certificates.view")
def detail(request, pk):
    certificate = _certificate(request, pk)
    entries = timeline.entries(certificate, STEPS, with_office=True)
    context = {**drawing.sheet(certificate), "entries": entries}
    return render(request, "registry/status_certificates/staff_detail.html", context)


@require_GET
@guards.staff("status_certificates.view")
def sheet(request, pk):
    return render(request, "registry/status_certificates/staff_sheet.html", drawing.sheet(_certificate(request, pk)))


@require_POST
@guards.staff("status_certificates.withdraw")
def withdraw(request, pk):
    actions.withdraw(_certificate(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤回，扫码核验时会显示已撤回，社会组织会收到消息。")
    return redirect("staff:status_certificates:detail", pk=pk)


@guards.staff("status_certificates.draw")
def create(request, pk):
    """At the counter, for an organization that comes in person; `pk` is the organization."""
    rows = Organization.objects.visible_to(request.actor).select_related(*drawing.LINKS)
    organization = get_object_or_404(rows, pk=pk)
    offered = choice(organization, clock.today())
    form = DrawForm(request.POST or None, choice=offered)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            certificate = actions.issue(organization, actor=request.actor, purpose=data["purpose"], keys=data["lines"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已开具，编号{certificate.full_number}。")
            return redirect("staff:status_certificates:detail", pk=certificate.pk)
    context = {
        "form": form,
        "organization": organization,
        "missing": offered.missing,
        "why_not": drawing.why_not(organization),
        "is_competent": request.actor.competent_for(organization),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/status_certificates/staff_create.html", context, status=status)
