"""A season with an association under the commerce bureau, and the people who review its report."""

import pytest

from registry.annual_reports.actions import review
from registry.annual_reports.models import ReportingRegime
from registry.report_reviews import reference
from tests.registry.annual_reports.conftest import SYSTEM, season  # noqa: F401


@pytest.fixture
def rules(season):  # noqa: F811
    """Thresholds and grounds as they are shipped."""
    reference.load_thresholds()
    reference.load_grounds()
    return season


@pytest.fixture
def own(rules):
    organization = rules.association(
        responsibilities={
            "business_supervisor": rules.bureau.commerce.pk,
            "party_superior": rules.bureau.party_committee.pk,
        }
    )
    rules.open()
    return organization


@pytest.fixture
def party_reviews(rules):
    """The rules of the year ask the party organ beside."""
    ReportingRegime.objects.update(has_party_review=True)


@pytest.fixture
def officer(rules):
    return rules.bureau.client("department_officer", rules.bureau.commerce)


@pytest.fixture
def clerk(rules):
    return rules.bureau.client("registry_clerk", rules.bureau.bureau)


@pytest.fixture
def chief(rules):
    return rules.bureau.client("registry_chief", rules.bureau.bureau)


@pytest.fixture
def organ(rules):
    return rules.bureau.client("party_officer", rules.bureau.party_committee)


@pytest.fixture
def at_reviewer(rules, own):
    return rules.submitted(own).report


@pytest.fixture
def at_authority(rules, at_reviewer):
    review.pass_first_review(at_reviewer, actor=SYSTEM, version=at_reviewer.version)
    return at_reviewer


@pytest.fixture
def accepted(at_authority):
    review.accept(at_authority, actor=SYSTEM, version=at_authority.version)
    return at_authority
