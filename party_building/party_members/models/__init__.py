"""The register of members, their transfers, and what the half-yearly comparison found."""

from party_building.party_members.models.members import (
    MemberAffiliation,
    MemberEmployment,
    MemberStanding,
    PartyMember,
    UnitParticipation,
    VanguardPost,
)
from party_building.party_members.models.reconciliations import Reconciliation, RegisterDifference
from party_building.party_members.models.transfers import MemberTransfer

__all__ = [
    "MemberAffiliation",
    "MemberEmployment",
    "MemberStanding",
    "MemberTransfer",
    "PartyMember",
    "Reconciliation",
    "RegisterDifference",
    "UnitParticipation",
    "VanguardPost",
]
