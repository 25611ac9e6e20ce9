"""What an approved request changes: one function a kind, each through the verbs of party units."""

import datetime

from core.access.actor import Actor
from party_building.party_units import actions as units
from party_building.party_units.models import CoverageLink, PartyUnit, UnitTerm
from party_building.party_units.states import CoverageKind, UnitForm
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.rulebook import bodies_of, is_below_own
from party_building.unit_requests.states import RequestKind


def carry_out(request: UnitRequest, *, actor: Actor) -> None:
    """Called by the approval, in its transaction; sets `request.unit` to the unit that was established."""
    _DOING[RequestKind(request.kind)](request, actor)


def _bodies(request: UnitRequest) -> list:
    return [row.organization for row in request.bodies.select_related("organization").order_by("pk")]


def _establish(request: UnitRequest, actor: Actor) -> None:
    bodies = _bodies(request)
    host = bodies[0] if len(bodies) == 1 and request.form == UnitForm.STANDALONE else request.organization
    request.unit = units.found(
        units.NewUnit(
            name=request.name,
            level=request.level,
            form=request.form,
            superior=request.superior,
            parent=request.parent,
            organization=host,
            service_region=request.service_region,
            party_guide=request.consent_office,
            established_on=request.effective_on,
            document=request.document_no,
            covers=() if is_below_own(request, bodies_of(request)) else tuple(bodies),
        ),
        actor=actor,
    )


def _affiliate(request: UnitRequest, actor: Actor) -> None:
    for organization in _bodies(request):
        units.cover(
            organization, unit=request.unit, kind=CoverageKind.AFFILIATED, actor=actor, since=request.effective_on,
            document=request.document_no,
        )  # fmt: skip


def _dissolve(request: UnitRequest, actor: Actor) -> None:
    units.dissolve(request.unit, actor=actor, dissolved_on=request.effective_on, document=request.document_no)


def _split(request: UnitRequest, actor: Actor) -> None:
    """The old unit ends with the day before; its parts begin, under the same organ, served place and guides."""
    old = request.unit
    kept = list(request.parts.prefetch_related("bodies__organization"))
    covered = {part.pk: tuple(row.organization for row in part.bodies.all()) for part in kept}
    units.dissolve(old, actor=actor, dissolved_on=request.effective_on, document=request.document_no)
    for part in kept:
        part.unit = units.found(
            units.NewUnit(
                name=part.name,
                level=old.level,
                form=UnitForm.STANDALONE if len(covered[part.pk]) == 1 else old.form,
                organization=covered[part.pk][0] if len(covered[part.pk]) == 1 else None,
                superior=request.superior,
                parent=old.parent,
                service_region=old.service_region,
                business_guide=old.business_guide,
                party_guide=old.party_guide,
                established_on=request.effective_on,
                document=request.document_no,
                covers=covered[part.pk],
            ),
            actor=actor,
        )
        part.save(update_fields=["unit"])


def _merge(request: UnitRequest, actor: Actor) -> None:
    for row in request.mergers.select_related("unit__superior"):
        _take_over(row.unit, request.unit, actor, request.effective_on, request.document_no)


def _take_over(going: PartyUnit, staying: PartyUnit, actor: Actor, day: datetime.date, document: str) -> None:
    links = CoverageLink.objects.on(day).filter(unit=going).select_related("organization")
    for link in list(links):
        units.cover(link.organization, unit=staying, kind=link.kind, actor=actor, since=day, document=document)
    for below in PartyUnit.objects.on(day).filter(parent=going).select_related("superior"):
        units.attach(below, actor=actor, superior=below.superior, parent=staying, since=day, document=document)
    units.dissolve(going, actor=actor, dissolved_on=day, document=document)


def _reattach(request: UnitRequest, actor: Actor) -> None:
    units.attach(
        request.unit,
        actor=actor,
        superior=request.new_superior or request.superior,
        parent=request.parent,
        since=request.effective_on,
        document=request.document_no,
    )


def _reelect(request: UnitRequest, actor: Actor) -> None:
    units.begin_term(request.unit, actor=actor, since=request.effective_on, document=request.document_no)


def _extend(request: UnitRequest, actor: Actor) -> None:
    term = UnitTerm.objects.select_related("unit__superior").get(unit=request.unit, valid_to=None)
    units.extend(
        term, actor=actor, until=request.extended_until, approved_on=request.decided_on, document=request.document_no
    )


_DOING = {
    RequestKind.ESTABLISH: _establish,
    RequestKind.AFFILIATE: _affiliate,
    RequestKind.DISSOLVE: _dissolve,
    RequestKind.SPLIT: _split,
    RequestKind.MERGE: _merge,
    RequestKind.REATTACH: _reattach,
    RequestKind.REELECTION: _reelect,
    RequestKind.EXTENSION: _extend,
}
