"""One target: reminding, signing off, and what changes the list by a document."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, check_step, lock, log, perform
from core.worklist import actions as worklist
from supervision.campaigns import notices, queries
from supervision.campaigns.actions.checks import check_running
from supervision.campaigns.models import Campaign, CampaignOutcome, CampaignTarget, SignOff
from supervision.campaigns.states import HANDLE, UNDONE, CheckState


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


def check_sign_off(target: CampaignTarget, actor: Actor) -> None:
    """Raises NotCompetent, WrongState: a self-check that was sent must have been read first."""
    check_running(target.campaign)
    check_step(target, "sign_off", actor=actor)
    check = getattr(target, "self_check", None)
    if check is not None and check.state == CheckState.SUBMITTED:
        raise WrongState("自查表已提交、尚未审核，请先确认或退回。")


@transaction.atomic
def sign_off(
    target: CampaignTarget, *, actor: Actor, outcome: CampaignOutcome | int | str, note: str, document: str = ""
) -> None:
    """销号 with an outcome of the campaign's kind. An exit names its document: the procedure is another one.

    Raises as perform and check_sign_off, Refusal.
    """
    lock(target)
    check_sign_off(target, actor)
    if not isinstance(outcome, CampaignOutcome):
        outcome = CampaignOutcome.objects.get(pk=outcome)
    if outcome.kind_id != target.campaign.kind_id:
        raise Refusal("该处理结果不属于本次专项行动。")
    if not note.strip():
        raise Refusal("请写明办理情况。")
    if outcome.is_exit and not document.strip():
        raise Refusal(f"“{outcome.label}”须写明依据文书的名称和文号。")
    perform(target, "sign_off", actor=actor, comment=note.strip(), outcome=outcome)
    SignOff.objects.create(
        target=target, outcome=outcome, note=note.strip(), document=document.strip(), signed_on=clock.today(),
        department_id=actor.department_id or target.competent_department_id, user_id=actor.user_id,
    )  # fmt: skip
    worklist.close_items(target, actor=actor)
    audit.record("campaigns.sign_off", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def reopen(target: CampaignTarget, *, actor: Actor, comment: str) -> None:
    """撤销销号, while the campaign runs. Raises as perform."""
    lock(target)
    check_running(target.campaign)
    perform(target, "reopen", actor=actor, comment=comment, outcome=None)
    standing = SignOff.objects.get(target=target, withdrawn_on=None)
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
    if not document.strip():
        raise Refusal("核减须写明依据文件的名称和文号。")
    perform(target, "strike", actor=actor, comment=comment, struck_on=clock.today(), strike_document=document.strip())
    worklist.close_items(target, actor=actor, cancelled=True)
    audit.record("campaigns.strike", actor=actor, subject=target, organization=target.organization_id)


@transaction.atomic
def restore(target: CampaignTarget, *, actor: Actor, comment: str) -> None:
    """Struck by mistake. Raises as strike."""
    lock(target)
    _check_list_owner(target, actor, "恢复对象")
    perform(target, "restore", actor=actor, comment=comment, struck_on=None, strike_document="")
    audit.record("campaigns.restore", actor=actor, subject=target, organization=target.organization_id)
