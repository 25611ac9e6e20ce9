"""Member enterprises for other systems: how many associations of the token's reach each has joined."""

from core.api import lists
from registry.members.tables import EnterpriseList

api = lists.routes(EnterpriseList, "members.view", tag="members")
