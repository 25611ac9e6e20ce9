"""The city's rows by their dates: what may lie after the day it stands on, and what may not."""

import datetime

from django.apps import apps
from django.db import models

from core import clock

# Deadlines, last days and expiries: they look ahead by their nature.
AHEAD = {
    "due_on", "first_due_on", "original_due_on", "previous_due_on", "previous_first_due_on", "fix_due_on", "valid_to",
    "first_review_due", "final_due", "opens_on", "registered_by", "expires_at", "term_end", "extended_until",
    "certificate_until", "printed_from", "rectify_due", "printed_until", "valid_until", "answer_by", "effective_on",
    "wanted_until", "held_on", "sign_up_until", "granted_until", "consent_due_on", "assess_until",
    "planned_on", "meeting_on", "ends_on", "period_ends_on", "due_at", "extend_until", "shown_until", "repeat_until",
    "self_check_due_on", "judge_due_on", "handle_due_on", "reply_due_on", "decide_due_on", "verify_due_on",
    "check_due_on", "follow_up_due_on",
}  # fmt: skip
PROPOSED = {"core.RuleProposal.valid_from"}  # when a rule would begin
# The machine's own time, which no demo date moves, and tables that shipped.
MACHINE = {
    "core.AuditEntry.recorded_at", "core.AuditCheck.at", "core.PasswordUsed.at", "core.Holiday.date",
    "core.Delivery.due_at", "core.Delivery.claimed_at", "core.Delivery.sent_at", "core.User.last_login",
    "registry.RegisterChange.at",
}  # fmt: skip
OURS = ("core", "registry", "party_building", "supervision")


def columns():
    """(model, field) of every date and moment of the domain tables; history tables keep the machine's time."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS or any(f.name.startswith("pgh_") for f in model._meta.get_fields()):
            continue
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if isinstance(field, models.DateField) and field.name not in AHEAD and name not in MACHINE | PROPOSED:
                yield model, field


def later_than(morning: datetime.datetime) -> list[str]:
    """Columns with a row after `morning`; dates may be of that day."""
    found = []
    for model, field in columns():
        limit = morning if isinstance(field, models.DateTimeField) else clock.date_of(morning)
        rows = model._base_manager.filter(**{f"{field.name}__gt": limit})
        if rows.exists():
            found.append(f"{model._meta.label}.{field.name}: {rows.values_list(field.name, flat=True).first()}")
    return found


def counts() -> dict[str, int]:
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.app_label in OURS}
