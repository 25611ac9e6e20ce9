"""Credit, risk reports and re-elections of the demo city stand on 3 June as docs/demo-city.md says."""

import datetime

import pytest

from config.demo import risk_reports
from registry.organizations.models import Organization
from registry.reelections.models import Reelection
from supervision.case_proposals.models import CaseProposal
from supervision.commitments.models import Commitment, CommitmentText
from supervision.credit_listings.models import CreditEntry, ListingCase, ListingStatement
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals.models import RemovalRequest
from supervision.ladders.models import Ladder
from supervision.penalties.models import Penalty
from supervision.risk_reports.models import RiskReport

pytestmark = pytest.mark.city
DAY = datetime.date(2026, 6, 3)


def test_every_body_that_the_register_lists_has_its_stay(city_db):
    for which in ("abnormal", "serious"):
        listed = Organization.objects.filter(standing=which).values_list("pk", flat=True)
        stays = CreditEntry.objects.listed_on(DAY).filter(list=which)
        assert set(stays.values_list("organization", flat=True)) == set(listed)


def test_one_case_is_in_its_statement_period_with_a_statement_and_a_certificate(city_db):
    case = ListingCase.objects.get()
    assert (case.organization.name, case.state, case.ground.code) == ("霁川市青年创客促进会", "hearing", "ABN-3")
    assert set(ListingStatement.objects.filter(case=case).values_list("kind", flat=True)) == {
        "statement", "certificate",
    }  # fmt: skip


def test_a_removal_a_proposal_penalties_and_commitments_are_on_their_way(city_db):
    assert RemovalRequest.objects.get().organization.name == "砚海区安居物业协会"
    assert CaseProposal.objects.get().organization.name == "霁川市钟表收藏研究会"
    assert sorted(Penalty.objects.values_list("state", flat=True)) == ["confirmed", "entered"]
    assert CreditRecord.objects.filter(kind="penalty", state="entered").count() == 1
    assert CreditRecord.objects.filter(kind="praise").count() == 1
    assert (CommitmentText.objects.get().state, Commitment.objects.count()) == ("active", 2)
    assert Ladder.objects.running().exists()


def test_thirty_reports_and_eleven_chains(city_db):
    assert RiskReport.objects.count() == len(risk_reports.REPORTS) == 30
    assert Reelection.objects.count() == 11
