"""Who is told what about tasks. No text names what a task is about or who is late."""

from collections.abc import Iterable

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.task_lists.models import Task

TEMPLATES = {
    "issued": ("有1项任务下达贵单位", "请打开任务查看要求和期限。不要求上传照片；没有变化的，一键登记即可。"),
    "helps": ("有1项任务请贵单位协办", "请打开任务查看要求和时间节点。"),
    "due_soon": ("有1项任务即将到期", "请在期限前办理并申请销号；确有困难的，请在任务中记录进展。"),
    "overdue": ("有1项任务已超过完成期限", "请尽快办理并申请销号；不应列入的，可以申请核减。"),
    "late": ("贵单位下达的任务中有逾期事项", "请打开任务查看逾期事项和最近进展，商承办单位研究。"),
}  # fmt: skip
register(
    *(
        NoticeTemplate(
            code=f"task_lists.{code}", title=title, text=text, url_name="staff:task_lists:detail", url_ids=("task",)
        )
        for code, (title, text) in TEMPLATES.items()
    )
)


def tell(what: str, task: Task, departments: Iterable[int], *, key: str = "") -> int:
    """Each office once about `what` of this task and `key` (a due date, so that a moved one is told anew)."""
    return notices.queue(
        f"task_lists.{what}:{task.pk}{':' if key else ''}{key}",
        template=f"task_lists.{what}",
        recipients=[notices.to_department(one) for one in departments],
        context_ids={"task": task.pk},
    )
