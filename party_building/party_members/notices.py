"""Who is told that a transfer waits. No text names anybody or says what it is about."""

from core import worklist
from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from party_building.party_members.models import MemberTransfer

RECEIVE_ITEM, ROLE = "party_members.receive", "party_officer"

register(
    NoticeTemplate(
        code="party_members.transfer_waits",
        title="您有1条待办",
        url_name="staff:party_members:transfer",
        url_ids=("transfer",),
    ),
)


def transfer_waits(transfer: MemberTransfer) -> None:
    worklist.open_item(
        RECEIVE_ITEM,
        subject=transfer,
        title="有1件组织关系转接待确认接收",
        url_name="staff:party_members:transfer",
        department=transfer.competent_department_id,
        role=ROLE,
    )
    notices.queue(
        f"party_members.transfer_waits:{transfer.pk}",
        template="party_members.transfer_waits",
        recipients=[notices.to_department(transfer.competent_department_id)],
        context_ids={"transfer": transfer.pk},
    )


def transfer_done(transfer: MemberTransfer) -> None:
    worklist.close_items(transfer, RECEIVE_ITEM)
