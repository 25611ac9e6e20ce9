"""Who is told what about filings of branches. Queued in the transaction of the act."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from registry.branches.models import BranchFiling

register(
    NoticeTemplate(
        code="branches.noted",
        title="有1份分支机构备案已办结",
        text="可在“分支机构”中查看备案结果。",
        url_name="org:branches:filing",
        url_ids=("filing",),
    ),
    NoticeTemplate(
        code="branches.returned",
        title="有1份分支机构备案退回补正",
        text="请按退回意见补正后重新提交。",
        url_name="org:branches:filing",
        url_ids=("filing",),
    ),
)


def noted(filing: BranchFiling) -> None:
    _tell(filing, "noted")


def returned(filing: BranchFiling) -> None:
    _tell(filing, "returned")


def _tell(filing: BranchFiling, what: str) -> None:
    notices.queue(
        f"branches.{what}:{filing.pk}:{filing.version}",
        template=f"branches.{what}",
        recipients=[notices.to_organization(filing.organization_id)],
        context_ids={"filing": filing.pk},
    )
