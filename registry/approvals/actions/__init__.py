"""The verbs of pushes. The bureau pushes, three accept; the register is written when civil affairs accepts."""

from registry.approvals.actions.answering import accept, clear, contest, give_back, redirect, uphold
from registry.approvals.actions.duties import attach_certificate, settle_duties
from registry.approvals.actions.pushing import Report, RowsRefused, push_many
from registry.approvals.actions.signing import sign_off

__all__ = [
    "Report",
    "RowsRefused",
    "accept",
    "attach_certificate",
    "clear",
    "contest",
    "give_back",
    "push_many",
    "redirect",
    "settle_duties",
    "sign_off",
    "uphold",
]
