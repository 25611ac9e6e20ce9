"""Every link to an office or a division follows a reorganization, or says why it stays."""

from django.apps import apps

from core.departments.models import Department, Region
from core.reorganizations.movers import all_movers

RECORD = "says who acted then"
COPY = "a copy of facts that move"
STAYS = {
    "core.ApiToken.department": "issued anew to the successor by its keeper",
    "core.ApiToken.region": "issued anew to the successor by its keeper",
    "core.Region.parent": "divisions below follow with the plan itself",
    "core.Region.superseded_by": "written by the reorganization",
    "core.Department.superseded_by": "written by the reorganization",
    "core.DepartmentName.department": "the names of this very office",
    "core.RegionName.region": "the names of this very division",
    "core.StoredFile.department": RECORD,
    "core.Notice.department": RECORD,
    "core.TransitionLog.department": RECORD,
    "core.WriteOffRow.applied_department": RECORD,
    "core.WriteOffRow.confirmed_department": RECORD,
    "core.WriteOffEvidence.department": RECORD,
    "core.WriteOffNote.department": RECORD,
    "registry.ReportingRegime.region": "rules of a year, by notice for the division that was",
    "registry.ReportSubmission.department": RECORD,
    "registry.ReviewOpinion.department": RECORD,
    "registry.SubmissionOpening.department": RECORD,
    "registry.FindingAcceptance.department": RECORD,
    "registry.FixNotice.department": "printed on the letter",
    "registry.ReviewSeries.office": "numbers are counted by the office that gave them",
    "registry.ConclusionProposal.department": RECORD,
    "registry.ReportConclusion.department": "printed on the conclusion",
    "registry.ReviewSample.department": "drawn by the office that was",
    "registry.ReportAnnouncement.department": "signed by the authority that was",
    "registry.ReportPublication.department": RECORD,
    "registry.ReportRequest.department": "asked for its consent then; the organization may bring the paper itself",
    "registry.MonthSignOff.approval_bureau": "signed by the two offices that were",
    "registry.MonthSignOff.civil_affairs": "signed by the two offices that were",
    "registry.OrganizationStatus.decided_by": "stands in the decision",
    "registry.CharterVersion.approved_by": "stands in the decision",
    "registry.FactCorrection.department": RECORD,
    "registry.FactRecording.department": RECORD,
    "registry.CandidateReview.department": RECORD,
    "registry.ReelectionSeries.office": "numbers are counted by the office that gave them",
    "registry.FilingSeries.office": "numbers are counted by the office that gave them",
    "registry.LedgerSignature.department": "signed by the organ that was",
    "registry.LedgerRow.approval_department": "stands in the approval document; the comparison names the successor",
    "registry.CommitteeDuty.department": "counted anew from the register every night",
    "registry.CommitteeDuty.partner": "counted anew from the register every night",
    "registry.StatusCertificate.issuing_department": "printed on the certificate",
    "party_building.Agreement.partner_department": "stands in the agreement",
    "party_building.FollowUpReply.department": RECORD,
    "party_building.FollowUpSeries.office": "numbers are counted by the office that gave them",
    "party_building.PartyStation.territory": COPY,
    "party_building.PartyStation.host_department": COPY,
    "party_building.Visit.office": RECORD,
    "party_building.Reconciliation.department": RECORD,
    "party_building.JointPlan.department": RECORD,
    "party_building.JointGroup.region": RECORD,
    "party_building.YearStatement.office": "reviewed by the organ that was",
    "party_building.YearStatement.department": "the office the year was about",
    "party_building.PartyUnit.superior": COPY,
    "party_building.PartyUnit.business_guide": COPY,
    "party_building.PartyUnit.party_guide": COPY,
    "supervision.AlertComment.department": RECORD,
    "supervision.AlertEscalation.office": RECORD,
    "party_building.RequestSeries.office": "numbers are counted by the organ that gave them",
    "supervision.CampaignTarget.district": "as it was on the day of the frozen list",
    "supervision.CampaignTarget.responsible": "as it was on the day of the frozen list",
    "supervision.CampaignTarget.authority": "as it was on the day of the frozen list",
    "supervision.SiteCheck.department": RECORD,
    "supervision.SignOff.department": RECORD,
    "supervision.CommitmentText.department": "stands as it was signed; the successor drafts its own",
    "supervision.ListingStatement.department": RECORD,
    "supervision.LetterReply.department": RECORD,
    "supervision.LetterSeries.office": "numbers are counted by the office that gave them",
    "supervision.Contact.department": RECORD,
    "supervision.BanDecision.department": "stands in the decision",
    "supervision.RiskReport.reporter_office": RECORD,
    "supervision.RiskNote.department": RECORD,
}
COPIES = ("registry.Organization", "registry.CommunityOrganization", "supervision.RiskAlert")


def links() -> set[str]:
    found = set()
    for model in apps.get_models():
        is_event = model.__name__.endswith("Event") and hasattr(model, "pgh_id")
        if model._meta.proxy or is_event:
            continue
        found |= {
            f"{model._meta.label}.{field.name}"
            for field in model._meta.get_fields()
            if not field.auto_created and field.is_relation and field.related_model in (Department, Region)
        }
    return found


def moved() -> set[str]:
    return {name for mover in all_movers() for name in mover.moves}


def copied() -> set[str]:
    return {name for name in links() if name.rpartition(".")[0] in COPIES and name not in STAYS}


def test_every_link_to_an_office_or_a_division_moves_or_says_why_it_stays():
    forgotten = links() - moved() - set(STAYS) - copied()
    assert not forgotten, f"name a mover in config/reorganizations.py, or the reason here: {sorted(forgotten)}"


def test_nothing_is_named_that_is_not_there_or_both_moves_and_stays():
    assert not (moved() | set(STAYS)) - links()
    assert not moved() & set(STAYS)


def test_every_mover_says_what_it_moves():
    assert [type(mover).__name__ for mover in all_movers() if not mover.moves] == []
