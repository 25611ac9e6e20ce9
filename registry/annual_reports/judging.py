"""A report judged whole: the checks of its form, and the limits on spending that bind this organization."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registry.annual_reports.models import AnnualReport, ReportFigure, ReportSubmission
from registry.annual_reports.prefill import LastYear
from registry.organizations.facts import OrganizationClass
from registry.organizations.models import Organization
from registry.report_forms import checks, spending
from registry.report_forms.checks import Problem
from registry.report_forms.models import SpendingRule
from registry.report_forms.schema import REASONS, Answers, FormSchema
from registry.report_forms.spending import Ratio, Subject

FAILED = "identities_failed"
Figures = Mapping[str, Decimal]


@dataclass(frozen=True)
class Limits:
    """What spending is measured against in one report; empty for whom no limit binds."""

    subject: Subject | None = None
    rules: tuple[SpendingRule, ...] = ()
    before: tuple[Figures, ...] = field(default=())

    def ratios(self, now: Figures) -> list[Ratio]:
        return spending.ratios(self.rules, self.subject, now, self.before) if self.subject else []


def limits_of(report: AnnualReport) -> Limits:
    """As the register stood on the last day of the report's year. Two queries; three where a limit binds."""
    return limits_of_all([report.organization], report.year)[report.organization_id]


def limits_of_all(organizations: list[Organization], year: int) -> dict[int, Limits]:
    """Organization → the limits on its report of that year. Three queries, whatever their number."""
    day = datetime.date(year, 12, 31)
    facts = OrganizationClass.objects.on(day).filter(organization__in=organizations)
    said = {fact.organization_id: fact for fact in facts}
    rules, found = list(SpendingRule.objects.on(day)), {}
    for one in organizations:
        now = said.get(one.pk, one)
        subject = Subject(now.org_type, now.is_charity, now.has_public_fundraising)
        if own := tuple(rule for rule in rules if spending.binds(rule, subject)):
            found[one.pk] = (subject, own)
    before = figures_before(list(found), year) if found else {}
    return {
        one.pk: Limits(*found[one.pk], tuple(before[one.pk])) if one.pk in found else Limits() for one in organizations
    }


def figures_before(organizations: list[int], year: int) -> dict[int, list[Figures]]:
    """Organization → the figures of up to three years before, the last one first; it ends where a year is missing."""
    years = range(year - 1, year - 1 - spending.YEARS_AVERAGED, -1)
    sent = ReportSubmission.objects.standing().filter(
        report__organization__in=organizations, report__year__in=list(years)
    )
    latest = sent.order_by("report", "-round").distinct("report").values("pk")
    rows = ReportFigure.objects.filter(submission__in=latest).values_list(
        "submission__report__organization", "submission__report__year", "code", "value"
    )
    found: dict[int, dict[int, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for organization, reported, code, value in rows:
        found[organization][reported][code] = value
    return {pk: _unbroken(found[pk], years) for pk in organizations}


def _unbroken(by_year: dict[int, Figures], years: range) -> list[Figures]:
    kept = []
    for year in years:
        if not by_year.get(year):
            break
        kept.append(by_year[year])
    return kept


def problems(schema: FormSchema, answers: Mapping[str, Answers], last: LastYear, limits: Limits) -> list[Problem]:
    """Everything that stands against sending, and what is only to be known, in the order of the form."""
    found = checks.problems(schema, answers, last.figures)
    judged = limits.ratios(checks.figures(schema, answers))
    found += [problem for ratio in judged if (problem := _problem(schema, answers, ratio)) is not None]
    order = {section.key: place for place, section in enumerate(schema.sections)}
    return sorted(found, key=lambda problem: order[problem.section])


def _problem(schema: FormSchema, answers: Mapping[str, Answers], ratio: Ratio) -> Problem | None:
    place = next((one for one in schema.fields.values() if one.figure_code == ratio.figure), None)
    if place is None:
        return None
    reasons = answers.get(place.section, {}).get(REASONS) or {}
    kind = "info" if ratio.holds else "soft"
    return Problem(place.section, place.key, ratio.code, kind, ratio.text, reasons.get(ratio.code, ""))


def figures(schema: FormSchema, answers: Mapping[str, Answers], limits: Limits) -> dict[str, Decimal]:
    """What is written at a sending: the numbers of the report, its ratios, and how many identities do not add up.

    Only a report that was taken over from elsewhere can have such; what is filled in here is not sent with them.
    """
    own = checks.figures(schema, answers)
    own |= spending.figures(limits.ratios(own))
    if failed := checks.failed_identities(schema, answers):
        own[FAILED] = Decimal(len(failed))
    return own
