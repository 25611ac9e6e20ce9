"""标签: the tab on the organization page."""

from django.contrib import messages
from django.shortcuts import redirect

from core.access import guards
from core.refusal import Refusal
from registry.organization_tags import actions
from registry.organization_tags.forms import SetForm
from registry.organization_tags.models import OrganizationTag
from registry.organizations import frame

TAB = "staff:organization_tags:of_organization"


@guards.staff(actions.PERMISSION)
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    stand = OrganizationTag.objects.of_office(request.actor).filter(organization=organization)
    form = SetForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        initial={"tags": [one.tag_id for one in stand]},
    )
    if request.method == "POST" and form.is_valid():
        wanted = {tag.pk for tag in form.cleaned_data["tags"]}
        try:
            actions.set_all(organization, actor=request.actor, tag_ids=wanted)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "标签已保存。")
        return redirect(TAB, pk)
    context = {
        "form": form,
        "stand": stand.filter(tag__retired_on=None).select_related("tag", "put_by").order_by("tag__label"),
        "has_tags": form.fields["tags"].queryset.exists(),
        "organization": organization,
    }
    template = "registry/organization_tags/organization_panel.html"
    return frame.respond(request, organization, tab=TAB, template=template, context=context)
