"""The tree of party units, whom they cover, their committees and their premises."""

from party_building.party_units.models.committees import CommitteePost, UnitTerm
from party_building.party_units.models.coverage import CoverageLink
from party_building.party_units.models.premises import PremisesCheck, PremisesItem
from party_building.party_units.models.units import PartyUnit, UnitAttachment, UnitGuidance

__all__ = [
    "CommitteePost",
    "CoverageLink",
    "PartyUnit",
    "PremisesCheck",
    "PremisesItem",
    "UnitAttachment",
    "UnitGuidance",
    "UnitTerm",
]
