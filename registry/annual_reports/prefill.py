"""What the portal knows already: registered facts and last year's report. Always shown with where it comes from."""

from dataclasses import dataclass, field
from decimal import Decimal

from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.report_forms import checks
from registry.report_forms.schema import Field, FormSchema

FROM_REGISTRY, FROM_LAST_YEAR = "登记信息", "上年报告"


@dataclass(frozen=True)
class LastYear:
    """The last submission of the year before; empty where there was none."""

    year: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Decimal] = field(default_factory=dict)


def last_year(report: AnnualReport) -> LastYear:
    """Two queries."""
    submission = (
        ReportSubmission.objects.standing()
        .filter(report__organization=report.organization_id, report__year=report.year - 1)
        .order_by("round")
        .last()
    )
    if submission is None:
        return LastYear()
    figures = dict(submission.figures.values_list("code", "value"))
    return LastYear(report.year - 1, checks.flat(submission.content["sections"]), figures)


def registry_items(organization) -> dict[str, str]:
    """What a form may take from the register, as text."""
    supervisor = organization.business_supervisor
    funds, staff = organization.registered_funds_yuan, organization.full_time_staff
    return {
        "name": organization.name,
        "uscc": organization.uscc,
        "registered_on": organization.registered_on.isoformat() if organization.registered_on else "",
        "business_supervisor": supervisor.name if supervisor else "",
        "registered_funds_yuan": "" if funds is None else f"{funds:.2f}",
        "address": organization.address,
        "phone_public": organization.phone_public,
        "business_scope": organization.business_scope,
        "full_time_staff": "" if staff is None else str(staff),
    }


def known(schema: FormSchema, organization, last: LastYear) -> dict[str, tuple[str, str]]:
    """Field → (text, where from), for every field that says where it may be taken from and has something there."""
    items = registry_items(organization)
    found = {}
    for one in schema.fields.values():
        text, source = _of(one, items, last)
        if text:
            found[one.key] = (text, source)
    return found


def _of(one: Field, items: dict[str, str], last: LastYear) -> tuple[str, str]:
    origin, _, item = one.prefill.replace(":", ".", 1).partition(".")
    if origin == "registry":
        return items.get(item, ""), FROM_REGISTRY
    if origin == "last_year":
        return last.answers.get(item or one.key, ""), FROM_LAST_YEAR
    return "", ""
