"""Who is told what about the ledger. No text names an organization."""

import datetime

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from registry.responsibilities.models import LedgerRow, ResponsibilityLedger

register(
    NoticeTemplate(
        code="ledgers.asked",
        title="请确认归口贵单位的社会组织",
        text="请于{answer_by}（含当日）前逐项接受，或提出异议并说明理由。",
        url_name="staff:responsibilities:rows",
    ),
    NoticeTemplate(
        code="ledgers.contested",
        title="有1项归口被提出异议",
        text="征求意见结束后由裁定机关裁定。",
        url_name="staff:responsibilities:rows",
    ),
    NoticeTemplate(
        code="ledgers.decided",
        title="有1项归口争议已裁定",
        text="请打开归口事项查看裁定结果和理由。",
        url_name="staff:responsibilities:rows",
    ),
)


def asked(ledger: ResponsibilityLedger, office: int, answer_by: datetime.date) -> None:
    notices.queue(
        f"ledgers.asked:{ledger.pk}:{office}:{answer_by}",
        template="ledgers.asked",
        recipients=[notices.to_department(office)],
        context_ids={"answer_by": answer_by},
    )


def contested(row: LedgerRow) -> None:
    notices.queue(
        f"ledgers.contested:{row.pk}:{row.version}",
        template="ledgers.contested",
        recipients=[notices.to_department(row.ledger.department_id)],
    )


def decided(row: LedgerRow, offices: set) -> None:
    """Both sides: who had it and who has it now."""
    notices.queue(
        f"ledgers.decided:{row.pk}:{row.version}",
        template="ledgers.decided",
        recipients=[notices.to_department(office) for office in sorted(offices - {None})],
    )
