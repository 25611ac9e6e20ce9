"""What the portal knows already: registered facts and last year's report. Always shown with where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module

from django.conf import settings

from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.report_forms import checks
from registry.report_forms.schema import Answer, Field

FROM_REGISTRY, FROM_LAST_YEAR = "登记信息", "上年报告"


@dataclass(frozen=True)
class LastYear:
    """The last submission of the year before; empty where there was none."""

    year: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    figures: dict[str, Decimal] = field(default_factory=dict)
    form: str = ""  # the code of its form: what another form did not ask cannot have changed


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
    return LastYear(report.year - 1, checks.flat(submission.content["sections"]), figures, submission.content["form"])


def registry_items(organization, year: int, wanted: set[str]) -> dict[str, Answer]:
    """What a form of that year may take from the register: texts, and rows of tables.

    The capabilities that know more than the organization's own row are named in settings.REPORT_PREFILL; only those
    that know a wanted item are asked.
    """
    supervisor = organization.business_supervisor
    funds, staff = organization.registered_funds_yuan, organization.full_time_staff
    items: dict[str, Answer] = {
        "name": organization.name,
        "uscc": organization.uscc,
        "registered_on": organization.registered_on.isoformat() if organization.registered_on else "",
        "business_supervisor": supervisor.name if supervisor else "",
        "registered_funds_yuan": "" if funds is None else f"{funds:.2f}",
        "address": organization.address,
        "phone_public": organization.phone_public,
        "business_scope": organization.business_scope,
        "industry": organization.industry,
        "full_time_staff": "" if staff is None else str(staff),
        "is_industry_association": _yes_no(organization.is_industry_association),
        "is_charity": _yes_no(organization.is_charity),
        "has_public_fundraising": _yes_no(organization.has_public_fundraising),
    }
    for path in settings.REPORT_PREFILL:
        module = import_module(path)
        if wanted & set(module.ITEMS):
            items |= module.items(organization, year)
    return items


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


Known = dict[str, tuple[Answer, str]]


def known(fields: Iterable[Field], organization, year: int, last: LastYear) -> Known:
    """Field → (answer, where from), for every field that says where it may be taken from and has something there."""
    asked = [one for one in fields if one.prefill]
    places = [place for one in asked for place in one.prefill.split("|")]
    items = registry_items(organization, year, {place.removeprefix("registry.") for place in places})
    found = {}
    for one in asked:
        given, source = _of(one, items, last)
        if given := checks.tidy(one, given) if given else "":
            found[one.key] = (given, source)
    return found


def _of(one: Field, items: dict[str, Answer], last: LastYear) -> tuple[Answer, str]:
    for place in one.prefill.split("|"):
        origin, _, item = place.replace(":", ".", 1).partition(".")
        given = items.get(item, "") if origin == "registry" else last.answers.get(item or one.key, "")
        if given and origin:
            return given, FROM_REGISTRY if origin == "registry" else FROM_LAST_YEAR
    return "", ""
