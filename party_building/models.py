"""One line per table of this app: the index a newcomer reads first."""

from party_building.party_units.models import PartyUnit

__all__ = ["PartyUnit"]
