"""Incubation bases for other systems."""

from core.api import lists
from registry.incubation_bases.tables import BaseList

api = lists.routes(BaseList, "incubation_bases.view", tag="incubation-bases")
