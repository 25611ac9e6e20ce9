"""What an annual report takes from the charter in force at the end of its year."""

from registry.charters.models import CharterVersion
from registry.organizations.models import Organization
from registry.organizations.report_items import year_end

ITEMS = ("has_party_clause",)


def items(organization: Organization, year: int) -> dict[str, str]:
    """One query."""
    row = CharterVersion.objects.on(year_end(year)).filter(organization=organization).first()
    return {} if row is None else {"has_party_clause": "yes" if row.has_party_clause else "no"}
