"""For the access walk: a push that concerns one office in every part, its acceptances and its duty."""

from dataclasses import replace

from core import clock
from core.departments.models import DepartmentKind
from registry.approvals.models import ApprovalPush, PushAcceptance, PushDuty
from registry.approvals.states import AcceptanceState, DutyKind, Party, PushKind, PushSource, PushState
from tests.access_world import Place


def the_push(place: Place) -> ApprovalPush:
    office, organization = place.department, place.organization
    is_bureau = office.kind == DepartmentKind.APPROVAL_BUREAU
    if not is_bureau:  # there is always one between a bureau and an authority: the month of the two can be compared
        world = place.world
        bureau, tea = world.bureau.approval_bureau, world.organizations["wanglan"]
        the_push(replace(place, department=bureau, organization=tea))
    authority = place.world.bureau.wanglan_bureau if is_bureau else office

    def make():
        push = ApprovalPush.objects.create(
            kind=PushKind.REGISTRATION, source=PushSource.API, external_no=f"WALK-{organization.pk}-{office.pk}",
            approval_bureau=office, civil_affairs=authority, responsible_department=office, party_organ=office,
            organization=organization, name=organization.name, uscc="51379900TE5T00016G", document_no="走查",
            decided_on=clock.today(), effective_on=clock.today(), state=PushState.RECEIVED,
            payload={"external_no": "WALK", "kind": "成立登记"}, values={}, digest=place.world.digest("walk"),
        )  # fmt: skip
        for party in Party:
            contested = party == Party.PARTY_ORGAN
            PushAcceptance.objects.create(
                push=push, round=1, party=party, department=office, due_on=clock.today(),
                state=AcceptanceState.CONTESTED if contested else AcceptanceState.WAITING,
                decided_at=clock.now() if contested else None,
            )  # fmt: skip
        if is_bureau:
            PushDuty.objects.update_or_create(
                organization=organization, kind=DutyKind.CERTIFICATE, defaults={"push": push, "department": office}
            )
        return push

    return place.world.once("approval_push", (organization.pk, office.pk), make)


def push(place: Place) -> dict:
    return {"pk": the_push(place).pk}


def acceptance(place: Place) -> dict:
    return {"pk": the_push(place).acceptances.get(party=Party.DEPARTMENT).pk}


def objection(place: Place) -> dict:
    return {"pk": the_push(place).acceptances.get(party=Party.PARTY_ORGAN).pk}


def certificate(place: Place) -> dict:
    """One an organization: the approval bureau's own where there is one."""
    pushed = the_push(place)
    duty, _ = PushDuty.objects.get_or_create(
        organization=pushed.organization, kind=DutyKind.CERTIFICATE, defaults={"push": pushed}
    )
    return {"pk": duty.pk}
