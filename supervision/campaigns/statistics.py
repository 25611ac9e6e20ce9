"""How far the running campaigns have come: targets signed off ÷ targets left after 核减."""

import datetime

from core import clock
from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from supervision.campaigns.models import CampaignTarget


def _counted(scope: Scope, as_of: datetime.date):
    """Of campaigns whose list stood by the end of the day and that were not archived before it."""
    rows = CampaignTarget.objects.within(scope).released()
    rows = rows.filter(campaign__frozen_at__lt=clock.end_of(as_of)).exclude(campaign__archived_on__lt=as_of)
    return rows.counted_on(as_of)


class CampaignProgress(Indicator):
    code = "campaign_progress"
    title = "专项行动完成率"
    unit = "家次"
    period_kind = PeriodKind.CUMULATIVE
    formula = "进行中的专项行动已销号对象数 ÷（核定对象数 − 按文件核减数）。一家社会组织在几项行动中的，计几次。"
    population = "统计日已核定名单、尚未归档的专项行动的对象"
    source = "专项行动对象名单和销号记录"
    phrase = "专项行动应完成{denominator}家次，已完成{numerator}家次，完成率{rate}"
    numerator_label = "已销号"
    denominator_label = "应完成"
    row_columns = (
        Column("name", "社会组织", kind="title", url="staff:campaigns:target", width=36),
        Column("campaign", "专项行动", value="campaign.title", width=36),
        Column("state", "状态", kind="badge"),
        Column("outcome", "处理结果", value="outcome.label"),
    )
    row_sorts = (Sort("number", "序号", ("campaign_id", "number", "id")),)
    row_links = ("campaign", "outcome")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return _counted(scope, as_of).done_on(as_of)

    def denominator(self, scope: Scope, as_of: datetime.date):
        return _counted(scope, as_of)
