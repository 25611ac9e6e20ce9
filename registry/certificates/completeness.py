"""What certificates and charters add to 四清, and to what an organization owes."""

import datetime

from django.db.models import Q
from django.urls import reverse

from registry.certificates.models import Certificate
from registry.charters.models import CharterVersion
from registry.organizations.completeness import Item, page
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.owed import Step
from registry.organizations.states import ACTIVE_STATUSES, Clear

PANEL = page("staff:certificates:of_organization")


def _has_certificate(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    return Q(pk__in=Certificate.objects.on(day).values("organization"))


def _has_charter(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    return Q(pk__in=CharterVersion.objects.on(day).values("organization"))


ITEMS = (
    Item("certificate", Clear.ORGANIZATION, "登记证书", _has_certificate, PANEL, "certificates.edit"),
    Item("charter", Clear.ORGANIZATION, "核准的章程", _has_charter, PANEL, "charters.edit"),
)


def owed(organization: Organization, day: datetime.date) -> list[Step]:
    """A certificate past its printed last day has to be exchanged. One query."""
    if organization.status not in ACTIVE_STATUSES:
        return []
    held = Certificate.objects.on(day).filter(organization=organization, printed_until__lt=day).first()
    if held is None:
        return []
    text = f"证书载明有效期至{held.printed_until:%Y-%m-%d}，已届满，向登记管理机关申请换发。"
    url = reverse("staff:certificates:of_organization", args=[organization.pk])
    return [Step("换发登记证书", text, staff_url=url, org_url=reverse("org:certificates:detail"))]
