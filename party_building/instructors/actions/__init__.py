"""The verbs of instructors: the pool's organ keeps the pool, the organ that answers for a body sends to it."""

from party_building.instructors.actions.handing_over import Handover, foresee_handover, hand_over
from party_building.instructors.actions.pool import appraise, change, enroll, leave
from party_building.instructors.actions.rights import DISPATCH, EDIT, GUIDE, VISIT
from party_building.instructors.actions.sending import OverLimit, dispatch, end_dispatch
from party_building.instructors.actions.visiting import guide, visit

__all__ = [
    "DISPATCH",
    "EDIT",
    "GUIDE",
    "VISIT",
    "Handover",
    "OverLimit",
    "appraise",
    "change",
    "dispatch",
    "end_dispatch",
    "enroll",
    "foresee_handover",
    "guide",
    "hand_over",
    "leave",
    "visit",
]
