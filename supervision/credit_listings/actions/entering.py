"""The entries themselves: made by a signed decision, begun anew by a further ground, ended, or taken out as wrong.

The standing of the organization is published to the registry from here and from nowhere else.
"""

import datetime

from django.db import IntegrityError, transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log
from registry.organizations import actions as organizations
from registry.organizations.facts import OrganizationStanding
from registry.organizations.models import Organization
from registry.organizations.states import Standing
from supervision import signals
from supervision.credit_listings import notices
from supervision.credit_listings.actions.stopping import PORTAL
from supervision.credit_listings.models import CreditEntry, EntryReset
from supervision.credit_listings.states import PROPOSE, EntryEnd, EntryState
from supervision.credit_records import actions as records
from supervision.credit_records.states import RecordKind
from supervision.credit_terms.models import CreditGround
from supervision.credit_terms.states import CreditList

STANDINGS = {CreditList.ABNORMAL: Standing.ABNORMAL, CreditList.SERIOUS: Standing.SERIOUS}


@transaction.atomic
def enter(
    organization: Organization, *, ground: CreditGround, on: datetime.date, document: str, authority_name: str
) -> CreditEntry:
    """列入 on the day of the decision; a further ground during a stay begins its period anew instead.

    Whoever enters the serious list leaves the abnormal one. Call inside the transaction of the decision.
    """
    lock(organization)
    entry = CreditEntry.objects.listed().filter(organization=organization, list=ground.list).first()
    if entry is not None:
        return _reset(entry, ground, on, document)
    entry = CreditEntry.objects.create(
        organization=organization, list=ground.list, ground=ground, document=document, authority_name=authority_name,
        listed_on=on, effective_on=on,
    )  # fmt: skip
    EntryReset.objects.create(entry=entry, ground=ground, on=on, document=document)
    step = log(entry, "enter", actor=PORTAL)
    if ground.list == CreditList.SERIOUS:
        _leave_abnormal(organization, on, document)
    publish(organization, on=on, document=document)
    _record(entry, RecordKind.LISTING, f"列入{entry.get_list_display()}：{ground.public_words}", on, document)
    _told(entry, step.pk, "enter")
    return entry


def _reset(entry: CreditEntry, ground: CreditGround, on: datetime.date, document: str) -> CreditEntry:
    lock(entry)
    EntryReset.objects.create(entry=entry, ground=ground, on=on, document=document)
    entry.ground, entry.effective_on, entry.document = ground, max(on, entry.effective_on), document
    entry.version += 1
    entry.save(update_fields=["ground", "effective_on", "document", "version"])
    step = log(entry, "reset", actor=PORTAL, comment=ground.title)
    publish(entry.organization, on=on, document=document)
    _record(entry, RecordKind.RESET, f"{entry.get_list_display()}期间再次发生：{ground.public_words}", on, document)
    _told(entry, step.pk, "reset")
    return entry


def _leave_abnormal(organization: Organization, on: datetime.date, document: str) -> None:
    for entry in CreditEntry.objects.listed().filter(organization=organization, list=CreditList.ABNORMAL):
        _end(entry, EntryState.REMOVED, EntryEnd.SERIOUS, on, document)
        log(entry, "remove", actor=PORTAL, comment=EntryEnd.SERIOUS.label)
        signals.credit_entry_moved.send(None, entry=entry)


def _end(entry: CreditEntry, state: str, ended_by: str, on: datetime.date, document: str) -> None:
    lock(entry)
    if entry.state != EntryState.LISTED:
        raise WrongState(f"该列入{entry.get_state_display()}，请刷新页面查看最新情况。")
    entry.state, entry.ended_by, entry.removed_on, entry.removal_document = state, ended_by, on, document
    entry.version += 1
    entry.save(update_fields=["state", "ended_by", "removed_on", "removal_document", "version"])


def _record(entry: CreditEntry, kind: str, title: str, on: datetime.date, document: str) -> None:
    records.form(
        entry.organization, actor=PORTAL, kind=kind, title=title, formed_on=on, document=document,
        authority_name=entry.authority_name, is_public=kind != RecordKind.REMOVAL, source=entry,
    )  # fmt: skip


def _told(entry: CreditEntry, step: int, verb: str) -> None:
    notices.of_entry(entry, step)
    audit.record(f"credit_listings.{verb}_entry", actor=PORTAL, subject=entry, organization=entry.organization_id)
    signals.credit_entry_moved.send(None, entry=entry)


def publish(organization: Organization, *, on: datetime.date, document: str) -> None:
    """Tell the registry where the organization stands from `on`: the graver of the lists it is on, else clear."""
    open_entries = {entry.list: entry for entry in CreditEntry.objects.listed().filter(organization=organization)}
    top = open_entries.get(CreditList.SERIOUS) or open_entries.get(CreditList.ABNORMAL)
    organizations.change_standing(
        organization, actor=PORTAL, standing=STANDINGS[CreditList(top.list)] if top else Standing.CLEAR,
        ground=top.ground.public_words if top else "", valid_from=on, document=document,
    )  # fmt: skip


@transaction.atomic
def remove(entry: CreditEntry, *, actor: Actor, ended_by: str, document: str = "") -> None:
    """移出, as decided by whoever decides on removals. The public pages show no trace of it from today on."""
    today = clock.today()
    if OrganizationStanding.objects.filter(organization=entry.organization_id, valid_from=today).exists():
        raise Refusal("信用状况今天刚刚变更，一天只能变更一次，请明天再办理移出。")
    _end(entry, EntryState.REMOVED, ended_by, today, document)
    step = log(entry, "remove", actor=actor, comment=EntryEnd(ended_by).label)
    publish(entry.organization, on=today, document=document or "移出名录")
    records.withdraw_of(entry, actor=actor, reason="已移出名录，列入信息不再公开")
    _record(entry, RecordKind.REMOVAL, f"移出{entry.get_list_display()}", today, document)
    notices.of_entry(entry, step.pk)
    audit.record("credit_listings.remove_entry", actor=actor, subject=entry, organization=entry.organization_id)
    signals.credit_entry_moved.send(None, entry=entry)


@transaction.atomic
def revoke(entry: CreditEntry, *, actor: Actor, reason: str, document: str) -> None:
    """The listing was wrong: it is taken out of the register's facts, of records and of every public page.

    What it said and who corrected it stays in the office's own history.
    """
    today = clock.today()
    _end(entry, EntryState.REVOKED, EntryEnd.MISTAKE, today, document)
    step = log(entry, "revoke", actor=actor, comment=reason)
    documents = {entry.document, *entry.resets.values_list("document", flat=True)}
    facts = OrganizationStanding.objects.filter(
        organization=entry.organization_id, standing=STANDINGS[CreditList(entry.list)], document__in=documents
    )
    for fact in facts.select_related("organization"):
        organizations.correct(
            fact, actor=PORTAL, values={"standing": str(Standing.CLEAR), "ground": ""}, reason=reason
        )
    entry.organization.refresh_from_db()
    still = CreditEntry.objects.listed().filter(organization=entry.organization_id)
    if still.exists() and entry.organization.standing == Standing.CLEAR:
        publish(entry.organization, on=today, document=still[0].document)
    records.withdraw_of(entry, actor=actor, reason=f"列入有误，已撤销：{document}")
    notices.of_entry(entry, step.pk)
    audit.record("credit_listings.revoke_entry", actor=actor, subject=entry, organization=entry.organization_id)
    signals.credit_entry_moved.send(None, entry=entry)


@transaction.atomic
def take_over(
    organization: Organization, *, actor: Actor, ground: CreditGround, listed_on: datetime.date,
    effective_on: datetime.date, document: str,
) -> CreditEntry:  # fmt: skip
    """补录 of a listing that the register already publishes, from before it was worked here. It changes no standing.

    Raises NotPermitted, NotCompetent, Refusal where the register says something else.
    """
    require(actor, PROPOSE, "补录列入")
    check_competent(organization, actor=actor, label="补录列入")
    lock(organization)
    if organization.standing != STANDINGS[CreditList(ground.list)]:
        raise Refusal(f"登记信息中的信用状况为“{organization.get_standing_display()}”，与补录的名录不一致。")
    if not listed_on <= effective_on <= clock.today():
        raise Refusal("起算日期不能早于列入日期，也不能晚于今天。")
    if not document.strip():
        raise Refusal("请填写决定书文号。")
    try:
        with transaction.atomic():
            entry = CreditEntry.objects.create(
                organization=organization, list=ground.list, ground=ground, document=document.strip(),
                authority_name=organization.competent_department_name, listed_on=listed_on, effective_on=effective_on,
            )  # fmt: skip
    except IntegrityError:
        raise Refusal("该组织的这一名录已有列入记录，无须补录。") from None
    days = sorted({listed_on, effective_on})
    EntryReset.objects.bulk_create(EntryReset(entry=entry, ground=ground, on=on, document=document) for on in days)
    log(entry, "take_over", actor=actor)
    audit.record("credit_listings.take_over", actor=actor, subject=entry, organization=organization.pk)
    signals.credit_entry_moved.send(None, entry=entry)
    return entry
