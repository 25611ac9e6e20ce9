"""Who is told what about pushes. No text names a body; the page behind the link does."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from registry.approvals.models import ApprovalPush

register(
    NoticeTemplate(
        code="approvals.arrived",
        title="有1件审批推送待接收",
        text="审批局推送了办理结果，请在时限内接收或说明理由。",
        url_name="staff:approvals:detail",
        url_ids=("push",),
    ),
    NoticeTemplate(
        code="approvals.given_back",
        title="有1件审批推送被退回",
        text="民政部门退回了1件推送，请按退回意见更正后重新推送。",
        url_name="staff:approvals:detail",
        url_ids=("push",),
    ),
    NoticeTemplate(
        code="approvals.contested",
        title="有1件审批推送的接收单位提出异议",
        text="请核实后维持原单位，或改送其他单位。",
        url_name="staff:approvals:detail",
        url_ids=("push",),
    ),
    NoticeTemplate(
        code="approvals.settled",
        title="有1件审批推送已落实",
        text="各方均已接收。",
        url_name="staff:approvals:detail",
        url_ids=("push",),
    ),
)


def _tell(push: ApprovalPush, what: str, departments, *, key: str = "") -> None:
    notices.queue(
        f"approvals.{what}:{push.pk}:{push.round}{key}",
        template=f"approvals.{what}",
        recipients=[notices.to_department(pk) for pk in departments if pk is not None],
        context_ids={"push": push.pk},
    )


def arrived(push: ApprovalPush) -> None:
    if push.doubts:
        _tell(push, "arrived", [push.civil_affairs_id])
    else:
        _tell(push, "arrived", [push.civil_affairs_id, push.responsible_department_id, push.party_organ_id])


def given_back(push: ApprovalPush) -> None:
    _tell(push, "given_back", [push.approval_bureau_id])


def contested(push: ApprovalPush, acceptance_id: int, version: int) -> None:
    _tell(push, "contested", [push.civil_affairs_id], key=f":{acceptance_id}:{version}")


def settled(push: ApprovalPush) -> None:
    _tell(push, "settled", [push.approval_bureau_id, push.civil_affairs_id])
