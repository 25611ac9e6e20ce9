"""Writing a request and sending it up."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.forms.versions import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.unit_requests import rulebook
from party_building.unit_requests.actions.consents import ask, forget
from party_building.unit_requests.models import RequestBody, RequestMerger, RequestPart, UnitRequest
from party_building.unit_requests.states import OF_A_BRANCH, OPEN, WRITING, RequestKind, Severity
from registry.organizations.models import Organization

DRAFT = "unit_requests.write"
DECIDE, MEND = "unit_requests.decide", "unit_requests.mend"
Parts = Sequence[tuple[str, Sequence[Organization]]]  # name of the new unit, whom it covers


def open_establishment(
    *,
    actor: Actor,
    name: str,
    form: UnitForm,
    organizations: Iterable[Organization],
    superior: Department,
    service_region: Region | None,
    level: UnitLevel = UnitLevel.BRANCH,
    document: str = "",
    plan: str | None = None,
    effective_on: datetime.date | None = None,
) -> UnitRequest:
    """A draft that asks `superior` to establish the unit for these organizations; the office that speaks for
    `service_region` is asked for its consent at once. `plan` names what it came from.

    Whether it can be granted is said on its page and when it is submitted. Raises NotPermitted, Refusal.
    """
    return draft(
        actor=actor,
        kind=RequestKind.ESTABLISH,
        superior=superior,
        name=name,
        form=form,
        level=level,
        bodies=tuple(organizations),
        service_region=service_region,
        basis=document,
        plan=str(plan or ""),
        effective_on=effective_on or clock.today(),
        asks_consent=True,
    )


@transaction.atomic
def draft(
    *,
    actor: Actor,
    kind: RequestKind,
    effective_on: datetime.date,
    superior: Department | None = None,
    unit: PartyUnit | None = None,
    bodies: Sequence[Organization] = (),
    parts: Parts = (),
    mergers: Sequence[PartyUnit] = (),
    asks_consent: bool = False,
    **values: Any,
) -> UnitRequest:
    """Begin a request. `values` are columns of UnitRequest; the organ that leads `unit` decides, else `superior`.

    Raises NotPermitted, NotCompetent, Refusal where one of the kind is open already.
    """
    require(actor, DRAFT, "起草请示")
    organ = unit.superior if unit is not None else superior
    if organ is None:
        raise Refusal("请选择批复党组织。")
    request = UnitRequest(kind=kind, superior=organ, unit=unit, effective_on=effective_on, **values)
    _by(request, actor)
    if unit is not None and kind != RequestKind.AFFILIATE and _open(unit, kind).exists():
        raise Refusal(f"“{unit.name}”已有一份{RequestKind(kind).label}请示未办结，请先办结或者撤回。")
    request.save(force_insert=True)
    _write_lists(request, bodies, parts, mergers)
    log(request, "draft", actor=actor)
    if asks_consent:
        ask(request, actor=actor)
    return request


def _open(unit: PartyUnit, kind: RequestKind):
    return UnitRequest.objects.filter(unit=unit, kind=kind, state__in=OPEN)


def _by(request: UnitRequest, actor: Actor) -> None:
    """Who asks: the actor's organization or office. A branch asks for itself only, an office within its line."""
    if actor.is_organization_side:
        request.organization_id = actor.organization_id
        if request.kind not in OF_A_BRANCH or (request.unit and request.unit.organization_id != actor.organization_id):
            raise NotCompetent("本组织只能就本组织的党组织请示成立、撤销、换届和延期换届。")
        return
    request.drafter_id = actor.department_id if not actor.is_system else request.superior_id


def _write_lists(request: UnitRequest, bodies, parts: Parts, mergers: Sequence[PartyUnit]) -> None:
    RequestBody.objects.bulk_create(RequestBody(request=request, organization=one) for one in dict.fromkeys(bodies))
    for number, (name, organizations) in enumerate(parts, 1):
        part = RequestPart.objects.create(request=request, number=number, name=name.strip())
        RequestBody.objects.bulk_create(
            RequestBody(request=request, organization=one, part=part) for one in organizations
        )
    RequestMerger.objects.bulk_create(RequestMerger(request=request, unit=unit) for unit in mergers)


@transaction.atomic
def edit(
    request: UnitRequest,
    *,
    actor: Actor,
    version: int | None,
    bodies: Sequence[Organization] = (),
    parts: Parts = (),
    mergers: Sequence[PartyUnit] = (),
    **values: Any,
) -> None:
    """Raises NotPermitted, NotCompetent, WrongState once it was sent, StaleVersion. Consent is asked anew where the
    place or the organizations changed."""
    require(actor, DRAFT, "修改请示")
    lock(request)
    check_competent(request, actor=actor, label="修改请示")
    check_version(request, version)
    if request.state not in WRITING:
        raise WrongState(f"当前状态为“{request.get_state_display()}”，不能修改。")
    before = (request.service_region_id, set(request.bodies.values_list("organization", flat=True)))
    for name, value in values.items():
        setattr(request, name, value)
    request.version += 1
    request.save(update_fields=[*values, "version"])
    for rows in (request.bodies, request.parts, request.mergers):
        rows.all().delete()
    _write_lists(request, bodies, parts, mergers)
    if before != (request.service_region_id, set(request.bodies.values_list("organization", flat=True))):
        forget(request)


@transaction.atomic
def submit(request: UnitRequest, *, actor: Actor) -> None:
    """Send it up; the served place is asked for consent where it was not asked yet.

    Raises Refusal with the first reason why it cannot be granted, and what perform raises.
    """
    for finding in rulebook.findings(request):
        if finding.severity == Severity.REFUSE:
            raise Refusal(finding.text)
    perform(request, "submit", actor=actor, submitted_at=clock.now())
    ask(request, actor=actor)
    worklist.close_items(request, MEND, actor=actor)
    worklist.open_item(
        DECIDE,
        subject=request,
        title=f"批复请示：{request.subject}",
        url_name="staff:unit_requests:detail",
        department=request.superior,
    )
    audit.record("unit_requests.submit", actor=actor, subject=request)


@transaction.atomic
def withdraw(request: UnitRequest, *, actor: Actor) -> None:
    """Whoever drafts it takes it back. Raises what perform raises."""
    perform(request, "withdraw", actor=actor)
    worklist.close_items(request, actor=actor, cancelled=True)
    audit.record("unit_requests.withdraw", actor=actor, subject=request)
