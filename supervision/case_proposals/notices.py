"""The office that proposed is told what was decided. No text names an organization."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.case_proposals.models import CaseProposal

register(
    NoticeTemplate(
        code="case_proposals.decided",
        title="1件立案建议已有决定",
        text="请登录平台查看。",
        url_name="staff:case_proposals:detail",
        url_ids=("proposal",),
    ),
)


def decided(proposal: CaseProposal) -> None:
    notices.queue(
        f"case_proposals.decided:{proposal.pk}",
        template="case_proposals.decided",
        recipients=[notices.to_department(proposal.competent_department_id)],
        context_ids={"proposal": proposal.pk},
    )
