"""Penalties, lists, removals, objections, records, commitments, pauses and ladders for the walks: one of each of the
place's organization, in a state in which both sides read it."""

import datetime

from core import clock
from core.files.models import StoredFile
from supervision.case_proposals.models import CaseEvidence, CaseProposal
from supervision.commitments.models import Commitment, CommitmentText
from supervision.credit_listings.models import CreditEntry, EntryReset, ListingCase, ListingEvidence, ListingStatement
from supervision.credit_objections.models import CreditObjection
from supervision.credit_pauses.models import CreditPause
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_terms.models import CreditGround, CreditPeriod
from supervision.credit_terms.reference import load_terms
from supervision.ladders.models import Ladder
from supervision.ladders.reference import load_steps
from supervision.penalties.models import Penalty, PenaltyItem
from tests.access_letters import a_letter
from tests.access_world import Case, Place, of_organization

WEEK = datetime.timedelta(days=7)


def a_file(permission: str) -> StoredFile:
    return StoredFile.objects.create(
        sha256="2" * 64, size=1, name="走查.pdf", content_type="application/pdf", kind="credit", permission=permission,
        path="walk/credit",
    )  # fmt: skip


def ground(code: str) -> CreditGround:
    load_terms()
    load_steps()
    return CreditGround.objects.get(code=code)


def a_penalty(organization, **more) -> Penalty:
    today = clock.today()
    made = Penalty.objects.create(
        organization=organization, authority_name="走查机关", number=f"走查罚{Penalty.objects.count() + 1}号",
        decided_on=today, effective_on=today, facts="走查", basis="走查", document=a_file("penalties.view"),
        withdrawal_ground="judgment", withdrawal_document="走查", withdrawn_on=today,
        **{"state": "confirmed", **more},
    )  # fmt: skip
    PenaltyItem.objects.create(penalty=made, kind="warning")
    return made


def a_proposal(organization) -> CaseProposal:
    made = CaseProposal.objects.create(organization=organization, title="走查案由", facts="走查", basis="走查")
    CaseEvidence.objects.create(proposal=made, text="走查.pdf", file=a_file("case_proposals.view"))
    return made


def an_entry(organization, code: str = "ABN-6") -> CreditEntry:
    its, today = ground(code), clock.today()
    made = CreditEntry.objects.create(
        organization=organization, list=its.list, ground=its, document="走查列1号", authority_name="走查机关",
        listed_on=today, effective_on=today,
    )  # fmt: skip
    EntryReset.objects.create(entry=made, ground=its, on=today, document="走查列1号")
    return made


def a_case(organization) -> ListingCase:
    """Its notice was served and its days run."""
    its, today = ground("ABN-7"), clock.today()
    notice = a_letter(organization.supervising_authority, "listing_notice", "走查告知书", organization=organization)
    made = ListingCase.objects.create(
        organization=organization, list=its.list, ground=its, facts="走查", notice=notice, served_on=today,
        statement_due_on=today + WEEK, decide_due_on=today + 2 * WEEK, state="hearing",
    )  # fmt: skip
    ListingEvidence.objects.create(case=made, text="走查.pdf", file=a_file("credit_listings.view"))
    ListingStatement.objects.create(
        case=made, kind="statement", text="走查", received_on=today, file=a_file("credit_listings.view")
    )
    return made


def a_record(organization) -> CreditRecord:
    today = clock.today()
    return CreditRecord.objects.create(
        organization=organization, kind="praise", title="走查表彰", authority_name="走查机关", formed_on=today,
        due_on=today, entered_on=today, state="entered",
    )  # fmt: skip


def a_removal(entry: CreditEntry) -> RemovalRequest:
    today = clock.today()
    return RemovalRequest.objects.create(
        organization=entry.organization, entry=entry, text="走查", verify_due_on=today, verified_on=today,
        remove_due_on=today, file=a_file("credit_listings.view"),
    )  # fmt: skip


def an_objection(entry: CreditEntry) -> CreditObjection:
    return CreditObjection.objects.create(
        organization=entry.organization, entry=entry, text="走查", due_on=clock.today(),
        file=a_file("credit_listings.view"),
    )  # fmt: skip


def a_pause(organization) -> CreditPause:
    today = clock.today()
    return CreditPause.objects.create(
        organization=organization, track="penalty", reason="走查", from_on=today, until_on=today + WEEK
    )


def a_text(department) -> CommitmentText:
    rows = CommitmentText.objects.filter(department=department)
    return rows.first() or CommitmentText.objects.create(
        department=department, title="走查承诺", scope="走查", body="走查", state="active", valid_from=clock.today()
    )


def a_commitment(organization) -> Commitment:
    text = a_text(organization.supervising_authority)
    return Commitment.objects.create(organization=organization, text=text, signed_on=clock.today(), signer_name="走查")


def _thing(kind: str, make):
    """One of the place's organization, by its key."""

    def kwargs(place: Place) -> dict:
        return {"pk": place.world.once(f"credit_{kind}", place.organization.pk, lambda: make(place)).pk}

    return kwargs


def own_text(place: Place) -> dict:
    """Of the authority of the organization that the walkers sit in: an office's text is for all of its bodies."""
    return {"pk": a_text(place.world.bureau.wanglan_bureau).pk}


def office_text(place: Place) -> dict:
    return {"pk": place.world.once("office_text", place.department.pk, lambda: a_text(place.department)).pk}


penalty = _thing("penalty", lambda place: a_penalty(place.organization))
proposal = _thing("proposal", lambda place: a_proposal(place.organization))
case = _thing("case", lambda place: a_case(place.organization))
record = _thing("record", lambda place: a_record(place.organization))
entry = _thing("entry", lambda place: an_entry(place.organization))
removal = _thing("removal", lambda place: a_removal(_entry_again(place)))
objection = _thing("objection", lambda place: an_objection(_entry_again(place)))
pause = _thing("pause", lambda place: a_pause(place.organization))
commitment = _thing("commitment", lambda place: a_commitment(place.organization))


def ladder(place: Place) -> dict:
    def make():
        ground("ABN-1")
        return Ladder.objects.create(organization=place.organization, kind="other", began_on=clock.today())

    return {"pk": place.world.once("ladder", place.organization.pk, make).pk}


def _entry_again(place: Place) -> CreditEntry:
    return CreditEntry.objects.get(**entry(place))


def proposal_file(place: Place) -> dict:
    found = proposal(place)
    return {**found, "row": CaseEvidence.objects.get(proposal=found["pk"]).pk}


def case_file(place: Place) -> dict:
    found = case(place)
    return {**found, "kind": "evidence", "row": ListingEvidence.objects.get(case=found["pk"]).pk}


def statement_file(place: Place) -> dict:
    found = case(place)
    return {**found, "row": ListingStatement.objects.get(case=found["pk"]).pk}


def against_entry(place: Place) -> dict:
    return {"kind": "entry", **entry(place)}


def ground_code(place: Place) -> dict:
    return {"code": ground("ABN-1").code}


def ground_row(place: Place) -> dict:
    return {"pk": ground("ABN-1").pk}


def period_code(place: Place) -> dict:
    ground("ABN-1")
    return {"code": "spent_months"}


def period_row(place: Place) -> dict:
    ground("ABN-1")
    return {"pk": CreditPeriod.objects.get(code="spent_months").pk}


def _cases(prefix: str, kwargs, *names: str, **more) -> dict[str, Case]:
    return {f"{prefix}:{name}": Case(kwargs, **more) for name in names}


CREDIT_CASES: dict[str, Case] = {
    **_cases("staff:penalties", penalty, "detail", "edit", "correct", "document", "confirm", "send_back", "discard",
             "ask_withdrawal", "confirm_withdrawal", "refuse_withdrawal"),
    "staff:penalties:create": Case(of_organization),
    **_cases("staff:case_proposals", proposal, "detail", "accept", "refuse", "withdraw"),
    "staff:case_proposals:document": Case(proposal_file),
    "staff:case_proposals:create": Case(of_organization),
    **_cases("staff:credit_records", record, "detail", "enter"),
    "staff:credit_records:praise": Case(of_organization),
    **_cases("staff:credit_listings", case, "detail", "notify", "statement", "certificate", "prepare", "decide",
             "decide_not", "send_back", "withdraw"),
    "staff:credit_listings:document": Case(case_file),
    "staff:credit_listings:entry": Case(entry),
    "staff:credit_listings:create": Case(of_organization),
    "staff:credit_listings:take_over": Case(of_organization),
    **_cases("org:credit_listings", case, "detail", "state"),
    "org:credit_listings:document": Case(statement_file),
    **_cases("staff:credit_removals", removal, "detail", "document", "verify", "verify_not", "send_back", "remove",
             "refuse"),
    "staff:credit_removals:create": Case(entry),
    **_cases("org:credit_removals", removal, "detail", "withdraw"),
    "org:credit_removals:apply": Case(entry),
    **_cases("staff:credit_objections", objection, "detail", "document", "advise", "send_back", "uphold", "reject"),
    "staff:credit_objections:create": Case(entry),
    **_cases("org:credit_objections", objection, "detail", "withdraw"),
    "org:credit_objections:create": Case(against_entry),
    **_cases("staff:credit_pauses", pause, "detail", "approve", "refuse", "end"),
    "staff:credit_pauses:create": Case(of_organization),
    **_cases("staff:commitments", commitment, "detail", "doubt", "confirm_breach", "clear"),
    **_cases("staff:commitments", office_text, "text", "put_in_force", "discard", seen_by="department/audit.view"),
    "org:commitments:detail": Case(commitment),
    "org:commitments:sign": Case(own_text, "holder"),
    "staff:credit:of_organization": Case(of_organization),
    "staff:credit_terms:detail": Case(ground_code, "holder"),
    "staff:credit_terms:set_ground": Case(ground_code, "holder"),
    "staff:credit_terms:take_ground_back": Case(ground_row, "holder"),
    "staff:credit_terms:set_period": Case(period_code, "holder"),
    "staff:credit_terms:take_period_back": Case(period_row, "holder"),
    "staff:ladders:detail": Case(ladder),
    "staff:ladders:of_organization": Case(of_organization),
}  # fmt: skip
