"""Posts for other systems: who holds which office where. The numbers of a person are never answered."""

from core.api import lists
from registry.officers.tables import RosterList

api = lists.routes(RosterList, "officers.view", tag="officers")
