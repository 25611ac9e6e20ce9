"""Who reviews a report first, by the rules of its year."""

from django.db.models import Q

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


def reviewed_first_by(department: Department) -> Q:
    """Condition over ReportObligation: the office reviews it first, by its regime as things stand."""
    found = Q(organization__business_supervisor=department)
    for rule, link in INSTEAD.items():
        found |= Q(
            regime__without_supervisor=rule,
            organization__business_supervisor=None,
            **{f"organization__{link}": department},
        )
    return found & Q(regime__has_first_review=True)


def offices_of(report: AnnualReport) -> set[int]:
    """Who may review it first: the office it was sent to, and the one responsible by now."""
    last = report.submissions.last()
    if last is None or last.department_id is None:
        return set()
    now = reviewer_id(report.organization, report.obligation.regime)
    return {last.department_id, *([now] if now else [])}
