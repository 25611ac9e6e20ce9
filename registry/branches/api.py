"""Branches for other systems. Left out: who heads one, and where it sits."""

from core.api import lists
from registry.branches.tables import BranchList

api = lists.routes(BranchList, "branches.view", tag="branches", without=("head", "address"))
