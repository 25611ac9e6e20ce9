"""The verbs of party units. They belong to the organ above the unit, not to civil affairs."""

from party_building.party_units.actions.committees import appoint, begin_term, extend, leave
from party_building.party_units.actions.coverage import cover, end_coverage
from party_building.party_units.actions.premises import check
from party_building.party_units.actions.units import NewUnit, attach, dissolve, establish, found, guide

__all__ = [
    "NewUnit",
    "appoint",
    "attach",
    "begin_term",
    "check",
    "cover",
    "dissolve",
    "end_coverage",
    "establish",
    "extend",
    "found",
    "guide",
    "leave",
]
