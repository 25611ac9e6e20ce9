"""What an organization is told about a penalty that was taken down. No text names a fault."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.penalties.models import Penalty

register(
    NoticeTemplate(
        code="penalties.recorded",
        title="您有1条待阅",
        text="登记管理机关登记了1条信用信息，请登录平台核对；与事实不符的，可以提出异议。",
        url_name="org:credit:index",
    ),
)


def recorded(penalty: Penalty) -> None:
    notices.queue(
        f"penalties.recorded:{penalty.pk}:{penalty.version}",
        template="penalties.recorded",
        recipients=[notices.to_organization(penalty.organization_id)],
        context_ids={"penalty": penalty.pk},
    )
