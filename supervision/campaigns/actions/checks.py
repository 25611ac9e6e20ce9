"""Self-check and site check of one target, and what it is told to put right."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.files.models import StoredFile
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from supervision.campaigns import notices, queries
from supervision.campaigns.actions.drawing import SELF_CHECK_ITEM
from supervision.campaigns.models import (
    Campaign,
    CampaignOrder,
    CampaignTarget,
    SelfCheck,
    SelfCheckRound,
    SiteCheck,
    SiteCheckFile,
    SiteFinding,
)
from supervision.campaigns.states import CHECK, HANDLED, OWN_FILL, CampaignState, Finding, TargetState
from supervision.questionnaires import questions

REVIEW_ITEM, ORDER_ITEM, VERIFY_ITEM = "campaigns.review", "campaigns.order", "campaigns.verify"
LEAST_INSPECTORS = 2


def check_running(campaign: Campaign) -> None:
    """Raises WrongState: nothing of an archived campaign is changed."""
    if campaign.state != CampaignState.RUNNING:
        raise WrongState(f"专项行动{campaign.get_state_display()}，不能再办理。")


def _check_undone(target: CampaignTarget) -> None:
    check_running(target.campaign)
    if target.state not in HANDLED:
        raise WrongState(f"该对象{target.get_state_display()}，不用再办理。")


# ---- 自查


@transaction.atomic
def save(target: CampaignTarget, *, actor: Actor, answers: dict[str, str], version: int | None = None) -> SelfCheck:
    """Keep a draft; the first one opens the form. Raises NotPermitted, NotCompetent, WrongState, StaleVersion."""
    require(actor, OWN_FILL, "填写自查表")
    check_competent(target, actor=actor, label="填写自查表")
    _check_undone(target)
    check, is_new = SelfCheck.objects.get_or_create(target=target)
    if is_new:
        log(check, "begin", actor=actor)
    else:
        check_version(check, version)
    if not check.may_write:
        raise WrongState(f"自查表{check.get_state_display()}，不能修改。")
    check.answers = questions.tidy(target.campaign.form, answers)
    check.version += 1
    check.save(update_fields=["answers", "version"])
    return check


@transaction.atomic
def submit(check: SelfCheck, *, actor: Actor) -> None:
    """Send what was saved. Raises as perform, Refusal naming what is missing."""
    lock(check)
    target, form = check.target, check.target.campaign.form
    _check_undone(target)
    found = questions.faults(form, check.answers)
    if found:
        raise Refusal(f"还不能提交：{'；'.join(list(found.values())[:5])}。")
    step = perform(check, "submit", actor=actor, submitted_at=clock.now(), remarks="")
    SelfCheckRound.objects.create(
        self_check=check, number=check.rounds.count() + 1, answers=questions.standing(form, check.answers),
        known=queries.known_of(target.campaign, target.organization_id, clock.today()), user_id=actor.user_id,
        at=step.at,
    )  # fmt: skip
    worklist.close_items(target, SELF_CHECK_ITEM, actor=actor)
    if target.competent_department_id:
        worklist.open_item(
            REVIEW_ITEM, subject=target, title=f"审核自查表：{target.organization.name}",
            url_name="staff:campaigns:target", department=target.competent_department_id,
        )  # fmt: skip
    audit.record("campaigns.submit_check", actor=actor, subject=check, organization=target.organization_id)


@transaction.atomic
def send_back(check: SelfCheck, *, actor: Actor, comment: str) -> None:
    """退回补充 with remarks. Raises as perform."""
    lock(check)
    target = check.target
    _check_undone(target)
    step = perform(check, "send_back", actor=actor, comment=comment, remarks=comment.strip())
    worklist.close_items(target, REVIEW_ITEM, actor=actor)
    worklist.open_item(
        SELF_CHECK_ITEM, subject=target, title=f"补充自查表：{target.campaign.title}",
        url_name="org:campaigns:detail", organization=target.organization_id,
    )  # fmt: skip
    notices.returned(target, step.pk)
    audit.record("campaigns.return_check", actor=actor, subject=check, organization=target.organization_id)


@transaction.atomic
def accept(check: SelfCheck, *, actor: Actor) -> None:
    """Raises as perform."""
    lock(check)
    _check_undone(check.target)
    perform(check, "accept", actor=actor)
    worklist.close_items(check.target, REVIEW_ITEM, actor=actor)
    audit.record("campaigns.accept_check", actor=actor, subject=check, organization=check.target.organization_id)


# ---- 现场检查


@transaction.atomic
def inspect(
    target: CampaignTarget,
    *,
    actor: Actor,
    checked_on: datetime.date,
    place: str,
    inspectors: Iterable[str],
    summary: str,
    met: str = "",
    findings: Iterable[tuple[str, str, str]] = (),
    files: Iterable[StoredFile] = (),
) -> SiteCheck:
    """Record a site check; `findings` are (item, Finding, words). By the authority, two persons at least.

    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    require(actor, CHECK, "记录现场检查")
    check_competent(target, actor=actor, label="记录现场检查")
    _check_undone(target)
    people = list(dict.fromkeys(name.strip() for name in inspectors if name.strip()))
    if len(people) < LEAST_INSPECTORS:
        raise Refusal("现场检查须由两名以上人员进行，请写明每个人的姓名。")
    if not target.campaign.starts_on <= checked_on <= clock.today():
        raise Refusal("检查日期须在专项行动开始之后，不能晚于今天。")
    rows = [(item, result, text.strip()) for item, result, text in findings]
    for item, result, text in rows:
        if result == Finding.FAULT and not text:
            raise Refusal(f"“{item}”存在问题，请写明情况。")
    made = SiteCheck.objects.create(
        target=target, checked_on=checked_on, place=place.strip(), inspectors=people, met=met.strip(),
        summary=summary.strip(), recorded_at=clock.now(), recorded_by_id=actor.user_id,
        department_id=actor.department_id or target.competent_department_id,
    )  # fmt: skip
    SiteFinding.objects.bulk_create(
        SiteFinding(check_made=made, item=item, result=result, text=text) for item, result, text in rows
    )
    SiteCheckFile.objects.bulk_create(SiteCheckFile(check_made=made, file=file) for file in files)
    log(target, "check", actor=actor)
    audit.record("campaigns.check", actor=actor, subject=target, organization=target.organization_id)
    return made


# ---- 整改


@transaction.atomic
def order(target: CampaignTarget, *, actor: Actor, text: str, due_on: datetime.date) -> CampaignOrder:
    """要求整改 until a day. Raises as perform, Refusal."""
    check_running(target.campaign)
    if not text.strip():
        raise Refusal("请写明整改要求。")
    if due_on < clock.today():
        raise Refusal("整改期限不能早于今天。")
    step = perform(target, "order", actor=actor, comment=text.strip())
    made = CampaignOrder.objects.create(target=target, text=text.strip(), ordered_on=clock.today(), due_on=due_on)
    worklist.open_item(
        ORDER_ITEM, subject=target, title=f"整改：{target.campaign.title}", url_name="org:campaigns:detail",
        organization=target.organization_id, due_on=due_on,
    )  # fmt: skip
    notices.ordered(made, step.pk)
    audit.record("campaigns.order", actor=actor, subject=target, organization=target.organization_id)
    return made


@transaction.atomic
def report(made: CampaignOrder, *, actor: Actor, text: str, file: StoredFile | None = None) -> None:
    """What the organization did. Raises as perform, Refusal without words."""
    lock(made)
    target = made.target
    check_running(target.campaign)
    if not text.strip():
        raise Refusal("请填写整改情况。")
    perform(made, "report", actor=actor, report=text.strip(), report_file=file, reported_at=clock.now())
    worklist.close_items(target, ORDER_ITEM, actor=actor)
    if target.competent_department_id:
        worklist.open_item(
            VERIFY_ITEM, subject=target, title=f"验收整改：{target.organization.name}",
            url_name="staff:campaigns:target", department=target.competent_department_id,
        )  # fmt: skip
    audit.record("campaigns.report", actor=actor, subject=made, organization=target.organization_id)


@transaction.atomic
def ask_again(made: CampaignOrder, *, actor: Actor, comment: str) -> None:
    """退回继续整改; the day stays. Raises as perform."""
    lock(made)
    target = made.target
    check_running(target.campaign)
    step = perform(made, "ask_again", actor=actor, comment=comment)
    worklist.close_items(target, VERIFY_ITEM, actor=actor)
    worklist.open_item(
        ORDER_ITEM, subject=target, title=f"继续整改：{target.campaign.title}", url_name="org:campaigns:detail",
        organization=target.organization_id, due_on=made.due_on,
    )  # fmt: skip
    notices.ordered(made, step.pk)
    audit.record("campaigns.ask_again", actor=actor, subject=made, organization=target.organization_id)


@transaction.atomic
def verify(made: CampaignOrder, *, actor: Actor, comment: str) -> None:
    """验收: the target can be signed off again. Raises as perform."""
    lock(made)
    target = made.target
    check_running(target.campaign)
    perform(made, "pass", actor=actor, comment=comment, verified_on=clock.today())
    if target.state == TargetState.RECTIFYING:
        perform(target, "verify", actor=actor, comment=comment)
    worklist.close_items(target, ORDER_ITEM, actor=actor)
    worklist.close_items(target, VERIFY_ITEM, actor=actor)
    audit.record("campaigns.verify", actor=actor, subject=made, organization=target.organization_id)
