"""Branches, members and certificates of status for the walks."""

from core import clock
from registry.branches.models import BranchFiling, BranchOffice
from registry.members.models import MemberEnterprise, MemberImport, Membership
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


def a_membership(organization, name: str) -> Membership:
    enterprise = MemberEnterprise.objects.create(name=name, folded=name, pinyin=name)
    return Membership.objects.create(organization=organization, enterprise=enterprise, valid_from=clock.today())


def _membership(place: Place, which: str) -> Membership:
    organization = place.organization
    return place.world.once(
        f"membership {which}", organization.pk, lambda: a_membership(organization, f"走查{which}{organization.pk}")
    )


def membership(place: Place) -> dict:
    return {"pk": _membership(place, "甲").pk}


def enterprise(place: Place) -> dict:
    return {"pk": _membership(place, "甲").enterprise_id}


def enterprise_pair(place: Place) -> dict:
    return {"kept": _membership(place, "甲").enterprise_id, "gone": _membership(place, "乙").enterprise_id}


def member_import(place: Place) -> dict:
    def make():
        row = {"line": 2, "cells": {"name": "走查丙企业"}, "numeric": False}
        return MemberImport.objects.create(organization=place.organization, file_name="走查.xlsx", rows=[row])

    return {"pk": place.world.once("member import", place.organization.pk, make).pk}
