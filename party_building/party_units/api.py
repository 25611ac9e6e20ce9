"""Party organizations for other systems; only tokens with a permission of its own read them."""

from core.api import lists
from party_building.party_units.lists import PartyUnitList

api = lists.routes(PartyUnitList, "party_units.view", tag="party-units")
