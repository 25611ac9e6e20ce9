"""The verbs of risk reports: made by grid and village, judged upward, moved up by themselves when time runs out."""

from supervision.risk_reports.actions.escalation import CLOCK, move_up_overdue
from supervision.risk_reports.actions.judging import (
    answer,
    finish,
    hand_back,
    hand_over,
    raise_up,
    refute,
    reopen,
    send_down,
    verify,
)
from supervision.risk_reports.actions.knowing import add_note, grade, identify, tie, untie
from supervision.risk_reports.actions.leads import lead_over, to_lead
from supervision.risk_reports.actions.reporting import Told, file_report

__all__ = [
    "CLOCK",
    "Told",
    "add_note",
    "answer",
    "file_report",
    "finish",
    "grade",
    "hand_back",
    "hand_over",
    "identify",
    "lead_over",
    "move_up_overdue",
    "raise_up",
    "refute",
    "reopen",
    "send_down",
    "tie",
    "to_lead",
    "untie",
    "verify",
]
