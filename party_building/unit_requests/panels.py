"""请示批复: the section on the page of a party unit."""

from django.urls import reverse

from core.access.actor import Actor
from party_building.party_units.models import PartyUnit
from party_building.party_units.profile import Section
from party_building.party_units.states import UnitForm, UnitKind
from party_building.unit_requests import queries
from party_building.unit_requests.states import OF_A_BRANCH, OF_A_UNIT, RequestKind

SHOWN = 20


def of_unit(unit: PartyUnit, actor: Actor) -> Section | None:
    """What was asked about the unit, and what may be asked; nothing for those who see no requests."""
    if not actor.can("unit_requests.view"):
        return None
    side = "org" if actor.is_organization_side else "staff"
    rows = [
        {"row": row, "url": reverse(f"{side}:unit_requests:detail", args=[row.pk])}
        for row in queries.of_unit(actor, unit)[:SHOWN]
    ]
    return Section(
        "请示批复",
        "party_building/unit_requests/_section.html",
        {"rows": rows, "offers": _offers(unit, actor, side)},
    )


def _offers(unit: PartyUnit, actor: Actor, side: str) -> list[dict[str, str]]:
    if unit.is_dissolved or unit.kind != UnitKind.OWN or not actor.can("unit_requests.write"):
        return []
    kinds = list(OF_A_UNIT)
    if side == "org":
        is_host = unit.organization_id is not None and unit.organization_id == actor.organization_id
        kinds = [kind for kind in OF_A_BRANCH if kind != RequestKind.ESTABLISH] if is_host else []
    if unit.form != UnitForm.JOINT:
        kinds = [kind for kind in kinds if kind != RequestKind.SPLIT]
    return [
        {"label": kind.label, "url": reverse(f"{side}:unit_requests:of_unit", args=[unit.pk, kind.value])}
        for kind in kinds
    ]
