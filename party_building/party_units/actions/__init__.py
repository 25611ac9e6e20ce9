"""The verbs of party units. They belong to the organ above the unit, not to civil affairs."""

from party_building.party_units.actions.coverage import cover, end_coverage
from party_building.party_units.actions.units import NewUnit, attach, dissolve, establish, found, guide

__all__ = ["NewUnit", "attach", "cover", "dissolve", "end_coverage", "establish", "found", "guide"]
