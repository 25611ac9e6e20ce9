"""Chains of the access walk: one sent to the offices, one that is still written, in the organization of the place."""

from core import clock
from registry.organizations.models import Organization
from registry.reelections.models import Candidate, Reelection, ReelectionOpinion
from tests.access_officers import council_term, the_person
from tests.access_world import Case, Place


def a_chain(organization: Organization, **more) -> Reelection:
    today = clock.today()
    given = {"kind": "term", "state": "opinions", "round": 1, "held_on": today, "entered_on": today}
    given |= {"opened_on": today, "submitted_on": today}
    return Reelection.objects.create(organization=organization, **{**given, **more})


def _chain(place: Place, kind: str, **more) -> Reelection:
    organization = place.organization
    return place.world.once(f"chain {kind}", organization.pk, lambda: a_chain(organization, kind=kind, **more))


def the_chain(place: Place) -> Reelection:
    """Sent to the offices that the organization has."""
    found = _chain(place, "term")
    organization = place.organization
    asked = {"department": organization.business_supervisor, "party": organization.party_superior}
    for side, office in asked.items():
        if office:
            ReelectionOpinion.objects.get_or_create(
                reelection=found, round=1, side=side,
                defaults={"department": office, "asked_on": clock.today(), "due_on": clock.today()},
            )  # fmt: skip
    return found


def chain(place: Place) -> dict:
    return {"pk": the_chain(place).pk}


def chain_in_writing(place: Place) -> dict:
    return {"pk": _chain(place, "midterm", state="draft", submitted_on=None, round=0).pk}


def candidate(place: Place) -> dict:
    written = chain_in_writing(place)

    def make():
        person = the_person(place)
        return Candidate.objects.create(reelection_id=written["pk"], person=person, kind_id="chair")

    return {**written, "number": place.world.once("candidate", place.organization.pk, make).pk}


def opinion(place: Place) -> dict:
    sent = chain(place)

    made, _ = ReelectionOpinion.objects.get_or_create(
        reelection_id=sent["pk"], round=1, side="department",
        defaults={"department": place.department, "asked_on": clock.today(), "due_on": clock.today()},
    )  # fmt: skip
    return {**sent, "number": made.pk}


def letter(place: Place) -> dict:
    def make():
        return a_chain(
            place.organization, kind="extension", state="done", letter_number="走查1号", letter_on=clock.today(),
            term_id=council_term(place)["pk"], closed_on=clock.today(),
        )  # fmt: skip

    return {"pk": place.world.once("chain letter", place.organization.pk, make).pk, "kind": "extension"}


def letter_file(place: Place) -> dict:
    return {**letter(place), "file": "docx"}


def of_the_organization(place: Place) -> dict:
    return {"pk": place.organization.pk}


_SENT = ("detail", "submit", "withdraw", "audit", "notify", "result")
_WRITTEN = ("plan", "add_candidate")
_OFFICE = (
    "opine", "review", "send_back", "confirm", "approve", "refuse", "record_audit", "skip_audit", "return_result",
    "enter", "finish",
)  # fmt: skip
REELECTION_CASES: dict[str, Case] = {
    **{f"{side}:reelections:{name}": Case(chain) for side in ("staff", "org") for name in _SENT},
    **{f"{side}:reelections:{name}": Case(chain_in_writing) for side in ("staff", "org") for name in _WRITTEN},
    **{
        f"{side}:reelections:{name}": Case(candidate)
        for side in ("staff", "org")
        for name in ("edit_candidate", "remove_candidate")
    },
    **{f"{side}:reelections:letter": Case(letter) for side in ("staff", "org")},
    **{f"{side}:reelections:letter_file": Case(letter_file) for side in ("staff", "org")},
    **{f"staff:reelections:{name}": Case(chain) for name in _OFFICE},
    "staff:reelections:skip_opinion": Case(opinion),
    "staff:reelections:of_organization": Case(of_the_organization),
    "staff:reelections:create": Case(of_the_organization),
}
