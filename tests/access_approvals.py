"""For the access walk: a push that concerns one office in every part, its acceptances and its duty."""

from core import clock
from registry.approvals.models import ApprovalPush, PushAcceptance, PushDuty
from registry.approvals.states import AcceptanceState, DutyKind, Party, PushKind, PushSource, PushState
from tests.access_world import Place


def the_push(place: Place) -> ApprovalPush:
    office, organization = place.department, place.organization

    def make():
        push = ApprovalPush.objects.create(
            kind=PushKind.REGISTRATION, source=PushSource.API, external_no=f"WALK-{organization.pk}-{office.pk}",
            approval_bureau=office, civil_affairs=office, responsible_department=office, party_organ=office,
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
        PushDuty.objects.get_or_create(
            organization=organization, kind=DutyKind.CERTIFICATE,
            defaults={"push": push, "department": office, "due_on": clock.today()},
        )  # fmt: skip
        return push

    return place.world.once("approval_push", (organization.pk, office.pk), make)


def push(place: Place) -> dict:
    return {"pk": the_push(place).pk}


def acceptance(place: Place) -> dict:
    return {"pk": the_push(place).acceptances.get(party=Party.DEPARTMENT).pk}


def objection(place: Place) -> dict:
    return {"pk": the_push(place).acceptances.get(party=Party.PARTY_ORGAN).pk}


def certificate(place: Place) -> dict:
    """One a push: the walk's organizations are pushed by several offices."""
    pushed = the_push(place)
    duty = PushDuty.objects.filter(push=pushed).first()
    if duty is None:
        PushDuty.objects.filter(organization=pushed.organization).update(push=pushed, department=place.department)
        duty = PushDuty.objects.get(organization=pushed.organization)
    return {"pk": duty.pk}
