"""What the page of a push shows of it."""

import datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from core.access.actor import Actor
from core.pages.comparisons import Difference, Kind
from core.workflow.models import TransitionLog
from registry.approvals.fields import FIELDS, shown
from registry.approvals.models import ApprovalPush, PushAcceptance, PushDuty
from registry.approvals.states import ACCEPTANCE_STEPS, PUSH_STEPS, AcceptanceState, DutyKind
from registry.officers.states import LEGAL_REPRESENTATIVE
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.people.models import Person

_HELD = {
    "name": "name", "new_name": "name", "uscc": "uscc", "address": "address", "business_scope": "business_scope",
    "registered_funds_yuan": "registered_funds_yuan",
}  # fmt: skip
_CHOSEN = ("org_type", "supervision_mode")
_OFFICES = ("business_supervisor", "industry_department", "party_superior", "supervising_authority")


def content(push: ApprovalPush) -> list[tuple[str, str, str]]:
    """(field, label, value in words) of what was pushed, in the order of the table."""
    return [
        (field.key, field.label, shown(field.key, push.payload[field.key]))
        for field in FIELDS
        if field.key in push.payload
    ]


def side_by_side(push: ApprovalPush) -> list[Difference]:
    """The register against the push, where the push is about an organization that is already there."""
    row = push.organization
    if row is None or push.is_applied:
        return []
    rows = []
    for field in FIELDS:
        if field.key in push.payload and (held := _held(row, field.key)) is not None:
            kind = Kind.MONEY if field.what == "money" else Kind.TEXT
            rows.append(Difference(field.label, held, _pushed(push, field.key), kind))
    if push.kind == "cancellation":
        rows.append(Difference("状态", row.get_status_display(), "注销"))
    return rows


def _held(row: Organization, key: str):
    if key in _HELD:
        value = getattr(row, _HELD[key])
        return "" if value is None else value
    if key in _CHOSEN:
        return getattr(row, f"get_{key}_display")()
    if key in _OFFICES:
        office = getattr(row, key)
        return office.name if office else ""
    if key in ("is_industry_association", "is_charity"):
        return "是" if getattr(row, key) else "否"
    return None


def _pushed(push: ApprovalPush, key: str):
    if key == "registered_funds_yuan":
        return Decimal(push.values[key])
    return shown(key, push.values[key]) if key not in _OFFICES else push.payload[key]


def acceptances(push: ApprovalPush, actor: Actor, today: datetime.date) -> list[dict]:
    """The parties of this round, each with what this seat may do about it."""
    rows = PushAcceptance.objects.current_of(push, push.round).select_related("department").order_by("pk")
    answers = actor.can("approvals.direct") and actor.competent_for(push) and not actor.read_only
    found = []
    for one in rows:
        one.push = push
        is_mine = actor.can("approvals.accept") and actor.competent_for(one) and not actor.read_only
        found.append(
            {
                "row": one,
                "may_accept": is_mine and one.state == AcceptanceState.WAITING,
                "may_answer": answers and one.state == AcceptanceState.CONTESTED,
                "is_late": one.state == AcceptanceState.WAITING and one.due_on < today,
            }
        )
    return found


def duties(rows, actor: Actor, today: datetime.date) -> list[dict]:
    """Duties as the page and the panel of an organization draw them; read with push, organization and department."""
    return [
        {
            "row": duty,
            "proposal": proposal(duty, actor) if _is_owed_representative(duty) else None,
            "owner": duty.department.name if duty.department_id else _nobody(duty),
            "badge": _badge(duty, today),
        }
        for duty in rows
    ]


def _is_owed_representative(duty: PushDuty) -> bool:
    return duty.kind == DutyKind.REPRESENTATIVE and duty.done_on is None


def proposal(duty: PushDuty, actor: Actor) -> dict:
    """Who is to be entered from which day, how many of that name this seat sees, and the form, filled in."""
    push = duty.push
    name = tidy(push.values["legal_representative"])
    found = {"name": name, "since": push.effective_on, "namesakes": 0, "url": ""}
    if actor.can("people.view"):
        found["namesakes"] = Person.objects.visible_to(actor).kept().filter(name=name).count()
    if actor.can("officers.edit") and actor.competent_for(duty.organization) and not actor.read_only:
        filled = {
            "kind": LEGAL_REPRESENTATIVE,
            "name": name,
            "valid_from": push.effective_on,
            "document": push.document_no,
        }
        found["url"] = f"{reverse('staff:officers:appoint', args=[duty.organization_id])}?{urlencode(filled)}"
    return found


def _nobody(duty: PushDuty) -> str:
    return "社会组织" if duty.kind == DutyKind.FIRST_REPORT else "待明确"


def _badge(duty: PushDuty, today: datetime.date) -> tuple[str, str]:
    if duty.done_on is not None:
        return "已完成", "ok"
    is_late = duty.due_on is not None and duty.due_on < today
    return ("已超时限", "danger") if is_late else ("待完成", "info")


def history(push: ApprovalPush) -> list[dict]:
    """Steps of the push and of its acceptances, latest first, one query."""
    parties = {one.pk: one for one in push.acceptances.select_related("department")}
    steps = list(TransitionLog.objects.of(push).select_related("user", "department"))
    steps += TransitionLog.objects.filter(
        object_type=PushAcceptance._meta.label, object_id__in=parties
    ).select_related("user", "department")
    steps.sort(key=lambda step: (step.at, step.pk), reverse=True)
    return [_entry(step, parties) for step in steps]


def _entry(step: TransitionLog, parties: dict[int, PushAcceptance]) -> dict:
    if step.object_type == PushAcceptance._meta.label:
        one = parties[step.object_id]
        title = f"{one.get_party_display()}（{one.department}）{ACCEPTANCE_STEPS.get(step.name, step.name)}"
    else:
        title = PUSH_STEPS.get(step.name, step.name)
    who = "，".join(str(part) for part in (step.department, step.user and step.user.name) if part)
    return {"title": title, "at": step.at, "who": who, "text": step.comment, "tone": "", "url": ""}
