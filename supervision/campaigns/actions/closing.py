"""The end of a campaign: asked for by one, archived by another; from then on no figure and no row changes."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.workflow.perform import lock, perform
from core.worklist import actions as worklist
from supervision.campaigns import queries
from supervision.campaigns.models import Campaign, CampaignFigure
from supervision.campaigns.states import UNDONE

ARCHIVE_ITEM = "campaigns.archive"
UNITS_KEPT = ("total", "district", "responsible", "authority")


@transaction.atomic
def end(campaign: Campaign, *, actor: Actor, comment: str) -> None:
    """提请归档 with a summary; what is left undone is said in it. Raises as perform."""
    perform(campaign, "end", actor=actor, comment=comment)
    worklist.open_item(
        ARCHIVE_ITEM, subject=campaign, title=f"归档专项行动：{campaign.title}", url_name="staff:campaigns:detail",
        department=campaign.department_id, role="registry_chief",
    )  # fmt: skip
    audit.record("campaigns.end", actor=actor, subject=campaign)


@transaction.atomic
def resume(campaign: Campaign, *, actor: Actor, comment: str) -> None:
    perform(campaign, "resume", actor=actor, comment=comment)
    worklist.close_items(campaign, ARCHIVE_ITEM, actor=actor)
    audit.record("campaigns.resume", actor=actor, subject=campaign)


@transaction.atomic
def archive(campaign: Campaign, *, actor: Actor) -> None:
    """归档 by a second person: the figures of this day are written down for good. Raises as perform."""
    lock(campaign)
    today = clock.today()
    perform(campaign, "archive", actor=actor, archived_on=today)
    take_figures(campaign, today)
    worklist.close_items(campaign, actor=actor)
    for target in campaign.targets.filter(state__in=UNDONE):
        worklist.close_items(target, actor=actor, cancelled=True)
    audit.record("campaigns.archive", actor=actor, subject=campaign)


@transaction.atomic
def take_figures(campaign: Campaign, day: datetime.date) -> None:
    """Numerator and denominator of every unit on the day; taken again on the same day they are replaced."""
    campaign.figures.filter(as_of=day).delete()
    rows = [one for unit in UNITS_KEPT for one in queries.progress(campaign.targets.all(), unit, day)]
    CampaignFigure.objects.bulk_create(
        CampaignFigure(
            campaign=campaign, as_of=day, unit=one.unit, unit_key=one.key, name=one.name, place=place,
            original=one.original, struck=one.struck, denominator=one.denominator, numerator=one.numerator,
        )
        for place, one in enumerate(rows)
    )  # fmt: skip


def take_all(day: datetime.date) -> int:
    """Every night, of what runs. Returns how many campaigns."""
    found = list(Campaign.objects.running())
    for campaign in found:
        take_figures(campaign, day)
    return len(found)
