"""Organization life on the home page of a branch secretary: what is due now. No other seat gets this card."""

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Line
from party_building.activities import queries
from party_building.party_units.models import PartyUnit

SHOWN = 4


def due(actor: Actor) -> Card | None:
    """Of the first branch she speaks for, in periods that still run. Seven queries."""
    if not actor.is_organization_side or not actor.can("own_party_life.edit"):
        return None
    today = clock.today()
    unit = queries.living(PartyUnit.objects.visible_to(actor)).on(today).order_by("name", "pk").first()
    if unit is None:
        return None
    address = f"{reverse('org:activities:list')}?unit={unit.pk}"
    lines = tuple(
        Line(
            title=line.kind.name,
            url=f"{address}&kind={line.kind.code}",
            note=f"{cell.period.label}，{cell.period.last:%m月%d日}前",
            badge="待开展",
            tone="info",
            action="记录",
        )
        for line, cell in queries.calendar_of(unit, today.year, today).open[:SHOWN]
    )
    return Card(
        title="组织生活",
        lines=lines,
        more_url=reverse("org:activities:calendar", args=[unit.pk]),
        more_label="全年情况",
        empty="本期组织生活都已开展。",
    )
