"""Who reviews a report first, by the rules of its year."""

from django.db.models import BigIntegerField, Case, F, Q, When

from core.departments.models import Department
from registry.annual_reports.models import AnnualReport, ReportingRegime
from registry.annual_reports.states import WithoutSupervisor
from registry.organizations.models import Organization

# Where no business supervisor is named: the link of the organization that takes its place.
INSTEAD = {
    WithoutSupervisor.INDUSTRY_DEPARTMENT: "industry_department",
    WithoutSupervisor.PARTY_ORGAN: "party_superior",
}


def reviewer_id(organization: Organization, regime: ReportingRegime) -> int | None:
    """The business supervisor; without one whom the regime names; None where nobody reviews first."""
    if not regime.has_first_review:
        return None
    if organization.business_supervisor_id:
        return organization.business_supervisor_id
    link = INSTEAD.get(regime.without_supervisor)
    return getattr(organization, f"{link}_id") if link else None


def reviewer(organization: Organization, regime: ReportingRegime) -> Department | None:
    found = reviewer_id(organization, regime)
    return Department.objects.get(pk=found) if found else None


def has_reviewer(regime: ReportingRegime) -> Q:
    """Condition over Organization: somebody reviews first."""
    if not regime.has_first_review:
        return Q(pk=None)
    link = INSTEAD.get(regime.without_supervisor)
    own = Q(business_supervisor__isnull=False)
    return own | Q(**{f"{link}__isnull": False}) if link else own


def reviewer_of_obligation() -> Case:
    """Expression over ReportObligation: who reviews it first as things stand; null where nobody does."""
    own = When(
        regime__has_first_review=True,
        organization__business_supervisor__isnull=False,
        then=F("organization__business_supervisor"),
    )
    instead = (
        When(regime__has_first_review=True, regime__without_supervisor=rule, then=F(f"organization__{link}"))
        for rule, link in INSTEAD.items()
    )
    return Case(own, *instead, output_field=BigIntegerField())


def offices_of(report: AnnualReport) -> set[int]:
    """Who may review it first: the office it was sent to, and the one responsible by now."""
    last = report.submissions.standing().last()
    if last is None or last.department_id is None:
        return set()
    now = reviewer_id(report.organization, report.obligation.regime)
    return {last.department_id, *([now] if now else [])}
