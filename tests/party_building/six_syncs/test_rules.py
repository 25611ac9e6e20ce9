"""PB-10 on the day before, the day and the day after."""

import datetime

import pytest

from core.rules.models import RuleVersion
from party_building.six_syncs.rules import CharterWithoutPartyClause
from registry.charters.models import CharterVersion
from registry.organizations.facts import OrganizationStatus
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def body(db):
    return Bureau().register("霁川市茶业协会")


def found(day):
    rule = CharterWithoutPartyClause()
    version = RuleVersion(code=rule.code, params=rule.default_params, severity=rule.default_severity)
    names = ("finding_subject_id", "finding_organization_id", "finding_period", "finding_severity")
    return list(rule.findings(day, version).values_list(*names))


def charter(body, number, since, until=None, **clauses):
    return CharterVersion.objects.create(
        organization=body, version_no=number, valid_from=since, valid_to=until, **clauses
    )


def test_it_is_found_from_the_day_of_approval_until_the_day_before_the_next_charter(body):
    charter(body, 1, D(2020, 3, 1), D(2025, 4, 1))
    charter(body, 2, D(2025, 4, 2), has_party_clause=True)
    assert found(D(2020, 2, 29)) == []
    assert found(D(2020, 3, 1)) == [(body.pk, body.pk, "1", "M")]
    assert found(D(2025, 4, 1)) == [(body.pk, body.pk, "1", "M")]
    assert found(D(2025, 4, 2)) == []


def test_without_a_charter_on_record_there_is_no_finding(body):
    assert found(D(2026, 6, 3)) == []


def test_an_organization_on_its_way_out_is_not_asked(body):
    charter(body, 1, D(2020, 3, 1))
    OrganizationStatus.objects.filter(organization=body).update(valid_to=D(2026, 5, 31))
    OrganizationStatus.objects.create(organization=body, status="cancelled", valid_from=D(2026, 6, 1))
    assert len(found(D(2026, 5, 31))) == 1
    assert found(D(2026, 6, 1)) == []
