"""The verbs of the responsibility ledger: the only writers of ledgers, rows, approval lines, trades and duties."""

from registry.responsibilities.actions.approvals import load_approvals, settle_line
from registry.responsibilities.actions.duties import refresh_duties
from registry.responsibilities.actions.ledgers import (
    arbitrate,
    consult,
    give_number,
    issue,
    open_ledger,
    present,
    recall,
    sign,
)
from registry.responsibilities.actions.publishing import publish
from registry.responsibilities.actions.rows import (
    accept,
    assign,
    check_accept,
    check_confirm_first,
    check_contest,
    check_send,
    confirm_first,
    contest,
    decide,
    send,
)
from registry.responsibilities.actions.trades import add_trade, end_trade

__all__ = [
    "accept",
    "add_trade",
    "arbitrate",
    "assign",
    "check_accept",
    "check_confirm_first",
    "check_contest",
    "check_send",
    "confirm_first",
    "consult",
    "contest",
    "decide",
    "end_trade",
    "give_number",
    "issue",
    "load_approvals",
    "open_ledger",
    "present",
    "publish",
    "recall",
    "refresh_duties",
    "send",
    "settle_line",
    "sign",
]
