"""Keeping a report in the archive, and taking one out."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.files import actions as files
from core.files.models import StoredFile
from core.workflow.errors import CommentRequired, Refusal, WrongState
from core.workflow.perform import lock, log
from party_building.party_units.models import PartyUnit
from party_building.propaganda.models import PropagandaItem
from party_building.speaking import require_voice, speaks_for

OWN, LINE = "own_party_life.edit", "propaganda.edit"
FILE_TYPES = ("pdf", "jpg", "png", "docx")


def may_keep(unit: PartyUnit, actor: Actor) -> bool:
    return speaks_for(unit, actor, own=OWN, line=LINE)


@transaction.atomic
def keep(
    unit: PartyUnit,
    *,
    actor: Actor,
    title: str,
    outlet: str,
    published_on: datetime.date,
    link: str = "",
    file: tuple[str, bytes] | None = None,
) -> PropagandaItem:
    """存档. `file` is a name and its content. Raises NotPermitted, NotCompetent, Refusal, FileRefused."""
    require_voice(unit, actor, "存档宣传报道", own=OWN, line=LINE)
    lock(unit)
    title, outlet = title.strip(), outlet.strip()
    if published_on > clock.today():
        raise Refusal("发布日期不能晚于今天。")
    if (
        PropagandaItem.objects.standing()
        .filter(unit=unit, title=title, outlet=outlet, published_on=published_on)
        .exists()
    ):
        raise Refusal("这篇报道已经存档，不必重复存。")
    item = PropagandaItem.objects.create(
        unit=unit, title=title, outlet=outlet, published_on=published_on, link=link, file=_stored(file, actor),
        recorded_by_id=actor.user_id,
    )  # fmt: skip
    log(item, "keep", actor=actor)
    audit.record("propaganda.keep", actor=actor, subject=item, unit=unit.pk)
    return item


def _stored(file: tuple[str, bytes] | None, actor: Actor) -> StoredFile | None:
    if file is None:
        return None
    name, data = file
    permission = "own_party_life.view" if actor.is_organization_side else "propaganda.view"
    return files.store(data, name=name, kind="propaganda", permission=permission, actor=actor, allowed=FILE_TYPES)


@transaction.atomic
def withdraw(item: PropagandaItem, *, actor: Actor, reason: str) -> None:
    """A report that should not be in the archive. Raises as `keep`, CommentRequired, WrongState."""
    require_voice(item.unit, actor, "撤回宣传报道", own=OWN, line=LINE)
    lock(item)
    if item.withdrawn_at is not None:
        raise WrongState("该报道已经撤回。")
    if not reason.strip():
        raise CommentRequired("撤回须写明原因。")
    item.withdrawn_at, item.withdrawal_reason = clock.now(), reason.strip()[:200]
    item.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    log(item, "withdraw", actor=actor, comment=reason)
    audit.record("propaganda.withdraw", actor=actor, subject=item)
