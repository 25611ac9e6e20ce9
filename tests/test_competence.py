"""Seeing is not acting: the city's clerk opens a district's body, and every step the law gives to the district is
refused with the district's name. Nothing is written."""

import dataclasses

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError

from core.access.actor import Actor
from core.departments.seats import actor_of
from core.workflow.errors import NotCompetent, Refusal
from core.workflow.machine import Machine
from core.workflow.models import TransitionLog
from core.workflow.perform import perform
from registry.annual_reports.models import AnnualReport
from registry.approvals.models import ApprovalPush
from registry.branches.models import BranchFiling
from registry.disclosures.models import CorrectionRequest
from registry.handovers.models import RepresentativeChange, SeatHandover
from registry.imports.models import ImportBatch
from registry.org_accounts.models import OrganizationSeat
from registry.reelections.models import Reelection
from registry.report_reviews.models import ReportRectification
from registry.responsibilities.models import LedgerRow, ResponsibilityLedger
from registry.status_certificates.models import StatusCertificate
from supervision.campaigns.models import CampaignOrder, CampaignTarget, SelfCheck
from supervision.models import (
    CaseProposal,
    Commitment,
    CreditObjection,
    CreditPause,
    CreditRecord,
    ListingCase,
    Penalty,
    RemovalRequest,
    RiskAlert,
)
from tests import (
    access_approvals,
    access_branches,
    access_campaigns,
    access_credit,
    access_ledgers,
    access_reelections,
    access_reports,
    access_reviews,
)
from tests import access_cases as cases
from tests.access_world import World

pytestmark = pytest.mark.django_db
EVERYTHING = frozenset().union(*(role.permissions for role in settings.ROLES.values()))
THINGS = {
    AnnualReport: access_reports.report,
    ApprovalPush: access_approvals.push,
    BranchFiling: access_branches.branch_filing,
    CampaignOrder: access_campaigns.campaign_order,
    CampaignTarget: access_campaigns.target,
    SelfCheck: access_campaigns.self_check,
    LedgerRow: access_ledgers.ledger_row,
    ResponsibilityLedger: access_ledgers.ledger,
    StatusCertificate: access_branches.status_certificate,
    CorrectionRequest: cases.correction,
    ImportBatch: cases.batch,
    OrganizationSeat: cases.org_seat,
    RepresentativeChange: cases.representative_change,
    RiskAlert: cases.alert,
    SeatHandover: cases.seat_handover,
    Penalty: access_credit.penalty,
    CaseProposal: access_credit.proposal,
    CreditRecord: access_credit.record,
    ListingCase: access_credit.case,
    RemovalRequest: access_credit.removal,
    CreditObjection: access_credit.objection,
    CreditPause: access_credit.pause,
    Commitment: access_credit.commitment,
    ReportRectification: access_reviews.rectification,
    Reelection: access_reelections.chain,
}
# Whose steps are not the authority's but a street's, a department's, a second unit's or a second person's.
OF_OTHER_OFFICES = {
    "Campaign": "tests/supervision/campaigns",
    "Survey": "tests/supervision/surveys",
    "Agreement": "tests/party_building/co_building",
    "Admission": "tests/party_building/admissions",
    "MemberTransfer": "tests/party_building/party_members",
    "CommunityOrganization": "tests/registry/community_orgs",
    "Matter": "tests/party_building/secretary_meetings",
    "PartyOpinion": "tests/registry/report_reviews",
    "FollowUp": "tests/party_building/follow_ups",
    "CommitmentText": "tests/supervision/commitments",
    "Letter": "tests/supervision/letters",
    "LetterTemplate": "tests/supervision/letters",
    "RectificationOrder": "tests/supervision/rectifications",
    "SupervisoryTalk": "tests/supervision/talks",
    "PushAcceptance": "tests/registry/approvals",
    "Lead": "tests/supervision/illegal_orgs",
    "RiskReport": "tests/supervision/risk_reports",
    "ReportAnnouncement": "tests/registry/report_announcements",
    "ReportRequest": "tests/registry/report_requests",
    "PartyDeclaration": "tests/party_building/party_declarations",
    "YearStatement": "tests/party_building/year_statements",
    "TrainingClass": "tests/party_building/training",
    "Reorganization": "tests/core/reorganizations",
    "Grant": "tests/party_building/funds",
    "ModelSite": "tests/party_building/model_sites",
    "Spending": "tests/party_building/funds",
    "StarEntry": "tests/party_building/star_ratings",
    "StarObjection": "tests/party_building/star_ratings",
    "StarRound": "tests/party_building/star_ratings",
    "InstructorPlan": "tests/party_building/instructor_plans",
    "UnitRequest": "tests/party_building/unit_requests",
    "Task": "tests/supervision/task_lists",
    "SupervisionVisit": "tests/supervision/supervision_visits",
    "Need": "tests/supervision/liaison",
    "WriteOffRow": "tests/core/writeoff",
    "RuleProposal": "tests/core/rules",
}


def with_machine() -> list[type]:
    found = [model for model in apps.get_models() if isinstance(getattr(model, "machine", None), Machine)]
    return [model for model in found if any(step.competent for step in model.machine.transitions)]


STEPS = [
    pytest.param(model, step, id=f"{model.__name__}-{step.name}")
    for model in THINGS
    for step in model.machine.transitions
    if step.competent
]


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def city(world) -> Actor:
    """The city's chief with every permission there is: what stops her is competence alone."""
    chief = actor_of(world.bureau.seat("registry_chief", world.bureau.bureau))
    return dataclasses.replace(chief, permissions=EVERYTHING)


@pytest.fixture
def district(world) -> Actor:
    chief = actor_of(world.bureau.seat("registry_chief", world.bureau.wanglan_bureau))
    return dataclasses.replace(chief, permissions=EVERYTHING)


def thing(world, model, step):
    """A row of the district's body, in a state in which the step is possible."""
    row = model.objects.get(pk=THINGS[model](world.place("registry_chief", "own"))["pk"])
    extra = {"applied_at": row.uploaded_at} if model is ImportBatch else {}
    if model is CampaignTarget and step.name == "reopen":
        extra = {"outcome": row.campaign.kind.outcomes.first()}
    type(row).objects.filter(pk=row.pk).update(state=step.sources[0], **extra)
    row.refresh_from_db()
    return row


def test_every_machine_with_such_steps_is_tried_here():
    assert {model.__name__ for model in with_machine()} - {model.__name__ for model in THINGS} == set(OF_OTHER_OFFICES)


@pytest.mark.parametrize(("model", "step"), STEPS)
def test_the_city_sees_and_is_refused_with_the_name_of_the_competent_office(world, city, model, step):
    row = thing(world, model, step)
    if model is not ImportBatch:
        assert model.objects.visible_to(city).filter(pk=row.pk).exists(), "she does see it"
    before = TransitionLog.objects.of(row).count()
    with pytest.raises(NotCompetent) as refused:
        perform(row, step.name, actor=city, comment="走查")
    assert "望澜区民政局" in str(refused.value)
    assert "霁川市民政局" in str(refused.value)
    row.refresh_from_db()
    assert row.state == step.sources[0]
    assert TransitionLog.objects.of(row).count() == before


@pytest.mark.parametrize(("model", "step"), STEPS)
def test_the_competent_office_is_not_stopped_by_competence(world, district, model, step):
    row = thing(world, model, step)
    try:
        perform(row, step.name, actor=district, comment="走查")
    except NotCompetent as refused:
        pytest.fail(str(refused))
    except (Refusal, IntegrityError):
        pass  # the row misses something else that the step asks for


@pytest.mark.parametrize("role", ["street_officer", "department_officer", "auditor", "inspector"])
def test_who_only_looks_on_is_not_competent_either(world, role):
    offices = {"street_officer": "tinglan_office", "department_officer": "commerce", "inspector": "yanhai_bureau"}
    office = getattr(world.bureau, offices.get(role, "bureau"))
    actor = dataclasses.replace(world.bureau.actor(role, office), permissions=EVERYTHING, read_only=False)
    step = AnnualReport.machine["accept"]
    with pytest.raises(NotCompetent, match="由望澜区民政局办理"):
        perform(thing(world, AnnualReport, step), "accept", actor=actor)


def test_an_organization_files_its_own_report_and_nobody_elses(world):
    from registry.org_accounts.seats import organization_seats

    (own,) = organization_seats(world.users["organization_filer"])
    assert own.competent_for(world.organizations["wanglan"])
    assert not own.competent_for(world.organizations["zhenhe"])
