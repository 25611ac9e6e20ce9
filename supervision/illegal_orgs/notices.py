"""Who is told that a lead waits. No text names a body, a place or whoever told of it."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.illegal_orgs.models import Lead

_PAGE = {"url_name": "staff:illegal_orgs:detail", "url_ids": ("lead",)}
register(
    NoticeTemplate(code="illegal_orgs.received", title="您有1条待办", text="请登录平台查看。", **_PAGE),
    NoticeTemplate(code="illegal_orgs.late", title="您有1条待办已到期", text="请登录平台查看。", **_PAGE),
)


def received(lead: Lead, step: int) -> None:
    _tell("received", lead, step, lead.department_id)


def late(lead: Lead, step: int, department_id: int) -> None:
    _tell("late", lead, step, department_id)


def _tell(what: str, lead: Lead, step: int, department_id: int) -> None:
    notices.queue(
        f"illegal_orgs.{what}:{step}", template=f"illegal_orgs.{what}",
        recipients=[notices.to_department(department_id)], context_ids={"lead": lead.pk},
    )  # fmt: skip
