"""Who is told what about needs. No text says what an organization asked for."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.liaison.models import Need

register(
    NoticeTemplate(
        code="liaison.raised", title="有1件社会组织诉求待交办", text="请打开查看并确定答复单位和期限。",
        url_name="staff:liaison:need", url_ids=("need",),
    ),
    NoticeTemplate(
        code="liaison.assigned", title="有1件社会组织诉求请贵单位答复",
        text="请在期限前答复；不属于贵单位职责的，可以退回。",
        url_name="staff:liaison:need", url_ids=("need",),
    ),
    NoticeTemplate(
        code="liaison.answered", title="您反映的1件事项已有答复", text="请打开查看，并确认是否已经解决。",
        url_name="org:liaison:need", url_ids=("need",),
    ),
)  # fmt: skip


def _tell(what: str, need: Need, to) -> None:
    key = f"liaison.{what}:{need.pk}:{need.version}"
    notices.queue(key, template=f"liaison.{what}", recipients=[to], context_ids={"need": need.pk})


def raised(need: Need) -> None:
    _tell("raised", need, notices.to_department(need.department_id))


def assigned(need: Need) -> None:
    _tell("assigned", need, notices.to_department(need.responsible_id))


def answered(need: Need) -> None:
    _tell("answered", need, notices.to_organization(need.organization_id))
