"""What is asked about rounds and results."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count

from core import clock
from core.access.actor import Actor
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind
from party_building.star_ratings.models import BarredMeasure, StarRound, StarThreshold, stars_text
from party_building.star_ratings.states import STANDING, EntryState, RoundState


def grade_of(points: Decimal, day: datetime.date) -> int:
    """Stars for so many points by the thresholds in force on `day`, the threshold itself included; 0 for none."""
    row = StarThreshold.objects.on(day).filter(points_from__lte=points).order_by("-stars").first()
    return row.stars if row else 0


def barred_by(texts: Iterable[str], day: datetime.date) -> BarredMeasure | None:
    """The row that forbids to score what one of the texts says."""
    said = "\n".join(texts)
    return next((row for row in BarredMeasure.objects.on(day) if any(word in said for word in row.words)), None)


def eligible(round_: StarRound):
    """Units of the line that are in no running round and not in this one."""
    units = PartyUnit.objects.on(clock.today()).filter(superior=round_.department_id, kind=UnitKind.OWN)
    return units.exclude(star_entries__state__in=STANDING).exclude(star_entries__round=round_)


def own_units(actor: Actor):
    """Units the secretary speaks for: those her organization hosts."""
    units = PartyUnit.objects.visible_to(actor).on(clock.today())
    return units.filter(organization_id=actor.organization_id, kind=UnitKind.OWN).select_related("superior")


def distribution(round_: StarRound) -> list[dict]:
    """How many units at each grade, five stars first, and those not rated yet. One query."""
    rows = round_.entries.standing().order_by().values_list("stars").annotate(n=Count("pk"))
    counted = dict(rows)
    found = [{"label": stars_text(stars), "count": counted.get(stars, 0)} for stars in (5, 4, 3, 2, 1, 0)]
    return [*found, {"label": "尚未评定", "count": counted.get(None, 0)}]


def hindrances(round_: StarRound) -> list[str]:
    """What keeps a round from being announced or published, in words."""
    waiting = round_.entries.filter(state__in=[EntryState.ASSESSING, EntryState.SUBMITTED, EntryState.PROPOSED])
    names = list(waiting.order_by("pk").values_list("unit__name", flat=True)[:4])
    found = []
    if names:
        more = "等" if len(names) > 3 else ""
        found.append(f"{'、'.join(names[:3])}{more}尚未核定，请先核定或列为不再参评。")
    if not round_.entries.filter(state=EntryState.CONFIRMED).exists():
        found.append("还没有已核定的党组织。")
    if round_.state == RoundState.OBJECTION:
        if round_.entries.filter(objections__state="open").exists():
            found.append("还有异议没有答复。")
        if clock.today() <= round_.objections_until:
            found.append(f"公示期至{round_.objections_until:%Y-%m-%d}（含当日），期满后方可公布。")
    return found
