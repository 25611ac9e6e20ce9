"""FE-01: thirty days after the adoption are still in time."""

import datetime

import pytest

from registry.dues import actions
from registry.dues.models import DuesStandard
from registry.dues.rules import DuesUnpublished
from registry.organizations.facts import OrganizationClass
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support import officers
from tests.support.bureau import SETUP, Bureau
from tests.support.findings import bodies

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def body(db):
    return Bureau().register("霁川市印刷包装行业协会", is_industry_association=True)


def adopted(body, **more) -> DuesStandard:
    return DuesStandard.objects.create(
        organization=body, adopted_on=D(2026, 4, 15), valid_from=D(2026, 5, 1), meeting="members", **more
    )


def test_it_is_found_from_the_thirty_first_day_on(body):
    adopted(body)
    assert bodies(DuesUnpublished, D(2026, 5, 15)) == set()
    assert bodies(DuesUnpublished, D(2026, 5, 16)) == {body.pk}


def test_a_day_before_the_publication_still_finds_it(body):
    adopted(body, published_on=D(2026, 6, 1))
    assert bodies(DuesUnpublished, D(2026, 5, 31)) == {body.pk}
    assert bodies(DuesUnpublished, D(2026, 6, 1)) == set()


def test_a_standard_that_is_no_longer_charged_is_not_asked_about(body):
    adopted(body, valid_to=D(2026, 6, 2))
    assert bodies(DuesUnpublished, D(2026, 6, 2)) == {body.pk}
    assert bodies(DuesUnpublished, D(2026, 6, 3)) == set()


def test_other_associations_are_asked_only_where_the_version_says_so(body):
    adopted(body)
    OrganizationClass.objects.filter(organization=body).update(is_industry_association=False)
    assert bodies(DuesUnpublished, D(2026, 6, 3)) == set()
    assert bodies(DuesUnpublished, D(2026, 6, 3), industry_associations_only=False) == {body.pk}


def test_publication_settles_the_alert_at_once(body, set_clock):
    set_clock("2026-06-03")
    officers.load()
    standard = adopted(body)
    sweep.run(codes=["FE-01"])
    assert RiskAlert.objects.open().exists()
    actions.publish(standard, actor=SETUP, on=D(2026, 6, 3))
    assert not RiskAlert.objects.open().exists()
