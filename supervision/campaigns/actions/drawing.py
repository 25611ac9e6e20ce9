"""From a draft to the frozen list. Who drew it up does not freeze it."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, bulk, clock, history
from core.access.actor import Actor
from core.departments.models import Department
from core.files.models import StoredFile
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from supervision.campaigns import notices, queries
from supervision.campaigns.models import Campaign, CampaignKind, CampaignOffice, CampaignTarget
from supervision.campaigns.states import EDIT, WRITING, CampaignState, TargetState
from supervision.questionnaires import questions
from supervision.questionnaires.questions import Questions

FREEZE_ITEM, SELF_CHECK_ITEM = "campaigns.freeze", "campaigns.self_check"
EDITED = ("title", "document", "document_file", "purpose", "starts_on", "ends_on", "self_check_due_on")
MOST_TARGETS = 20_000
_TARGET_COLUMNS = (
    "campaign_id", "number", "organization_id", "name", "facts", "district_id", "responsible_id", "authority_id",
    "state", "strike_document", "version",
)  # fmt: skip


@transaction.atomic
def open_campaign(
    *,
    actor: Actor,
    department: Department,
    kind: CampaignKind,
    offices: Iterable[Department] = (),
    document_file: StoredFile | None = None,
    **values,
) -> Campaign:
    """拟定. It begins with the form and the items of its kind. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "拟定专项行动")
    made = Campaign(
        department=department, kind=kind, document_file=document_file, as_of=clock.today(), questions=kind.questions,
        items=kind.items, **values,
    )  # fmt: skip
    check_competent(made, actor=actor, label="拟定专项行动")
    _check(made)
    made.save(force_insert=True)
    _set_offices(made, offices)
    log(made, "open", actor=actor)
    audit.record("campaigns.open", actor=actor, subject=made, kind=kind.code)
    return made


def _check(one: Campaign) -> None:
    if not one.document.strip():
        raise Refusal("专项行动须写明批准文件的名称和文号。")
    if one.ends_on < one.starts_on:
        raise Refusal("结束日期不能早于开始日期。")
    if one.self_check_due_on and not one.starts_on <= one.self_check_due_on <= one.ends_on:
        raise Refusal("自查截止日期须在专项行动的起止日期之间。")


def _set_offices(campaign: Campaign, offices: Iterable[Department]) -> None:
    wanted = {office.pk for office in offices} - {campaign.department_id}
    campaign.offices.exclude(department__in=wanted).delete()
    present = set(campaign.offices.values_list("department", flat=True))
    CampaignOffice.objects.bulk_create(
        CampaignOffice(campaign=campaign, department_id=pk) for pk in sorted(wanted - present)
    )


def _writable(campaign: Campaign, actor: Actor, what: str) -> None:
    require(actor, EDIT, what)
    check_competent(campaign, actor=actor, label=what)
    if campaign.state not in WRITING:
        raise WrongState(f"专项行动{campaign.get_state_display()}，不能{what}。")


def _written(campaign: Campaign, actor: Actor, fields: Iterable[str]) -> None:
    campaign.version += 1
    campaign.save(update_fields=[*fields, "version"])
    log(campaign, "edit", actor=actor)
    audit.record("campaigns.edit", actor=actor, subject=campaign)


@transaction.atomic
def edit(
    campaign: Campaign, *, actor: Actor, version: int | None, offices: Iterable[Department] | None = None, **values
) -> None:
    """Of a draft. Raises NotPermitted, NotCompetent, WrongState, StaleVersion, Refusal."""
    check_version(campaign, version)
    _writable(campaign, actor, "修改专项行动")
    for name in EDITED:
        if name in values:
            setattr(campaign, name, values[name])
    _check(campaign)
    if offices is not None:
        _set_offices(campaign, offices)
    _written(campaign, actor, EDITED)


@transaction.atomic
def set_criteria(campaign: Campaign, *, actor: Actor, criteria: str, as_of: datetime.date) -> None:
    """Whom the list is to hold, and on which day. Raises as edit, Refusal for a day to come or unreadable criteria."""
    lock(campaign)
    _writable(campaign, actor, "选定对象")
    if as_of > clock.today():
        raise Refusal("名单截止日不能晚于今天。")
    campaign.criteria, campaign.as_of = criteria, as_of
    queries.drawn(campaign, actor)
    _written(campaign, actor, ("criteria", "as_of"))


@transaction.atomic
def set_questions(campaign: Campaign, *, actor: Actor, rows: Questions) -> None:
    """The self-check form as a whole. Raises as edit."""
    lock(campaign)
    _writable(campaign, actor, "修改自查表")
    if len(rows) > questions.AT_MOST:
        raise Refusal(f"自查表最多{questions.AT_MOST}个问题。")
    campaign.questions = questions.dump(rows)
    _written(campaign, actor, ("questions",))


@transaction.atomic
def set_items(campaign: Campaign, *, actor: Actor, items: Iterable[str]) -> None:
    """What a site check looks at. Raises as edit."""
    lock(campaign)
    _writable(campaign, actor, "修改检查事项")
    campaign.items = [item.strip()[:120] for item in items if item.strip()]
    _written(campaign, actor, ("items",))


# ---- the list


@transaction.atomic
def submit(campaign: Campaign, *, actor: Actor) -> int:
    """提请核定: the list is drawn now, with the facts of its day, in one statement. Returns how many it holds.

    Raises as perform, Refusal where nobody is found or the self-check has no last day.
    """
    lock(campaign)
    if campaign.questions and campaign.self_check_due_on is None:
        raise Refusal("有自查表的专项行动须写明自查截止日期。")
    rows = queries.facts_of(queries.drawn(campaign, actor))
    if not rows:
        raise Refusal("按现在的条件没有对象，请调整对象条件。")
    if len(rows) > MOST_TARGETS:
        raise Refusal(f"对象超过{MOST_TARGETS:,}家，请缩小范围。")
    digest = queries.digest_of((row["pk"], row["name"]) for row in rows)
    perform(campaign, "submit", actor=actor, list_digest=digest)
    _draw(campaign, actor, rows)
    worklist.open_item(
        FREEZE_ITEM, subject=campaign, title=f"核定专项行动名单：{campaign.title}",
        url_name="staff:campaigns:detail", department=campaign.department_id, role="registry_chief",
    )  # fmt: skip
    audit.record("campaigns.submit", actor=actor, subject=campaign, rows=len(rows))
    return len(rows)


def _draw(campaign: Campaign, actor: Actor, rows: list[dict]) -> None:
    campaign.targets.all().delete()
    with history.acting(actor):
        bulk.copy(CampaignTarget, _TARGET_COLUMNS, (_target(campaign, n, row) for n, row in enumerate(rows, 1)))


def _target(campaign: Campaign, number: int, row: dict) -> tuple:
    facts = {name: row[name] for name in queries.FACTS} | {
        "uscc": row["uscc"],
        "registered_on": row["registered_on"].isoformat() if row["registered_on"] else "",
    }
    responsible = row["business_supervisor_id"] or row["industry_department_id"]
    return (
        campaign.pk, number, row["pk"], row["name"], facts, row["district_id"], responsible,
        row["supervising_authority_id"], TargetState.OPEN.value, "", 1,
    )  # fmt: skip


@transaction.atomic
def send_back(campaign: Campaign, *, actor: Actor, comment: str) -> None:
    """The drawn list is thrown away with it. Raises as perform."""
    perform(campaign, "send_back", actor=actor, comment=comment, list_digest="")
    campaign.targets.all().delete()
    worklist.close_items(campaign, FREEZE_ITEM, actor=actor)
    audit.record("campaigns.send_back", actor=actor, subject=campaign)


@transaction.atomic
def freeze(campaign: Campaign, *, actor: Actor) -> None:
    """核定名单并启动 by a second person: the list as it was drawn; from now on those on it are asked.

    Raises as perform (SamePerson), Refusal where the list is not the one that was handed in.
    """
    lock(campaign)
    rows = list(campaign.targets.order_by("number").values_list("pk", "organization", "name"))
    if campaign.state == CampaignState.FREEZING:
        digest = queries.digest_of((organization, name) for _, organization, name in rows)
        if digest != campaign.list_digest:
            raise Refusal("名单与提请核定时不一致，请退回重新选定。")
    perform(
        campaign, "freeze", actor=actor, frozen_at=clock.now(), frozen_by_id=actor.user_id, original_count=len(rows)
    )
    worklist.close_items(campaign, FREEZE_ITEM, actor=actor)
    if campaign.asks:
        _ask(campaign)
    offices = {*campaign.offices.values_list("department", flat=True)}
    offices |= {pk for pk in campaign.targets.values_list("authority", flat=True).distinct() if pk}
    notices.offices(campaign, sorted(offices - {campaign.department_id}), clock.today())
    audit.record("campaigns.freeze", actor=actor, subject=campaign, rows=len(rows))


def _ask(campaign: Campaign) -> None:
    targets = list(campaign.targets.only("pk", "organization_id"))
    title = f"填写自查表：{campaign.title}"
    worklist.open_items(
        [
            worklist.new_item(
                SELF_CHECK_ITEM, subject=one, title=title, url_name="org:campaigns:detail",
                organization=one.organization_id, due_on=campaign.self_check_due_on,
            )
            for one in targets
        ]
    )  # fmt: skip
    notices.started(campaign, [one.organization_id for one in targets])


@transaction.atomic
def withdraw(campaign: Campaign, *, actor: Actor, comment: str) -> None:
    """Before the list stands. Raises as perform."""
    perform(campaign, "withdraw", actor=actor, comment=comment)
    campaign.targets.all().delete()
    worklist.close_items(campaign, actor=actor, cancelled=True)
    audit.record("campaigns.withdraw", actor=actor, subject=campaign)
