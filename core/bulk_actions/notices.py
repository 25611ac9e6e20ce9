"""Who asked is told what the second person decided."""

from core.bulk_actions.models import BulkRun
from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register

register(
    NoticeTemplate(
        "bulk_actions.confirmed", "批量办理申请已确认，正在办理", url_name="staff:bulk:detail", url_ids=("run",)
    ),
    NoticeTemplate("bulk_actions.declined", "批量办理申请未获同意", url_name="staff:bulk:detail", url_ids=("run",)),
)


def decided(run: BulkRun, what: str) -> None:
    notices.queue(
        f"bulk_actions.{what}:{run.pk}",
        template=f"bulk_actions.{what}",
        recipients=[notices.to_user(run.requested_by_id)],
        context_ids={"run": run.pk},
    )
