"""Who is told. No text outside the portal names a campaign or a fault."""

import datetime

from core import clock
from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.campaigns.models import Campaign, CampaignOrder, CampaignTarget


def _titles(contexts: list[dict]) -> list[dict]:
    rows = Campaign.objects.in_bulk({context["campaign"] for context in contexts})
    return [{"title": rows[context["campaign"]].title} for context in contexts]


register(
    NoticeTemplate(
        code="campaigns.started",
        title="请填写自查表：{title}",
        text="平台已知的内容已带出，核对后补充其余各项，在自查截止日期前提交。",
        url_name="org:campaigns:list",
        look_up=_titles,
    ),
    NoticeTemplate(
        code="campaigns.reminded",
        title="自查表尚未提交：{title}",
        text="已经提交的请忽略；有困难的请与监督管理机关联系。",
        url_name="org:campaigns:detail",
        url_ids=("target",),
        look_up=_titles,
    ),
    NoticeTemplate(
        code="campaigns.returned",
        title="自查表退回补充：{title}",
        text="请按意见补充后重新提交。",
        url_name="org:campaigns:detail",
        url_ids=("target",),
        look_up=_titles,
    ),
    NoticeTemplate(
        code="campaigns.ordered",
        title="需要整改的事项：{title}",
        text="请在期限前完成并报告整改情况。",
        url_name="org:campaigns:detail",
        url_ids=("target",),
        look_up=_titles,
    ),
    NoticeTemplate(
        code="campaigns.office",
        title="专项行动有待办对象：{title}",
        text="本单位负责的对象尚未全部办结，请及时办理。",
        url_name="staff:campaigns:detail",
        url_ids=("campaign",),
        look_up=_titles,
    ),
)

EVERY_WAY = ("in_app", "email", "sms")


def started(campaign: Campaign, organization_ids: list[int]) -> None:
    notices.queue(
        f"campaigns.started:{campaign.pk}", template="campaigns.started",
        recipients=[notices.to_organization(pk) for pk in organization_ids], context_ids={"campaign": campaign.pk},
        channels=EVERY_WAY,
    )  # fmt: skip


def offices(campaign: Campaign, department_ids: list[int], day: datetime.date) -> None:
    """Once a day."""
    notices.queue(
        f"campaigns.office:{campaign.pk}:{day.isoformat()}", template="campaigns.office",
        recipients=[notices.to_department(pk) for pk in department_ids], context_ids={"campaign": campaign.pk},
    )  # fmt: skip


def _to_target(event: str, template: str, target: CampaignTarget) -> None:
    notices.queue(
        event, template=template, recipients=[notices.to_organization(target.organization_id)],
        context_ids={"campaign": target.campaign_id, "target": target.pk}, channels=EVERY_WAY,
    )  # fmt: skip


def reminded(target: CampaignTarget) -> None:
    _to_target(f"campaigns.reminded:{target.pk}:{clock.today().isoformat()}", "campaigns.reminded", target)


def returned(target: CampaignTarget, step: int) -> None:
    _to_target(f"campaigns.returned:{step}", "campaigns.returned", target)


def ordered(order: CampaignOrder, step: int) -> None:
    _to_target(f"campaigns.ordered:{step}", "campaigns.ordered", order.target)
