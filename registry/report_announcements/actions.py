"""Drafting, signing and publishing the notice of a year; its two persons are held apart by the machine."""

import datetime

from django.db import IntegrityError, transaction

from core import audit, clock, jobs, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from registry.report_announcements import content
from registry.report_announcements.models import AnnouncementEntry, ReportAnnouncement
from registry.report_announcements.states import DRAFTING, AnnouncementState

SIGN_ITEM = "annual_reports.sign_announcement"
PUBLISH_JOB = "report_announcements.publish_reports"


@transaction.atomic
def draft(
    *,
    actor: Actor,
    department: Department,
    year: int,
    as_of: datetime.date,
    corrects: ReportAnnouncement | None = None,
    correction_text: str = "",
) -> ReportAnnouncement:
    """A new draft of the actor's own office. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, DRAFTING, "拟定公告")
    if not actor.is_system and actor.department_id != department.pk:
        raise NotCompetent(f"“拟定公告”由{department.name}办理。")
    if as_of > clock.today():
        raise Refusal("数据截至日期不能晚于今天。")
    if corrects is not None and corrects.state != AnnouncementState.PUBLISHED:
        raise WrongState("只有已公布的公告才需要更正公告；未公布的请直接退回或作废。")
    if corrects is not None and not correction_text.strip():
        raise Refusal("更正公告须写明更正了什么。")
    if not content.of_authority(department.pk, year, as_of).exists():
        raise Refusal(f"{department.name}在该日没有{year}年度的年报义务，请核对年度和日期。")
    made = ReportAnnouncement(
        department=department, year=year, as_of=as_of, corrects=corrects, correction_text=correction_text.strip(),
        drafted_by_id=actor.user_id, drafted_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal("该年度已有公告。需要修改已签发内容的，请拟更正公告。") from None
    log(made, "draft", actor=actor)
    audit.record("report_announcements.draft", actor=actor, subject=made, year=year)
    return made


@transaction.atomic
def change_day(announcement: ReportAnnouncement, *, actor: Actor, as_of: datetime.date, correction_text: str = ""):
    """Of a draft: another day of the facts. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    require(actor, DRAFTING, "修改公告")
    lock(announcement)
    check_competent(announcement, actor=actor, label="修改公告")
    if announcement.state != AnnouncementState.DRAFT:
        raise WrongState(f"公告{announcement.get_state_display()}，不能修改。")
    if as_of > clock.today():
        raise Refusal("数据截至日期不能晚于今天。")
    announcement.as_of = as_of
    if announcement.corrects_id and correction_text.strip():
        announcement.correction_text = correction_text.strip()
    announcement.version += 1
    announcement.save(update_fields=["as_of", "correction_text", "version"])
    audit.record("report_announcements.edit", actor=actor, subject=announcement)


@transaction.atomic
def submit(announcement: ReportAnnouncement, *, actor: Actor) -> None:
    perform(announcement, "submit", actor=actor)
    worklist.open_item(
        SIGN_ITEM,
        subject=announcement,
        title=f"{announcement}待签发",
        url_name="staff:report_announcements:detail",
        department=announcement.department_id,
        role="registry_chief",
    )
    audit.record("report_announcements.submit", actor=actor, subject=announcement)


@transaction.atomic
def send_back(announcement: ReportAnnouncement, *, actor: Actor, comment: str) -> None:
    perform(announcement, "send_back", actor=actor, comment=comment)
    worklist.close_items(announcement, actor=actor)
    audit.record("report_announcements.send_back", actor=actor, subject=announcement)


@transaction.atomic
def discard(announcement: ReportAnnouncement, *, actor: Actor, comment: str) -> None:
    perform(announcement, "discard", actor=actor, comment=comment)
    worklist.close_items(announcement, actor=actor)
    audit.record("report_announcements.discard", actor=actor, subject=announcement)


@transaction.atomic
def sign(announcement: ReportAnnouncement, *, actor: Actor, number: str) -> None:
    """Freeze figures and names as they are now, for the day of the draft.

    Raises Refusal without a document number or with one used before, SamePerson, and what perform raises.
    """
    number = number.strip()
    if not number:
        raise Refusal("签发须填写文号。")
    same = ReportAnnouncement.objects.filter(department=announcement.department_id, number=number)
    if same.exclude(pk=announcement.pk).exists():
        raise Refusal("本机关已有同一文号的公告，请核对文号。")
    lock(announcement)
    found, numbers = content.lists(announcement), content.figures(announcement)
    perform(announcement, "sign", actor=actor, number=number, signed_on=clock.today(), figures=numbers)
    AnnouncementEntry.objects.bulk_create(
        (
            AnnouncementEntry(
                announcement=announcement, name_list=one.code, position=position, organization_id=pk, name=name,
                uscc=uscc or "",
            )
            for one in found
            for position, (pk, name, uscc) in enumerate(one.rows, 1)
        ),
        batch_size=2000,
    )  # fmt: skip
    worklist.close_items(announcement, actor=actor)
    audit.record("report_announcements.sign", actor=actor, subject=announcement)


@transaction.atomic
def publish(announcement: ReportAnnouncement, *, actor: Actor):
    """From today everybody may read it; the reports it is about become public by a job. Returns the job."""
    perform(announcement, "publish", actor=actor, published_on=clock.today())
    audit.record("report_announcements.publish", actor=actor, subject=announcement)
    return jobs.enqueue(
        PUBLISH_JOB,
        {"announcement": announcement.pk},
        actor=actor,
        unique_key=f"{PUBLISH_JOB}:{announcement.pk}",
        title=f"公布{announcement.year}年度报告",
    )
