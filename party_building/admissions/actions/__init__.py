"""The verbs of admissions."""

from party_building.admissions.actions.caring import write_note
from party_building.admissions.actions.deciding import cancel, decline, prolong, stop
from party_building.admissions.actions.quotas import plan
from party_building.admissions.actions.rights import may_record
from party_building.admissions.actions.steps import Applicant, TooEarly, apply, record, remind_all

__all__ = [
    "Applicant",
    "TooEarly",
    "apply",
    "cancel",
    "decline",
    "may_record",
    "plan",
    "prolong",
    "record",
    "remind_all",
    "stop",
    "write_note",
]
