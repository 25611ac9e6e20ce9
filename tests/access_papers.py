"""Papers of an organization for the walks through every route and every list."""

import datetime

from registry.certificates.models import Certificate
from registry.charters.models import CharterVersion
from registry.dues.models import DuesStandard
from registry.organizations.models import Organization
from tests.access_world import Place

ISSUED = datetime.date(2024, 1, 2)


def certificate_of(organization: Organization) -> Certificate:
    return Certificate.objects.create(
        organization=organization,
        valid_from=ISSUED,
        printed_from=ISSUED,
        printed_until=datetime.date(2028, 1, 1),
        issue_reason="first",
    )


def charter_of(organization: Organization) -> CharterVersion:
    return CharterVersion.objects.create(organization=organization, valid_from=ISSUED, version_no=1)


def a_certificate(place: Place) -> Certificate:
    return certificate_of(place.organization)


def a_charter(place: Place) -> CharterVersion:
    return charter_of(place.organization)


def a_dues_standard(place: Place) -> DuesStandard:
    return DuesStandard.objects.create(
        organization=place.organization, valid_from=ISSUED, adopted_on=ISSUED, meeting="assembly"
    )
