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
    set_funds,
    set_responsibility,
    set_scope,
)
from registry.organizations.actions.entering import (
    AlreadyRegistered,
    CodeRefused,
    register,
    register_many,
    withdraw_many,
)
from registry.organizations.actions.recording import Change, Rehearsal, record, rehearse, withdraw
from registry.organizations.intake import FormerName, Move, NewOrganization

__all__ = [
    "AlreadyRegistered",
    "Change",
    "CodeRefused",
    "FormerName",
    "Move",
    "NewOrganization",
    "Rehearsal",
    "change_standing",
    "change_status",
    "correct",
    "edit",
    "move_address",
    "note_headcount",
    "reclassify",
    "record",
    "register",
    "register_many",
    "rehearse",
    "rename",
    "set_funds",
    "set_responsibility",
    "set_scope",
    "withdraw",
    "withdraw_many",
]
