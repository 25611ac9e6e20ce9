"""Certificates are taken down by the office that registers or supervises."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from registry.certificates import actions
from registry.certificates.forms import DayForm, IssueForm
from registry.certificates.models import Certificate
from registry.certificates.tables import CertificateList, papers_url
from registry.organizations import papers
from registry.organizations.actions import correct as correct_fact
from registry.organizations.forms import correction_form
from registry.organizations.frame import organization_or_404


@require_GET
@guards.staff("certificates.view")
def list_certificates(request):
    return CertificateList().respond(request)


@require_POST
@guards.staff("organizations.export")
def export(request):
    return exports.export(CertificateList(), request)


@guards.staff("certificates.edit")
def issue(request, pk):
    organization = organization_or_404(request.actor, pk)
    form = IssueForm(request.POST or None, request.FILES or None, organization=organization)

    def save():
        data = dict(form.cleaned_data)
        file = papers.stored(request, data.pop("file"), kind="certificate")
        actions.issue(organization, actor=request.actor, file=file, **data)

    return papers.answer(
        request, organization, form, title="登记发证", lead="有效期照证书上印的日期填写。", save=save,
        done="证书已登记。", back=papers_url(pk), submit="登记",
    )  # fmt: skip


def _certificate(request, pk) -> Certificate:
    rows = Certificate.objects.visible_to(request.actor).select_related(
        "organization__registering_authority", "organization__supervising_authority"
    )
    return get_object_or_404(rows, pk=pk)


def _marked(request, pk, verb, title: str):
    certificate = _certificate(request, pk)
    organization = organization_or_404(request.actor, certificate.organization_id)
    form = DayForm(request.POST or None)

    def save():
        verb(certificate, actor=request.actor, on=form.cleaned_data["on"])

    return papers.answer(
        request, organization, form, title=title, lead=str(certificate), save=save, done=f"{title}已登记。",
        back=papers_url(organization.pk), submit="登记",
    )  # fmt: skip


@guards.staff("certificates.edit")
def hand_over(request, pk):
    return _marked(request, pk, actions.hand_over, "证书领取")


@guards.staff("certificates.edit")
def take_in(request, pk):
    return _marked(request, pk, actions.take_in, "证书缴回")


@guards.staff("organizations.edit")
def correct(request, pk):
    certificate = _certificate(request, pk)
    organization = organization_or_404(request.actor, certificate.organization_id)
    form = correction_form(certificate, request.POST or None)

    def save():
        values, reason = form.values(), form.cleaned_data["reason"]
        correct_fact(certificate, actor=request.actor, values=values, reason=reason)

    return papers.answer(
        request, organization, form, title="更正证书记录", lead=str(certificate), save=save, done="证书记录已更正。",
        back=papers_url(organization.pk), submit="更正",
    )  # fmt: skip
