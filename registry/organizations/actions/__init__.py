"""The verbs of the register: the only writers of organizations and of their facts.

Seeing is not acting: every verb belongs to the supervising authority; the refusal names the competent office.
"""

from registry.organizations.actions.changing import (
    change_standing,
    change_status,
    correct,
    edit,
    move_address,
    note_headcount,
    reclassify,
    rename,
    set_responsibility,
)
from registry.organizations.actions.entering import (
    AlreadyRegistered,
    CodeRefused,
    register,
    register_many,
    withdraw_many,
)
from registry.organizations.intake import FormerName, Move, NewOrganization

__all__ = [
    "AlreadyRegistered",
    "CodeRefused",
    "FormerName",
    "Move",
    "NewOrganization",
    "change_standing",
    "change_status",
    "correct",
    "edit",
    "move_address",
    "note_headcount",
    "reclassify",
    "register",
    "register_many",
    "rename",
    "set_responsibility",
    "withdraw_many",
]
