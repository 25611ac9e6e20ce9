"""Charters in force for other systems."""

from core.api import lists
from registry.charters.tables import CharterList

api = lists.routes(CharterList, "charters.view", tag="charters")
