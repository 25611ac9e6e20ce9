"""Which form a report is written on, and the shipped forms as rows. A form in use is never changed."""

from django.db import transaction

from core.refusal import Refusal
from registry.report_forms import expansion
from registry.report_forms.models import FormVersion

FORMS = expansion.DATA


def form_for(org_type: str, year: int) -> FormVersion:
    """The newest form of the type and year. Raises Refusal when none is loaded."""
    forms = FormVersion.objects.filter(org_type=org_type, year_from__lte=year).exclude(year_to__lt=year)
    form = forms.order_by("-year_from", "-pk").first()
    if form is None:
        raise Refusal(f"{year}年度的报告表单尚未发布，请稍后再来，或联系登记管理机关。")
    return form


@transaction.atomic
def load_forms() -> int:
    """The shipped form versions, written out whole. A form in use is never changed: a corrected form is a new code."""
    written = 0
    for path in sorted(FORMS.glob("*.json")):
        schema = expansion.expand(expansion.read(path.name))
        _, is_new = FormVersion.objects.get_or_create(
            code=schema["code"],
            defaults={
                "org_type": schema["org_type"],
                "year_from": schema["year_from"],
                "year_to": schema.get("year_to"),
                "schema": schema,
            },
        )
        written += is_new
    return written
