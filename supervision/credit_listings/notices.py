"""What an organization is told about the lists. No text names a fault: there is something to read, and where."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.credit_listings.models import CreditEntry, ListingCase

register(
    NoticeTemplate(
        code="credit_listings.case",
        title="您有1条待办",
        text="请登录平台，在“信用”中查看办理情况、截止日期和您的权利。",
        url_name="org:credit_listings:detail",
        url_ids=("case",),
    ),
    NoticeTemplate(
        code="credit_listings.entry",
        title="您有1条待阅",
        text="请登录平台，在“信用”中查看。",
        url_name="org:credit:index",
    ),
    NoticeTemplate(
        code="credit_listings.stated",
        title="1件列入程序收到陈述申辩材料",
        text="请登录平台查看。",
        url_name="staff:credit_listings:detail",
        url_ids=("case",),
    ),
)


def to_body(case: ListingCase, step: int) -> None:
    notices.queue(
        f"credit_listings.case:{step}",
        template="credit_listings.case",
        recipients=[notices.to_organization(case.organization_id)],
        context_ids={"case": case.pk},
    )


def stated(case: ListingCase, statement: int) -> None:
    notices.queue(
        f"credit_listings.stated:{statement}",
        template="credit_listings.stated",
        recipients=[notices.to_department(case.competent_department_id)],
        context_ids={"case": case.pk},
    )


def of_entry(entry: CreditEntry, step: int) -> None:
    notices.queue(
        f"credit_listings.entry:{step}",
        template="credit_listings.entry",
        recipients=[notices.to_organization(entry.organization_id)],
        context_ids={"entry": entry.pk},
    )
