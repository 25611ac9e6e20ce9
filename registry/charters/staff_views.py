"""章程核准 is taken down by the office that registers or supervises."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from registry.charters import actions
from registry.charters.forms import CharterForm
from registry.charters.models import CharterVersion
from registry.charters.tables import CharterList, papers_url
from registry.organizations import papers
from registry.organizations.actions import correct as correct_fact
from registry.organizations.forms import correction_form
from registry.organizations.frame import organization_or_404


@require_GET
@guards.staff("charters.view")
def list_charters(request):
    return CharterList().respond(request)


@require_POST
@guards.staff("organizations.export")
def export(request):
    return exports.export(CharterList(), request)


@guards.staff("charters.edit")
def approve(request, pk):
    organization = organization_or_404(request.actor, pk)
    form = CharterForm(request.POST or None, request.FILES or None, organization=organization)

    def save():
        data = dict(form.cleaned_data)
        file, office = data.pop("file"), data.pop("approved_by")
        stored = papers.stored(request, file, kind="charter")
        actions.approve(organization, actor=request.actor, approved_by_id=office.pk, file=stored, **data)

    return papers.answer(
        request, organization, form, title="登记章程核准", lead="章程经核准后生效。", save=save,
        done="章程核准已登记。", back=papers_url(pk), submit="登记",
    )  # fmt: skip


@guards.staff("charters.edit")
def correct(request, pk):
    charter = get_object_or_404(CharterVersion.objects.visible_to(request.actor), pk=pk)
    organization = organization_or_404(request.actor, charter.organization_id)
    form = correction_form(charter, request.POST or None, leave_out=("file", "version_no"))

    def save():
        values, reason = form.values(), form.cleaned_data["reason"]
        correct_fact(charter, actor=request.actor, values=values, reason=reason)

    return papers.answer(
        request, organization, form, title=f"更正{charter}", lead="只用于录入有误的记录。", save=save,
        done="章程记录已更正。", back=papers_url(organization.pk),
        submit="更正",
    )  # fmt: skip
