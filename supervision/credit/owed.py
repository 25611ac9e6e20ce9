"""What the lists add to the way back to good standing on the organization's page."""

import datetime

from django.urls import reverse

from registry.organizations.models import Organization
from registry.organizations.owed import OWED, WAITING, Step
from registry.organizations.states import Standing
from supervision.credit_listings.models import ListingCase
from supervision.credit_listings.states import CaseState
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.states import RemovalState


def steps(organization: Organization, day: datetime.date) -> list[Step]:
    """A statement that may be made; of a listed body, an application that waits too. A query each."""
    cases = ListingCase.objects.running().filter(organization=organization, state=CaseState.HEARING)
    found = [_may_speak(one) for one in cases.select_related("ground") if one.statement_due_on >= day]
    if organization.standing == Standing.CLEAR:
        return found
    removals = RemovalRequest.objects.open().filter(organization=organization).select_related("entry")
    return found + [_waits(one, organization) for one in removals]


def _may_speak(case: ListingCase) -> Step:
    return Step(
        f"对列入{case.get_list_display()}的告知陈述、申辩",
        f"{case.ground.remedy}也可以在期限内陈述、申辩并提交材料。",
        due_on=case.statement_due_on,
        rank=OWED,
        staff_url=reverse("staff:credit_listings:detail", args=[case.pk]),
        org_url=reverse("org:credit_listings:detail", args=[case.pk]),
    )


def _waits(removal: RemovalRequest, organization: Organization) -> Step:
    is_verified = removal.state == RemovalState.VERIFIED
    return Step(
        f"{'决定移出' if is_verified else '核实移出申请'}（{removal.entry.get_list_display()}）",
        f"{removal.applied_on:%Y-%m-%d}提出申请。",
        who=organization.competent_department_name,
        due_on=removal.remove_due_on if is_verified else removal.verify_due_on,
        rank=WAITING,
        staff_url=reverse("staff:credit_removals:detail", args=[removal.pk]),
        org_url=reverse("org:credit_removals:detail", args=[removal.pk]),
    )
