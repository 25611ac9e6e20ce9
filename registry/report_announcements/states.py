from django.db import models

from core.workflow.machine import Machine, Transition


class AnnouncementState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待签发"
    SIGNED = "signed", "已签发"
    PUBLISHED = "published", "已公布"
    DISCARDED = "discarded", "已作废"


class NameList(models.TextChoices):
    """Lists of a 公告, in its order. Only names and codes, no reasons."""

    MISSED_1 = "missed_1", "未按规定报送年度报告的"
    MISSED_2 = "missed_2", "连续两年未报送年度报告的"
    MISSED_3 = "missed_3", "连续三年以上未报送年度报告的"
    DIRECT = "direct", "未经初审直接报送的"
    QUALIFIED = "qualified", "年检结论为合格的"
    BASICALLY_QUALIFIED = "basically_qualified", "年检结论为基本合格的"
    UNQUALIFIED = "unqualified", "年检结论为不合格的"


FROZEN = (AnnouncementState.SIGNED, AnnouncementState.PUBLISHED)
TONES = {
    AnnouncementState.DRAFT: "neutral",
    AnnouncementState.SUBMITTED: "info",
    AnnouncementState.SIGNED: "warning",
    AnnouncementState.PUBLISHED: "ok",
    AnnouncementState.DISCARDED: "neutral",
}
VIEWING = "report_announcements.view"
DRAFTING, SIGNING = "annual_reports.draft_announcement", "annual_reports.announce"

# One person drafts and submits, another signs: from then on nothing in it changes. A mistake takes a new document.
MACHINE = Machine(
    states=AnnouncementState,
    transitions=(
        Transition(
            "submit", (AnnouncementState.DRAFT,), AnnouncementState.SUBMITTED, "送签", DRAFTING, competent=True,
            tone="primary",
        ),
        Transition(
            "send_back", (AnnouncementState.SUBMITTED,), AnnouncementState.DRAFT, "退回修改", SIGNING,
            needs_comment=True, competent=True,
        ),
        Transition(
            "sign", (AnnouncementState.SUBMITTED,), AnnouncementState.SIGNED, "签发", SIGNING, competent=True,
            not_by=("submit",), tone="primary",
        ),
        Transition(
            "publish", (AnnouncementState.SIGNED,), AnnouncementState.PUBLISHED, "公布", SIGNING, competent=True,
            tone="primary",
        ),
        Transition(
            "discard", (AnnouncementState.DRAFT, AnnouncementState.SUBMITTED), AnnouncementState.DISCARDED, "作废",
            DRAFTING, needs_comment=True, competent=True, tone="outline-danger",
        ),
    ),
)  # fmt: skip
