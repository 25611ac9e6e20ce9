"""会费标准 is taken down by the office that registers or supervises."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.access import guards
from registry.dues import actions
from registry.dues.forms import AdoptForm, PublishForm
from registry.dues.models import DuesStandard
from registry.organizations import papers
from registry.organizations.frame import organization_or_404


def _papers_url(organization_id: int) -> str:
    return reverse("staff:certificates:of_organization", args=[organization_id])


@guards.staff("dues.edit")
def adopt(request, pk):
    organization = organization_or_404(request.actor, pk)
    form = AdoptForm(request.POST or None, request.FILES or None)

    def save():
        data = dict(form.cleaned_data)
        file = papers.stored(request, data.pop("file"), kind="dues")
        actions.adopt(organization, actor=request.actor, file=file, **data)

    return papers.answer(
        request, organization, form, title="登记会费标准", save=save, done="会费标准已登记。", back=_papers_url(pk),
        submit="登记",
    )  # fmt: skip


@guards.staff("dues.edit")
def publish(request, pk):
    standard = get_object_or_404(DuesStandard.objects.visible_to(request.actor), pk=pk)
    organization = organization_or_404(request.actor, standard.organization_id)
    form = PublishForm(request.POST or None)

    def save():
        actions.publish(standard, actor=request.actor, on=form.cleaned_data["on"])

    return papers.answer(
        request, organization, form, title="登记会费标准公布", lead=str(standard), save=save, done="公布日期已登记。",
        back=_papers_url(organization.pk), submit="登记",
    )  # fmt: skip
