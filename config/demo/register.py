"""Entering organizations and changing them: births by the door of imports, changes by the verbs of the register."""

from decimal import Decimal
from typing import Any

from config.demo.accounts import SEEDER
from config.demo.bodies import Body, Change
from config.demo.moment import at
from config.demo.world import Window, World
from core.access.actor import Actor
from registry.models import Organization
from registry.organizations import actions
from registry.organizations.intake import NewOrganization
from registry.organizations.states import RegistrationLevel


def births(world: World, window: Window) -> int:
    born = world.born_in(window)
    if not born:
        return 0
    with at(window.evening, 17):
        made = actions.register_many(
            [_new(body, world) for body in born], actor=SEEDER, document="准予成立登记决定书", origin="demo"
        )
    world.organization_ids |= {body.plan.serial: row.pk for body, row in zip(born, made, strict=True)}
    return len(made)


def _new(body: Body, world: World) -> NewOrganization:
    plan, region = body.plan, world.regions[body.address[0]]
    return NewOrganization(
        name=body.opening_name,
        org_type=plan.org_type,
        uscc=plan.uscc,
        registered_on=plan.registered_on,
        registered_funds_yuan=Decimal(body.funds),
        business_scope=f"{plan.name.removeprefix('霁川市')}章程载明的业务",
        is_industry_association=body.is_industry,
        is_nonlocal_chamber="沐州商会" in plan.name or "潭州商会" in plan.name,
        is_federation=plan.is_federation,
        is_charity=body.is_foundation,
        registration_level=RegistrationLevel.DISTRICT if plan.district else RegistrationLevel.CITY,
        supervision_mode=body.mode,
        region_id=world.seat(region, plan.serial).pk,
        address=_address(world, body.address[0], body.address[1]),
        responsibilities={kind: world.departments[office].pk for kind, office in body.offices.items()},
        full_time_staff=body.staff[0],
        part_time_staff=body.staff[1],
        unit_members=body.unit_members,
    )


def _address(world: World, region_name: str, road: str) -> str:
    region = world.regions[region_name]
    above = region.parent.name if region.level > 2 and region.parent else ""
    return f"{above}{region.name}{road}"


def changes(world: World, window: Window) -> int:
    """Each by its own verb on its own day, by the authority of that day."""
    found = world.changed_in(window)
    for body, change in found:
        with at(change.on):
            organization = world.organization(body)
            assert organization.supervising_authority is not None
            actor = world.office(organization.supervising_authority, "registry_clerk")
            _apply(world, organization, change, actor)
    return len(found)


def _apply(world: World, organization: Organization, change: Change, actor: Actor) -> None:
    values, office_id = change.values, organization.supervising_authority_id
    when: dict[str, Any] = {"valid_from": change.on, "document": change.document}
    match change.what:
        case "name":
            actions.rename(organization, actor=actor, **values, **when)
        case "address":
            region = world.regions[values["region"]]
            address = _address(world, region.name, values["road"])
            seat = world.seat(region, organization.pk)
            actions.move_address(organization, actor=actor, region_id=seat.pk, address=address, **when)
        case "responsibility":
            office = world.departments[values["office"]].pk if values["office"] else None
            actions.set_responsibility(organization, actor=actor, kind=values["kind"], department_id=office, **when)
        case "class":
            actions.reclassify(organization, actor=actor, **values, **when)
        case "headcount":
            actions.note_headcount(organization, actor=actor, **values, **when)
        case "status":
            decision = {
                "decision_number": values.get("number", ""),
                "decided_on": change.on,
                "decided_by_id": office_id,
            }
            actions.change_status(organization, actor=actor, status=values["status"], **decision, **when)
        case "funds":
            actions.set_funds(organization, actor=actor, **values, **when)
        case "standing":
            actions.change_standing(organization, actor=actor, **values, **when)
