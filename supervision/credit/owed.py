"""What the lists add to the way back to good standing on the organization's page."""

import datetime

from django.urls import reverse

from registry.organizations.models import Organization
from registry.organizations.owed import LEAVE, OWED, REMOVAL, WAITING, Step
from registry.organizations.states import Standing
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_listings.states import CaseState
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out
from supervision.credit_removals.states import RemovalState


def steps(organization: Organization, day: datetime.date) -> list[Step]:
    """A statement that may be made; of a listed body, what has to come before it may apply, or that it waits."""
    cases = ListingCase.objects.running().filter(organization=organization, state=CaseState.HEARING)
    found = [_may_speak(one) for one in cases.select_related("ground") if one.statement_due_on >= day]
    if organization.standing == Standing.CLEAR:
        return found
    for entry in CreditEntry.objects.listed_on(day).filter(organization=organization).select_related("ground"):
        entry.organization = organization
        removal = entry.removals.open().filter(applied_on__lte=day).first()
        found.append(_waits(removal, entry) if removal else _leaves(entry, day))
    return found


def _may_speak(case: ListingCase) -> Step:
    return Step(
        f"对列入{case.get_list_display()}的告知陈述、申辩",
        f"{case.ground.remedy}也可以在期限内陈述、申辩并提交材料。",
        due_on=case.statement_due_on,
        rank=OWED,
        staff_url=reverse("staff:credit_listings:detail", args=[case.pk]),
        org_url=reverse("org:credit_listings:detail", args=[case.pk]),
    )


def _leaves(entry: CreditEntry, day: datetime.date) -> Step:
    """申请移出, on the page where it is done; before that is possible, why not yet."""
    why_not, office = way_out(entry, day).why_not(day), entry.competent_department_name
    now = f"{why_not}受理：{office}。" if why_not else f"现在可以申请移出，由{office}核实、决定。"
    return Step(
        f"申请移出{entry.get_list_display()}",
        f"{entry.listed_on:%Y-%m-%d}列入，情形：{entry.ground.public_words}。{now}",
        rank=REMOVAL,
        against=True,
        staff_url=reverse("staff:credit_listings:entry", args=[entry.pk]),
        org_url=reverse("org:credit:index") if why_not else reverse("org:credit_removals:apply", args=[entry.pk]),
        replaces=f"{LEAVE}{entry.list}",
    )


def _waits(removal: RemovalRequest, entry: CreditEntry) -> Step:
    is_verified = removal.state == RemovalState.VERIFIED
    return Step(
        f"{'决定移出' if is_verified else '核实移出申请'}（{entry.get_list_display()}）",
        f"{removal.applied_on:%Y-%m-%d}提出申请。",
        who=entry.competent_department_name,
        due_on=removal.remove_due_on if is_verified else removal.verify_due_on,
        rank=WAITING,
        against=True,
        staff_url=reverse("staff:credit_removals:detail", args=[removal.pk]),
        org_url=reverse("org:credit_removals:detail", args=[removal.pk]),
        replaces=f"{LEAVE}{entry.list}",
    )
