"""The only writers of the penalty ledger. It takes down what was decided elsewhere, by two persons."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log, perform
from registry.organizations.models import Organization
from supervision import signals
from supervision.credit_records import actions as records
from supervision.credit_records.states import RecordKind
from supervision.penalties import notices
from supervision.penalties.models import Penalty, PenaltyItem
from supervision.penalties.states import ENTER, OPEN, WITH_AMOUNT, PenaltyKind, PenaltyState

CONFIRM_ITEM, MEND_ITEM = "penalties.confirm", "penalties.mend"
FIELDS = ("authority_name", "number", "decided_on", "effective_on", "facts", "basis", "is_published")


@dataclass(frozen=True)
class Item:
    """One kind of a decision as it is entered."""

    kind: str
    amount_yuan: Decimal | None = None
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None


@transaction.atomic
def enter(
    organization: Organization, *, actor: Actor, items: Iterable[Item], document: StoredFile | None,
    corrects: Penalty | None = None, **values,
) -> Penalty:  # fmt: skip
    """录入 from the decision; it counts for nothing until another person has compared it.

    `values` are FIELDS. `corrects` names the confirmed record that this one is to replace.
    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, ENTER, "录入行政处罚")
    check_competent(organization, actor=actor, label="录入行政处罚")
    items = list(items)
    _check(organization, items, values)
    if document is None and corrects is not None:
        document = corrects.document
    if document is None:
        raise Refusal("请上传处罚决定书。")
    if corrects is not None:
        _check_corrects(corrects, organization)
    made = Penalty(organization=organization, document=document, corrects=corrects, **_tidy(values))
    made.save(force_insert=True)
    _write_items(made, items)
    log(made, "enter", actor=actor)
    _wait(made, "待复核")
    audit.record("penalties.enter", actor=actor, subject=made, organization=organization.pk)
    return made


def _tidy(values: dict) -> dict:
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _check(organization: Organization, items: list[Item], values: dict) -> None:
    if not items:
        raise Refusal("请至少选择一个处罚种类。")
    if values["decided_on"] > clock.today():
        raise Refusal("处罚决定日期不能晚于今天。")
    if values["effective_on"] < values["decided_on"]:
        raise Refusal("生效日期不能早于处罚决定日期。")
    born = organization.registered_on
    if born and values["decided_on"] < born:
        raise Refusal(f"处罚决定日期早于该组织成立登记日期（{born:%Y-%m-%d}），请核对。")
    for item in items:
        if item.kind in WITH_AMOUNT and (item.amount_yuan is None or item.amount_yuan <= 0):
            raise Refusal(f"“{PenaltyKind(item.kind).label}”须填写金额。")
        if item.kind == PenaltyKind.SUSPENSION and not (item.from_on and item.until_on):
            raise Refusal("“限期停止活动”须填写起止日期。")


def _check_corrects(old: Penalty, organization: Organization) -> None:
    lock(old)
    if old.organization_id != organization.pk:
        raise Refusal("更正的记录属于另一社会组织。")
    if old.state != PenaltyState.CONFIRMED:
        raise WrongState(f"该处罚{old.get_state_display()}，不能更正。")
    if old.corrections.filter(state__in=OPEN).exists():
        raise Refusal("该处罚已有一份更正待复核。")


def _write_items(penalty: Penalty, items: list[Item]) -> None:
    penalty.items.all().delete()
    PenaltyItem.objects.bulk_create(
        PenaltyItem(
            penalty=penalty, kind=one.kind, amount_yuan=one.amount_yuan if one.kind in WITH_AMOUNT else None,
            from_on=one.from_on if one.kind == PenaltyKind.SUSPENSION else None,
            until_on=one.until_on if one.kind == PenaltyKind.SUSPENSION else None,
        )
        for one in items
    )  # fmt: skip


def _wait(penalty: Penalty, words: str) -> None:
    worklist.close_items(penalty, MEND_ITEM)
    worklist.open_item(
        CONFIRM_ITEM, subject=penalty, title=f"行政处罚{words}：{penalty.organization.name}",
        url_name="staff:penalties:detail", department=penalty.competent_department_id,
    )  # fmt: skip


@transaction.atomic
def edit(
    penalty: Penalty, *, actor: Actor, version: int | None, items: Iterable[Item],
    document: StoredFile | None = None, **values,
) -> None:  # fmt: skip
    """Before it is confirmed. Who edits does not confirm. Raises StaleVersion, Refusal and what perform raises."""
    check_version(penalty, version)
    items = list(items)
    _check(penalty.organization, items, values)
    changes = _tidy(values) | ({"document": document} if document else {})
    perform(penalty, "resubmit", actor=actor, **changes)
    _write_items(penalty, items)
    _wait(penalty, "待复核")
    audit.record("penalties.edit", actor=actor, subject=penalty, organization=penalty.organization_id)


@transaction.atomic
def confirm(penalty: Penalty, *, actor: Actor) -> None:
    """Another person has compared it with the decision: from here on it counts.

    Raises Refusal where the same decision is on record already, SamePerson and what perform raises.
    """
    old = penalty.corrects
    if old is not None:
        perform(old, "replace", actor=Actor.system("penalties"))
        records.withdraw_of(old, actor=actor, reason="处罚记录已更正")
    try:
        with transaction.atomic():
            perform(penalty, "confirm", actor=actor)
    except IntegrityError:
        raise Refusal("该处罚机关的同一文号已经登记，不能重复登记。") from None
    worklist.close_items(penalty, actor=actor)
    records.form(
        penalty.organization, actor=actor, kind=RecordKind.PENALTY, title=f"行政处罚：{penalty.kind_words}",
        formed_on=clock.today(), authority_name=penalty.authority_name, document=penalty.number,
        is_public=penalty.is_published, source=penalty,
    )  # fmt: skip
    notices.recorded(penalty)
    audit.record("penalties.confirm", actor=actor, subject=penalty, organization=penalty.organization_id)
    signals.penalty_moved.send(None, penalty=penalty)


@transaction.atomic
def send_back(penalty: Penalty, *, actor: Actor, comment: str) -> None:
    perform(penalty, "send_back", actor=actor, comment=comment)
    worklist.close_items(penalty, CONFIRM_ITEM, actor=actor)
    worklist.open_item(
        MEND_ITEM, subject=penalty, title=f"修改行政处罚记录：{penalty.organization.name}",
        url_name="staff:penalties:detail", department=penalty.competent_department_id,
    )  # fmt: skip
    audit.record("penalties.send_back", actor=actor, subject=penalty, organization=penalty.organization_id)


@transaction.atomic
def discard(penalty: Penalty, *, actor: Actor, comment: str) -> None:
    perform(penalty, "discard", actor=actor, comment=comment)
    worklist.close_items(penalty, actor=actor, cancelled=True)
    audit.record("penalties.discard", actor=actor, subject=penalty, organization=penalty.organization_id)


@transaction.atomic
def ask_withdrawal(penalty: Penalty, *, actor: Actor, ground: str, document: str, withdrawn_on: datetime.date) -> None:
    """The decision was set aside by reconsideration, judgment or its own authority; another person confirms."""
    if withdrawn_on > clock.today():
        raise Refusal("撤销日期不能晚于今天。")
    if withdrawn_on < penalty.decided_on:
        raise Refusal(f"撤销日期不能早于处罚决定日期（{penalty.decided_on:%Y-%m-%d}）。")
    if not document.strip():
        raise Refusal("请填写撤销处罚的文书名称、文号。")
    perform(
        penalty, "ask_withdrawal", actor=actor, withdrawal_ground=ground, withdrawal_document=document.strip(),
        withdrawn_on=withdrawn_on,
    )  # fmt: skip
    _wait(penalty, "被撤销待确认")
    audit.record("penalties.ask_withdrawal", actor=actor, subject=penalty, organization=penalty.organization_id)


@transaction.atomic
def confirm_withdrawal(penalty: Penalty, *, actor: Actor) -> None:
    """It counts no more; its credit records leave every page, and what rests on it alone is checked again."""
    perform(penalty, "confirm_withdrawal", actor=actor)
    worklist.close_items(penalty, actor=actor)
    records.withdraw_of(penalty, actor=actor, reason=f"处罚已撤销：{penalty.withdrawal_document}")
    notices.recorded(penalty)
    audit.record("penalties.confirm_withdrawal", actor=actor, subject=penalty, organization=penalty.organization_id)
    signals.penalty_moved.send(None, penalty=penalty)


@transaction.atomic
def refuse_withdrawal(penalty: Penalty, *, actor: Actor, comment: str) -> None:
    perform(
        penalty, "refuse_withdrawal", actor=actor, comment=comment, withdrawal_ground="", withdrawal_document="",
        withdrawn_on=None,
    )  # fmt: skip
    worklist.close_items(penalty, actor=actor)
    audit.record("penalties.refuse_withdrawal", actor=actor, subject=penalty, organization=penalty.organization_id)
