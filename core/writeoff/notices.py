"""Who is told what about write-off rows. No text names a subject or its fault."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from core.writeoff.models import WriteOffRow

register(
    NoticeTemplate(
        code="writeoff.sent_back",
        title="有1项清账销号事项退回贵单位",
        text="请打开事项查看意见，继续办理后重新申请销号。",
        url_name="staff:writeoff:rows",
    ),
)


def sent_back(row: WriteOffRow, step: int) -> None:
    notices.queue(
        f"writeoff.sent_back:{step}",
        template="writeoff.sent_back",
        recipients=[notices.to_department(row.responsible_id)],
    )
