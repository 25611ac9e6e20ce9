"""Who is told that a letter waits. No text names an organization, a subject or a fault."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from supervision.letters.models import Letter

register(
    NoticeTemplate(
        code="letters.served_office",
        title="您有1条待办",
        text="请登录平台查看来文。",
        url_name="staff:letters:detail",
        url_ids=("letter",),
    ),
    NoticeTemplate(
        code="letters.served_organization",
        title="您有1条待办",
        text="请登录平台查看来文。",
        url_name="org:letters:detail",
        url_ids=("letter",),
    ),
    NoticeTemplate(
        code="letters.waiting_organization",
        title="您有1条待办",
        text="请登录平台签收来文。",
        url_name="org:letters:list",
    ),
    NoticeTemplate(
        code="letters.replied",
        title="来文已有回复",
        text="请登录平台查看。",
        url_name="staff:letters:detail",
        url_ids=("letter",),
    ),
)


def served(letter: Letter, step: int) -> None:
    """The addressee, once a step."""
    _tell(letter, "letters.served", step)


def waiting(letter: Letter, step: int) -> None:
    """An organization whose letter counts as served when it opens it."""
    notices.queue(
        f"letters.waiting:{step}", template="letters.waiting_organization",
        recipients=[notices.to_organization(letter.organization_id)], context_ids={"letter": letter.pk},
        channels=(Channel.IN_APP, Channel.SMS),
    )  # fmt: skip


def _tell(letter: Letter, event: str, step: int) -> None:
    is_body = letter.organization_id is not None
    recipient = (
        notices.to_organization(letter.organization_id) if is_body else notices.to_department(letter.addressee_id)
    )
    notices.queue(
        f"{event}:{step}", template=f"{event}_{'organization' if is_body else 'office'}", recipients=[recipient],
        context_ids={"letter": letter.pk},
    )  # fmt: skip


def replied(letter: Letter, step: int) -> None:
    notices.queue(
        f"letters.replied:{step}", template="letters.replied",
        recipients=[notices.to_department(letter.department_id)], context_ids={"letter": letter.pk},
    )  # fmt: skip
