"""Campaigns that run follow their office and those that take part; a frozen list keeps the offices of its day."""

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.campaigns.models import Campaign, CampaignOffice
from supervision.campaigns.states import CampaignState

ENDED = (CampaignState.ARCHIVED, CampaignState.WITHDRAWN)


class Campaigns(Mover):
    label, unit = "未归档的专项行动", "项"
    moves = ("supervision.Campaign.department", "supervision.CampaignOffice.department")

    def count_departments(self, old, day):
        return named(Campaign.objects.exclude(state__in=ENDED), ("department",), old).count()

    def move_departments(self, change: Change) -> int:
        moved = follow(Campaign.objects.exclude(state__in=ENDED), "department", change)
        for old, new in change.pairs.items():
            if new:
                moved += self._take_part(old, new)
        return moved

    @staticmethod
    def _take_part(old: int, new: int) -> int:
        """Two offices that become one take part once."""
        rows = CampaignOffice.objects.filter(department=old).exclude(campaign__state__in=ENDED)
        rows.filter(campaign__in=CampaignOffice.objects.filter(department=new).values("campaign")).delete()
        return rows.update(department=new)
