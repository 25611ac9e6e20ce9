"""Branches and certificates of status for the walks."""

from core import clock
from registry.branches.models import BranchFiling, BranchOffice
from registry.status_certificates.models import StatusCertificate
from tests.access_world import Place


def branch(place: Place) -> dict:
    def make():
        return BranchOffice.objects.create(
            organization=place.organization, kind="branch", name="走查专业委员会", established_on=clock.today()
        )

    return {"pk": place.world.once("branch", place.organization.pk, make).pk}


def branch_act(place: Place) -> dict:
    return {**branch(place), "act": "change"}


def branch_filing(place: Place, state: str = "submitted") -> dict:
    def make():
        return BranchFiling.objects.create(
            organization=place.organization, act="establish", kind="branch", name="走查筹备分会", head="某人",
            effective_on=clock.today(), state=state, submitted_at=clock.now(),
        )  # fmt: skip

    return {"pk": place.world.once(f"branch_filing_{state}", place.organization.pk, make).pk}


def branch_filing_to_mend(place: Place) -> dict:
    return branch_filing(place, "returned")


def a_status_certificate(organization, number: int) -> StatusCertificate:
    return StatusCertificate.objects.create(
        organization=organization, year=2026, number=number, token=f"walk-{number}", name=organization.name,
        purpose="走查", statements=[], as_of=clock.today(), valid_until=clock.today(), digest="0" * 64,
    )  # fmt: skip


def _certificate(place: Place) -> StatusCertificate:
    organization = place.organization
    return place.world.once(
        "certificate", organization.pk, lambda: a_status_certificate(organization, organization.pk)
    )


def status_certificate(place: Place) -> dict:
    return {"pk": _certificate(place).pk}


def certificate_token(place: Place) -> dict:
    return {"token": _certificate(place).token}
