"""The verbs of the register of members."""

from party_building.party_members.actions.counting import count_from_register
from party_building.party_members.actions.members import (
    NewMember,
    admit,
    affiliate,
    confirm,
    employ,
    end_membership,
    enroll,
    enroll_many,
    give_post,
    reveal,
    stop_taking_part,
    strike,
    take_part,
)
from party_building.party_members.actions.reconciling import reconcile
from party_building.party_members.actions.transfers import receive, send, withdraw

__all__ = [
    "NewMember",
    "admit",
    "affiliate",
    "confirm",
    "count_from_register",
    "employ",
    "end_membership",
    "enroll",
    "enroll_many",
    "give_post",
    "receive",
    "reconcile",
    "reveal",
    "send",
    "stop_taking_part",
    "strike",
    "take_part",
    "withdraw",
]
