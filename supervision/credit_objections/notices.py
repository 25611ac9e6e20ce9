"""The organization is told how its objection ended. No text names a fault."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.credit_objections.models import CreditObjection

register(
    NoticeTemplate(
        code="credit_objections.decided",
        title="您有1份异议已有结果",
        text="请登录平台，在“信用”中查看。",
        url_name="org:credit_objections:detail",
        url_ids=("objection",),
    ),
)


def decided(objection: CreditObjection, step: int) -> None:
    notices.queue(
        f"credit_objections.decided:{step}",
        template="credit_objections.decided",
        recipients=[notices.to_organization(objection.organization_id)],
        context_ids={"objection": objection.pk},
    )
