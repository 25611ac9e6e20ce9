"""Which parts of a report a seat reads."""

from core.access.actor import Actor
from registry.annual_reports.actions import review
from registry.annual_reports.models import AnnualReport
from registry.report_forms.schema import is_party


def sees_section(report: AnnualReport, section_key: str, actor: Actor) -> bool:
    """A party organ that is not the first reviewer sees its own part of the report alone."""
    return actor.role != "party_officer" or is_party(section_key) or review.is_first_reviewer(report, actor)
