"""The printed proof of filing (备案证明)."""

from django.conf import settings
from django.urls import reverse

from registry.community_orgs.models import CommunityOrganization


def verify_address(row: CommunityOrganization) -> str:
    """In full, as the code on the sheet holds it; never from the request's own host."""
    return f"{settings.PORTAL_URL}{reverse('public:community_orgs:verify', args=[row.public_key])}"
