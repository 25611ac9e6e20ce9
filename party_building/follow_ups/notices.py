"""Who is told that a letter waits. No text names a subject, a fault or a party matter."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from party_building.follow_ups.models import FollowUp

register(
    NoticeTemplate(
        code="follow_ups.served",
        title="您有1条待办",
        text="请登录平台查看来文。",
        url_name="staff:follow_ups:detail",
        url_ids=("follow_up",),
    ),
)


def served(follow_up: FollowUp, step: int) -> None:
    notices.queue(
        f"follow_ups.served:{step}",
        template="follow_ups.served",
        recipients=[notices.to_department(follow_up.addressee_id)],
        context_ids={"follow_up": follow_up.pk},
    )
