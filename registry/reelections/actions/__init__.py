"""The only writers of chains. Opening, the list, sending, opinions, the review, the meeting, the filing."""

from registry.reelections.actions.candidates import add, edit, remove
from registry.reelections.actions.filing import finish, representative_owed
from registry.reelections.actions.meeting import (
    enter,
    hand_in_audit,
    notify,
    record_audit,
    report_result,
    return_result,
    skip_audit,
)
from registry.reelections.actions.opening import open_chain, plan, withdraw
from registry.reelections.actions.opinions import give, skip
from registry.reelections.actions.reviewing import approve, confirm, refuse, review, send_back
from registry.reelections.actions.sending import submit

__all__ = [
    "add",
    "approve",
    "confirm",
    "edit",
    "enter",
    "finish",
    "give",
    "hand_in_audit",
    "notify",
    "open_chain",
    "plan",
    "record_audit",
    "refuse",
    "remove",
    "report_result",
    "representative_owed",
    "return_result",
    "review",
    "send_back",
    "skip",
    "skip_audit",
    "submit",
    "withdraw",
]
