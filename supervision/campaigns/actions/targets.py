"""One target: reminding, signing off, and what changes the list by a document."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson, WrongState
from core.workflow.perform import check_competent, check_step, lock, log, perform
from core.worklist import actions as worklist
from supervision.campaigns import notices, queries
from supervision.campaigns.actions.checks import check_running
from supervision.campaigns.models import Campaign, CampaignOutcome, CampaignStrike, CampaignTarget, SignOff
from supervision.campaigns.states import HANDLE, ORDERS_OVER, UNDONE, CheckState

CONFIRM_ITEM, SENT_BACK_ITEM = "campaigns.confirm", "campaigns.sent_back"


def check_remind(target: CampaignTarget, actor: Actor) -> None:
    """Raises WrongState where nothing is owed or it was reminded of today, NotCompetent."""
    check_competent(target, actor=actor, label="催办自查表")
    check_running(target.campaign)
    if (
        not queries.waiting_for_self_check(CampaignTarget.objects.filter(pk=target.pk)).exists()
        or not target.campaign.asks
    ):
        raise WrongState("该对象没有待提交的自查表，无须催办。")
    if target.reminded_on == clock.today():
        raise WrongState("今天已经催办过。")


@transaction.atomic
def remind(target: CampaignTarget, *, actor: Actor) -> None:
    """催办 of the self-check, at most once a day. Raises NotPermitted and what check_remind raises."""
    require(actor, HANDLE, "催办自查表")
    lock(target)
    check_remind(target, actor)
    target.reminded_on = clock.today()
    target.version += 1
    target.save(update_fields=["reminded_on", "version"])
    log(target, "remind", actor=actor)
    notices.reminded(target)
    audit.record("campaigns.remind", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def remind_offices(campaign: Campaign, *, actor: Actor) -> int:
    """Tell every authority that has targets left, once a day; what it does is its own affair. Returns how many."""
    require(actor, HANDLE, "提醒办理单位")
    check_competent(campaign, actor=actor, label="提醒办理单位")
    check_running(campaign)
    left = campaign.targets.filter(state__in=UNDONE).values_list("organization__supervising_authority", flat=True)
    offices = sorted({pk for pk in left if pk and pk != campaign.department_id})
    notices.offices(campaign, offices, clock.today())
    audit.record("campaigns.remind_offices", actor=actor, subject=campaign, offices=len(offices))
    return len(offices)


def check_propose(target: CampaignTarget, actor: Actor) -> None:
    """Raises NotCompetent, WrongState: a self-check that was sent must have been read first."""
    _check_ready(target, "propose", actor)


def check_listed(target: CampaignTarget, actor: Actor) -> None:
    """As check_propose, for a run over many."""
    _check_ready(target, "sign_off_listed", actor)


def _check_ready(target: CampaignTarget, step: str, actor: Actor) -> None:
    check_running(target.campaign)
    check_step(target, step, actor=actor)
    check = getattr(target, "self_check", None)
    if check is not None and check.state == CheckState.SUBMITTED:
        raise WrongState("自查表已提交、尚未审核，请先确认或退回。")


def _ending(target: CampaignTarget, outcome: CampaignOutcome | int | str, note: str, document: str) -> dict:
    """What a sign-off says. Raises Refusal."""
    if not isinstance(outcome, CampaignOutcome):
        outcome = CampaignOutcome.objects.get(pk=outcome)
    if outcome.kind_id != target.campaign.kind_id:
        raise Refusal("该处理结果不属于本次专项行动。")
    if not note.strip():
        raise Refusal("请写明办理情况。")
    if outcome.is_exit and not document.strip():
        raise Refusal(f"“{outcome.label}”须写明依据文书的名称和文号。")
    return {"outcome": outcome, "note": note.strip(), "document": document.strip()}


@transaction.atomic
def propose(
    target: CampaignTarget, *, actor: Actor, outcome: CampaignOutcome | int | str, note: str, document: str = ""
) -> SignOff:
    """提请销号 with an outcome of the campaign's kind. An exit names its document: the procedure is another one.

    Raises as perform and check_propose, Refusal.
    """
    lock(target)
    check_propose(target, actor)
    ending = _ending(target, outcome, note, document)
    perform(target, "propose", actor=actor, comment=f"{ending['outcome'].label}：{ending['note']}")
    made = SignOff.objects.create(
        target=target, proposed_on=clock.today(), proposed_by_id=actor.user_id,
        department_id=actor.department_id or target.competent_department_id, **ending,
    )  # fmt: skip
    worklist.close_items(target, SENT_BACK_ITEM, actor=actor)
    worklist.open_item(
        CONFIRM_ITEM, subject=target, title=f"确认销号：{target.organization.name}",
        url_name="staff:campaigns:target", department=target.competent_department_id, role="registry_chief",
    )  # fmt: skip
    audit.record("campaigns.propose", actor=actor, subject=target, organization=target.organization_id)
    return made


def may_confirm(target: CampaignTarget, actor: Actor) -> bool:
    """Whether somebody else proposed it."""
    return not SignOff.objects.proposals().filter(target=target, proposed_by=actor.user_id).exists()


@transaction.atomic
def sign_off(target: CampaignTarget, *, actor: Actor) -> None:
    """确认销号 as it was proposed, by another person. Raises as perform, SamePerson."""
    lock(target)
    check_running(target.campaign)
    check_step(target, "sign_off", actor=actor)
    if actor.user_id is not None and not may_confirm(target, actor):
        raise SamePerson("“确认销号”须由另一人办理：本次销号由您提请。")
    waiting = SignOff.objects.proposals().get(target=target)
    perform(target, "sign_off", actor=actor, outcome=waiting.outcome)
    waiting.signed_on, waiting.user_id = clock.today(), actor.user_id
    waiting.save(update_fields=["signed_on", "user"])
    worklist.close_items(target, actor=actor)
    audit.record("campaigns.sign_off", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def sign_off_listed(
    target: CampaignTarget, *, actor: Actor, outcome: CampaignOutcome | int | str, note: str, document: str = "",
    proposed_by: int | None = None,
) -> None:  # fmt: skip
    """One row of 批量销号: asked for by `proposed_by`, confirmed by the actor. Raises as propose, SamePerson."""
    lock(target)
    check_listed(target, actor)
    if actor.user_id is not None and proposed_by == actor.user_id:
        raise SamePerson("“批量销号”须由另一人确认。")
    ending, today = _ending(target, outcome, note, document), clock.today()
    perform(target, "sign_off_listed", actor=actor, comment=ending["note"], outcome=ending["outcome"])
    SignOff.objects.create(
        target=target, proposed_on=today, proposed_by_id=proposed_by, signed_on=today, user_id=actor.user_id,
        department_id=actor.department_id or target.competent_department_id, **ending,
    )  # fmt: skip
    worklist.close_items(target, actor=actor)
    audit.record("campaigns.sign_off", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def send_back(target: CampaignTarget, *, actor: Actor, comment: str) -> None:
    """退回销号: the office looks at it again. Raises as perform."""
    lock(target)
    check_running(target.campaign)
    perform(target, "send_back", actor=actor, comment=comment)
    _end_proposal(target)
    worklist.close_items(target, CONFIRM_ITEM, actor=actor)
    worklist.open_item(
        SENT_BACK_ITEM, subject=target, title=f"销号被退回：{target.organization.name}",
        url_name="staff:campaigns:target", department=target.competent_department_id,
    )  # fmt: skip
    audit.record("campaigns.send_sign_off_back", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def take_back(target: CampaignTarget, *, actor: Actor, comment: str) -> None:
    """收回销号提请, before it is confirmed. Raises as perform."""
    lock(target)
    check_running(target.campaign)
    perform(target, "take_back", actor=actor, comment=comment)
    _end_proposal(target)
    worklist.close_items(target, CONFIRM_ITEM, actor=actor)
    audit.record("campaigns.take_sign_off_back", actor=actor, subject=target, organization=target.organization_id)


def _end_proposal(target: CampaignTarget) -> None:
    SignOff.objects.proposals().filter(target=target).update(withdrawn_on=clock.today())


@transaction.atomic
def reopen(target: CampaignTarget, *, actor: Actor, comment: str) -> None:
    """撤销销号, while the campaign runs. Raises as perform."""
    lock(target)
    check_running(target.campaign)
    perform(target, "reopen", actor=actor, comment=comment, outcome=None)
    standing = SignOff.objects.exclude(signed_on=None).get(target=target, withdrawn_on=None)
    standing.withdrawn_on = clock.today()
    standing.save(update_fields=["withdrawn_on"])
    audit.record("campaigns.reopen", actor=actor, subject=target, organization=target.organization_id)


def _check_list_owner(target: CampaignTarget, actor: Actor, label: str) -> None:
    """The list is the responsible office's, whoever handles the target."""
    campaign = target.campaign
    if not actor.competent_for(campaign):
        raise NotCompetent(f"“{label}”由{campaign.competent_department_name}办理。")
    check_running(campaign)


@transaction.atomic
def strike(target: CampaignTarget, *, actor: Actor, comment: str, document: str) -> None:
    """核减 by a document (a body that was cancelled); its number on the list stays taken.

    Raises as perform, NotCompetent, Refusal without a document.
    """
    lock(target)
    _check_list_owner(target, actor, "核减")
    document, today = document.strip(), clock.today()
    if not document:
        raise Refusal("核减须写明依据文件的名称和文号。")
    perform(target, "strike", actor=actor, comment=comment, struck_on=today, strike_document=document)
    CampaignStrike.objects.create(
        target=target, struck_on=today, document=document, reason=comment.strip()[:300], struck_by_id=actor.user_id
    )
    _end_proposal(target)
    worklist.close_items(target, actor=actor, cancelled=True)
    audit.record("campaigns.strike", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def restore(target: CampaignTarget, *, actor: Actor, comment: str) -> None:
    """Struck by mistake: handled further from where it was; the strike stays on record. Raises as strike."""
    lock(target)
    _check_list_owner(target, actor, "恢复对象")
    is_open = target.orders.exclude(state__in=ORDERS_OVER).exists()
    step = "restore_rectifying" if is_open else "restore"
    perform(target, step, actor=actor, comment=comment, struck_on=None, strike_document="")
    standing = CampaignStrike.objects.get(target=target, restored_on=None)
    standing.restored_on, standing.restored_by_id = clock.today(), actor.user_id
    standing.restore_reason = comment.strip()[:300]
    standing.save(update_fields=["restored_on", "restored_by", "restore_reason"])
    audit.record("campaigns.restore", actor=actor, subject=target, organization=target.organization_id)
