"""What an annual report takes from the certificate in force at the end of its year."""

from registry.certificates.models import Certificate
from registry.organizations.models import Organization
from registry.organizations.report_items import year_end

ITEMS = ("certificate_no", "certificate_until")


def items(organization: Organization, year: int) -> dict[str, str]:
    """One query."""
    row = Certificate.objects.on(year_end(year)).filter(organization=organization).first()
    if row is None:
        return {}
    return {
        "certificate_no": row.number,
        "certificate_until": row.printed_until.isoformat() if row.printed_until else "",
    }
