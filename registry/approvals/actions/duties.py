"""What a decision leaves to be done: opened when civil affairs accepts, closed by the fact."""

import datetime
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import audit, clock, history
from core.access.actor import Actor
from core.files.models import StoredFile
from core.workflow.errors import NotCompetent, Refusal
from core.workflow.perform import lock
from core.worklist import actions as worklist
from registry.annual_reports.models import ReportingRegime
from registry.approvals.actions import sending
from registry.approvals.models import ApprovalPush, PushDuty
from registry.approvals.states import DutyKind
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES

DUTY = "approvals.duty"
SYSTEM = Actor.system("approvals.duties")
OVER = "登记已终止，不再要求"


def open_duties(push: ApprovalPush, *, actor: Actor) -> list[PushDuty]:
    """One row for each thing to be done that is not a fact already; safe to repeat."""
    organization = push.organization
    owners = {
        DutyKind.RESPONSIBILITY: push.civil_affairs_id,
        DutyKind.PARTY_LINE: push.civil_affairs_id,
        DutyKind.PARTY: push.party_organ_id,
        DutyKind.ACCOUNT: push.civil_affairs_id,
        DutyKind.FIRST_REPORT: None,
        DutyKind.CERTIFICATE: push.approval_bureau_id,
    }
    if push.responsible_department_id:
        del owners[DutyKind.RESPONSIBILITY]
    if push.party_organ_id:
        del owners[DutyKind.PARTY_LINE]
    known = set(PushDuty.objects.filter(organization=organization).values_list("kind", flat=True))
    duties = [
        PushDuty.objects.create(
            push=push, organization=organization, kind=kind, department_id=owner, due_on=due(kind, organization)
        )
        for kind, owner in owners.items()
        if kind not in known
    ]
    settle_duties([organization.pk], actor=actor)
    for duty in PushDuty.objects.open().filter(pk__in=[duty.pk for duty in duties]):
        remind(duty)
    return duties


def due(kind: DutyKind, organization: Organization) -> datetime.date | None:
    if kind == DutyKind.FIRST_REPORT:
        return first_report_due(organization)
    return sending.due_after(settings.APPROVAL_DUTY_DAYS[kind])


def first_report_due(organization: Organization) -> datetime.date | None:
    """By the latest rules of its type, carried to the year it first owes for; None where no rules are known."""
    regimes = ReportingRegime.objects.filter(org_type=organization.org_type).order_by("-year")
    regime = regimes.first()
    begun = organization.registered_on
    if regime is None or begun is None:
        return None
    cut_off = regime.registered_by.replace(year=begun.year)
    year = begun.year if begun <= cut_off else begun.year + 1
    return regime.final_due.replace(year=year + 1)


def remind(duty: PushDuty) -> None:
    if duty.department_id is not None:
        sending.item(duty.push, DUTY, duty.get_kind_display(), duty.department_id, subject=duty, due_on=duty.due_on)


@transaction.atomic
def settle_duties(organization_ids: Collection[int] | None = None, *, actor: Actor = SYSTEM) -> int:
    """Close every open duty whose fact is there, and those of organizations that have ended. Returns how many.

    For some organizations after an act, for all of them every night. A query a kind, whatever their number.
    """
    duties = PushDuty.objects.open().select_related("organization", "push").order_by("pk")
    if organization_ids is not None:
        duties = duties.filter(organization__in=organization_ids)
    rows = list(duties.select_for_update(of=("self",), no_key=True))
    done = []
    for kind in {duty.kind for duty in rows}:
        its = [duty for duty in rows if duty.kind == kind]
        found = import_string(settings.APPROVAL_DUTY_FACTS[kind])([duty.organization_id for duty in its])
        done += [(duty, found[duty.organization_id]) for duty in its if duty.organization_id in found]
    ended = [duty for duty in rows if duty.organization.status not in ACTIVE_STATUSES]
    done += [(duty, OVER) for duty in ended if duty not in {one for one, _ in done}]
    with history.acting(actor):
        for duty, evidence in done:
            close(duty, evidence, actor)
        _hand_party_duties_on(rows)
    return len(done)


def close(duty: PushDuty, evidence: str, actor: Actor) -> None:
    duty.done_on, duty.evidence = clock.today(), evidence[:200]
    duty.save(update_fields=["done_on", "evidence"])
    worklist.close_items(duty, actor=actor)
    audit.record("approvals.duty_done", actor=actor, subject=duty, organization=duty.organization_id, kind=duty.kind)


def _hand_party_duties_on(rows: list[PushDuty]) -> None:
    """A party line was found meanwhile: setting up a party organization is now the business of that organ."""
    for duty in rows:
        organ = duty.organization.party_superior_id
        if duty.kind == DutyKind.PARTY and duty.done_on is None and duty.department_id is None and organ:
            duty.department_id = organ
            duty.save(update_fields=["department"])
            remind(duty)


@transaction.atomic
def attach_certificate(duty: PushDuty, *, actor: Actor, file: StoredFile) -> None:
    """The copy of the certificate, from the approval bureau. Raises NotCompetent, Refusal."""
    lock(duty)
    if duty.kind != DutyKind.CERTIFICATE or duty.department_id != actor.department_id:
        raise NotCompetent("登记证书副本由推送的审批局补传。")
    if duty.done_on is not None:
        raise Refusal(f"{duty.evidence}，不必再传。")
    duty.file = file
    duty.save(update_fields=["file"])
    settle_duties([duty.organization_id], actor=actor)
