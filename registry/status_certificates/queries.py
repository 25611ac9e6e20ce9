"""Whether the record still says what a paper says."""

from core import clock
from registry.status_certificates.lines import choice
from registry.status_certificates.models import StatusCertificate


def has_changed(certificate: StatusCertificate) -> bool:
    """True when anything the paper rests on is recorded otherwise today; it never says what. Six queries."""
    organization = certificate.organization
    if (organization.name, organization.uscc) != (certificate.name, certificate.uscc):
        return True
    now = choice(organization, clock.today()).by_key
    return any(_basis(now, one["key"]) != one["basis"] for one in certificate.statements)


def _basis(now: dict, key: str) -> str | None:
    return now[key].basis if key in now else None
