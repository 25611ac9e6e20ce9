"""The only writers of credit records. Verbs of other capabilities form and withdraw them in their own transaction."""

import datetime

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.perform import check_competent, check_step, log, perform
from registry.organizations.models import Organization
from supervision import signals
from supervision.credit_records.models import CreditRecord
from supervision.credit_records.states import ENTER, RecordKind, RecordState
from supervision.credit_terms.models import period
from supervision.credit_terms.states import PeriodCode

ENTER_ITEM = "credit_records.enter"


@transaction.atomic
def form(
    organization: Organization,
    *,
    actor: Actor,
    kind: str,
    title: str,
    formed_on: datetime.date,
    authority_name: str,
    document: str = "",
    is_public: bool = False,
    source=None,
) -> CreditRecord:
    """A record of what was decided elsewhere; its entering is due within the period counted from `formed_on`."""
    made = CreditRecord.objects.create(
        organization=organization, kind=kind, title=title[:200], formed_on=formed_on, authority_name=authority_name,
        document=document, is_public=is_public, source_type=source._meta.label if source else "",
        source_id=source.pk if source else None, made_by_id=actor.user_id,
        due_on=add_workdays(formed_on, period(PeriodCode.ENTRY, formed_on)),
    )  # fmt: skip
    log(made, "form", actor=actor)
    worklist.open_item(
        ENTER_ITEM, subject=made, title=f"归集信用信息：{organization.name}", url_name="staff:credit_records:detail",
        department=organization.competent_department_id, due_on=made.due_on,
    )  # fmt: skip
    audit.record("credit_records.form", actor=actor, subject=made, organization=organization.pk, kind=kind)
    return made


@transaction.atomic
def record_praise(
    organization: Organization, *, actor: Actor, title: str, authority_name: str, document: str,
    formed_on: datetime.date, is_public: bool,
) -> CreditRecord:  # fmt: skip
    """表彰奖励, taken down by hand from its document. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, ENTER, "登记表彰奖励")
    check_competent(organization, actor=actor, label="登记表彰奖励")
    if formed_on > clock.today():
        raise Refusal("作出日期不能晚于今天。")
    return form(
        organization, actor=actor, kind=RecordKind.PRAISE, title=title.strip(), formed_on=formed_on,
        authority_name=authority_name.strip(), document=document.strip(), is_public=is_public,
    )  # fmt: skip


def check_enter(record: CreditRecord, actor: Actor) -> None:
    check_step(record, "enter", actor=actor)


@transaction.atomic
def enter(record: CreditRecord, *, actor: Actor, is_public: bool | None = None) -> None:
    """归集. `is_public` None leaves the choice as it was formed. Raises what perform raises."""
    public = record.is_public if is_public is None else is_public
    perform(record, "enter", actor=actor, entered_on=clock.today(), is_public=public)
    worklist.close_items(record, actor=actor)
    audit.record("credit_records.enter", actor=actor, subject=record, organization=record.organization_id)
    signals.credit_record_moved.send(None, record=record)


@transaction.atomic
def withdraw_of(source, *, actor: Actor, reason: str) -> int:
    """What was formed from `source` is no longer true: its records leave every page. Returns how many."""
    rows = CreditRecord.objects.of(source).exclude(state=RecordState.WITHDRAWN).select_related("organization")
    found = list(rows)
    for record in found:
        withdraw(record, actor=actor, reason=reason)
    return len(found)


@transaction.atomic
def withdraw(record: CreditRecord, *, actor: Actor, reason: str) -> None:
    """By a decision taken elsewhere (an objection, a penalty set aside): never a step of its own."""
    perform(record, "withdraw", actor=Actor.system("credit_records"), comment=reason, is_public=False)
    worklist.close_items(record, actor=actor, cancelled=True)
    audit.record("credit_records.withdraw", actor=actor, subject=record, organization=record.organization_id)
    signals.credit_record_moved.send(None, record=record)
