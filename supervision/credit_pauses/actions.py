"""Proposing and deciding a pause by two persons; whoever climbs a rung asks `refuse_paused` first."""

import datetime

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, log, perform
from registry.organizations.models import Organization
from supervision.credit_pauses.models import CreditPause, pause_on
from supervision.credit_pauses.states import PROPOSE

DECIDE_ITEM = "ladders.pause"
MOST_DAYS = 366


def refuse_paused(organization_id: int, track: str) -> None:
    """Raises Refusal naming the end date."""
    pause = pause_on(organization_id, track, clock.today())
    if pause is not None:
        raise Refusal(
            f"该组织的{pause.get_track_display()}办理已暂缓至{pause.until_on:%Y-%m-%d}（含当日）：{pause.reason}"
        )


@transaction.atomic
def propose(
    organization: Organization, *, actor: Actor, track: str, reason: str, until_on: datetime.date, document: str = ""
) -> CreditPause:
    require(actor, PROPOSE, "提出暂缓")
    check_competent(organization, actor=actor, label="提出暂缓")
    today = clock.today()
    if until_on < today:
        raise Refusal("截止日期不能早于今天。")
    if (until_on - today).days > MOST_DAYS:
        raise Refusal("暂缓最长一年，期满仍需要的另行提出。")
    if not reason.strip():
        raise Refusal("请填写暂缓理由。")
    if pause_on(organization.pk, track, today):
        raise Refusal("该组织的这一轨道已经暂缓。")
    made = CreditPause.objects.create(
        organization=organization, track=track, reason=reason.strip(), document=document.strip(), from_on=today,
        until_on=until_on,
    )  # fmt: skip
    log(made, "propose", actor=actor)
    worklist.open_item(
        DECIDE_ITEM, subject=made, title=f"暂缓待审定：{organization.name}", url_name="staff:credit_pauses:detail",
        department=organization.competent_department_id, role="registry_chief",
    )  # fmt: skip
    audit.record("credit_pauses.propose", actor=actor, subject=made, organization=organization.pk)
    return made


def _step(pause: CreditPause, name: str, actor: Actor, comment: str, **changes) -> None:
    perform(pause, name, actor=actor, comment=comment, **changes)
    worklist.close_items(pause, actor=actor)
    audit.record(f"credit_pauses.{name}", actor=actor, subject=pause, organization=pause.organization_id)


@transaction.atomic
def approve(pause: CreditPause, *, actor: Actor, comment: str) -> None:
    """From today; a proposal that was left lying beyond its own end is refused."""
    today = clock.today()
    if pause.until_on < today:
        raise Refusal("截止日期已过，请退回重新提出。")
    _step(pause, "approve", actor, comment, from_on=today)


@transaction.atomic
def refuse(pause: CreditPause, *, actor: Actor, comment: str) -> None:
    _step(pause, "refuse", actor, comment)


@transaction.atomic
def end(pause: CreditPause, *, actor: Actor, comment: str) -> None:
    """Before its time, from today on."""
    _step(pause, "end", actor, comment, ended_on=clock.today())
