"""What the pages of both sides need to draw and to print a certificate."""

from django.conf import settings
from django.urls import reverse

from core.refusal import Refusal
from registry.organizations.models import Organization
from registry.status_certificates import actions
from registry.status_certificates.models import StatusCertificate

LINKS = ("supervising_authority", "registering_authority")
DAY = 24 * 3600


def limit() -> dict[str, int]:
    return {"limit": settings.STATUS_CERTIFICATES_A_DAY, "seconds": DAY}


def why_not(organization: Organization) -> str:
    """The sentence that says why none can be drawn at all; empty where one can."""
    try:
        actions.refuse_ended(organization)
    except Refusal as refusal:
        return str(refusal)
    return ""


def address(certificate: StatusCertificate) -> str:
    """In full, as the QR code carries it; never from the request's own host."""
    return f"{settings.PORTAL_URL}{reverse('public:status_certificates:verify', args=[certificate.token])}"


def sheet(certificate: StatusCertificate) -> dict:
    label, tone = certificate.badge
    return {
        "certificate": certificate,
        "address": address(certificate),
        "verdict": certificate.verdict,
        "badge_label": label,
        "badge_tone": tone,
        "short_digest": " ".join(certificate.digest[i : i + 4] for i in range(0, 16, 4)).upper(),
    }
