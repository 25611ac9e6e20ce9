"""What an annual report takes from the standard of dues in force at the end of its year."""

from registry.dues.models import DuesStandard
from registry.organizations.models import Organization
from registry.organizations.report_items import year_end

ITEMS = ("dues", "dues_adopted_on", "dues_meeting", "dues_votes")


def items(organization: Organization, year: int) -> dict:
    """Two queries."""
    rows = DuesStandard.objects.on(year_end(year)).filter(organization=organization).prefetch_related("grades")
    standard = rows.first()
    if standard is None:
        return {}
    votes = f"到会{standard.voters_present}人，同意{standard.votes_for}票"
    return {
        "dues": [{"grade": one.name, "yearly_yuan": f"{one.yearly_yuan:.2f}"} for one in standard.grades.all()],
        "dues_adopted_on": standard.adopted_on.isoformat(),
        "dues_meeting": standard.get_meeting_display(),
        "dues_votes": votes if standard.voters_present and standard.votes_for else "",
    }
