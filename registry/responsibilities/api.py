"""Ledgers, their rows and what follows from them, for other systems. Left out: the grounds of both sides."""

from core.api import lists
from core.listing import Column
from registry.responsibilities.tables import DutyList, LedgerList, LedgerRows

api = lists.routes(LedgerList, "ledgers.view", tag="responsibilities")
rows = lists.routes(
    LedgerRows,
    "ledgers.view",
    tag="responsibilities",
    without=("grounds", "decision"),
    instead=(
        Column("comparison", "批复比对", value="get_comparison_display"),
        Column("responsible", "责任部门", value="responsible.name"),
    ),
)
duties = lists.routes(DutyList, "ledgers.view", tag="responsibilities")
