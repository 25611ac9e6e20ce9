"""责令整改 out of a campaign: order and letter are those of supervision.rectifications, what they come to counts."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import lock, log, perform
from core.worklist import actions as worklist
from supervision.campaigns.actions.checks import ORDER_ITEM, VERIFY_ITEM, check_running
from supervision.campaigns.models import CampaignOrder, CampaignTarget
from supervision.campaigns.states import OPEN_ORDERS, CampaignState, OrderState, TargetState
from supervision.letters.models import Letter
from supervision.rectifications import actions as rectifications
from supervision.rectifications.models import RectificationOrder
from supervision.rectifications.states import OrderState as FormalState
from supervision.rectifications.states import Source

PORTAL = Actor.system("campaigns")
STILL_OPEN = (CampaignState.RUNNING, CampaignState.CLOSING)


@transaction.atomic
def order_formally(
    target: CampaignTarget, *, actor: Actor, ground: str, basis: str, demand: str, due_days: int | None = None
) -> CampaignOrder:
    """责令整改 with its letter: of a target that nothing was asked of, or in place of the order that is open.

    Raises as perform and rectifications.order, WrongState, Refusal.
    """
    lock(target)
    check_running(target.campaign)
    if not (ground.strip() and basis.strip() and demand.strip()):
        raise Refusal("请写明违规事实、依据和整改要求。")
    made = target.orders.filter(state__in=OPEN_ORDERS).first()
    if made is None:
        perform(target, "order", actor=actor, comment=demand.strip())
    formal = rectifications.order(
        actor=actor, organization=target.organization, source=Source.CAMPAIGN, ground=ground, basis=basis,
        demand=demand, due_days=due_days,
    )  # fmt: skip
    if made is None:
        made = CampaignOrder.objects.create(
            target=target, text=demand.strip()[:1000], ordered_on=clock.today(), state=OrderState.FORMAL, formal=formal
        )
    else:
        perform(made, "formalize", actor=actor, formal=formal)
        log(target, "formalize", actor=actor)
    worklist.close_items(target, ORDER_ITEM, actor=actor, cancelled=True)
    worklist.close_items(target, VERIFY_ITEM, actor=actor, cancelled=True)
    audit.record(
        "campaigns.order_formally", actor=actor, subject=target, organization=target.organization_id, order=formal.pk
    )
    return made


def ended(formal: RectificationOrder) -> None:
    """Verified: the target has put it right. Cancelled: nothing is asked any more. An archived campaign stays."""
    if formal.state == FormalState.VERIFIED:
        _settle(formal.pk, "pass_formal", "verify", "责令整改已核实通过。", verified_on=formal.verified_on)
    elif formal.state == FormalState.CANCELLED:
        _settle(formal.pk, "drop_formal", "drop_order", "责令整改已撤销。")


def dropped(letter: Letter) -> None:
    """Its letter was withdrawn or voided before it was served."""
    found = RectificationOrder.objects.filter(letter=letter).values_list("pk", flat=True).first()
    if found is not None:
        _settle(found, "drop_formal", "drop_order", "责令整改通知书已撤回或者作废。")


def _settle(formal_id: int, step: str, target_step: str, words: str, **changes) -> None:
    rows = CampaignOrder.objects.filter(formal=formal_id, state=OrderState.FORMAL)
    found = rows.filter(target__campaign__state__in=STILL_OPEN).select_related("target__campaign").first()
    if found is None:
        return
    lock(found)
    perform(found, step, actor=PORTAL, comment=words, **changes)
    if found.target.state == TargetState.RECTIFYING:
        perform(found.target, target_step, actor=PORTAL, comment=words)
    audit.record(f"campaigns.{step}", actor=PORTAL, subject=found, organization=found.target.organization_id)
