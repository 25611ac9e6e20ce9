"""Who is told of a rectification. No text names an organization or a fault."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.rectifications.models import RectificationOrder

register(
    *(
        NoticeTemplate(
            code=f"rectifications.{event}", title=title, text="请登录平台查看。", url_name="org:rectifications:detail",
            url_ids=("order",),
        )
        for event, title in (
            ("started", "您有1条待办"),
            ("extended", "1件事项的期限已调整"),
            ("sent_back", "您有1条待办"),
            ("verified", "1件事项已办结"),
            ("cancelled", "1件事项已撤销"),
        )
    ),
    NoticeTemplate(
        code="rectifications.reported", title="您有1条待办", text="请登录平台查看。",
        url_name="staff:rectifications:detail", url_ids=("order",),
    ),
)  # fmt: skip


def tell_body(order: RectificationOrder, event: str, step: int) -> None:
    notices.queue(
        f"rectifications.{event}:{step}", template=f"rectifications.{event}",
        recipients=[notices.to_organization(order.organization_id)], context_ids={"order": order.pk},
    )  # fmt: skip


def reported(order: RectificationOrder, step: int) -> None:
    office = order.competent_department_id
    if office:
        notices.queue(
            f"rectifications.reported:{step}", template="rectifications.reported",
            recipients=[notices.to_department(office)], context_ids={"order": order.pk},
        )  # fmt: skip
