"""The organization is told how its application stands. No text names a fault."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.credit_removals.models import RemovalRequest

register(
    NoticeTemplate(
        code="credit_removals.decided",
        title="您有1份申请已有结果",
        text="请登录平台，在“信用”中查看。",
        url_name="org:credit_removals:detail",
        url_ids=("removal",),
    ),
)


def decided(removal: RemovalRequest, step: int) -> None:
    notices.queue(
        f"credit_removals.decided:{step}",
        template="credit_removals.decided",
        recipients=[notices.to_organization(removal.organization_id)],
        context_ids={"removal": removal.pk},
    )
