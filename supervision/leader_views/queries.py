"""One line for each charge of the person who looks; every number has its rows on the charge's own page.

A charge is the right to know: what it is about is shown wherever it sits, beside the seat's own scope.
"""

from dataclasses import dataclass

from django.db.models import Max, Q

from core import clock
from core.access.actor import Actor
from core.writeoff.models import WriteOffRow
from core.writeoff.states import UNDONE
from party_building.leader_charges.models import ChargeNote, LeaderCharge
from party_building.leader_charges.states import ChargeKind, NoteKind
from supervision.liaison.models import Contact, Need
from supervision.risk_alerts.models import RiskAlert


@dataclass(frozen=True)
class Line:
    charge: LeaderCharge
    alerts: int
    overdue: int
    needs: int
    last: object | None


def charges(actor: Actor):
    """Those in force today of the person herself."""
    rows = LeaderCharge.objects.on(clock.today()).filter(leader__user=actor.user_id or 0)
    return rows.select_related("leader", "region", "department", "organization").order_by("kind", "valid_from", "pk")


def alerts(charge: LeaderCharge, actor: Actor):
    """Open ones: of the organization; of those a department answers for; of those that sit in the county."""
    rows = RiskAlert.objects.open().of_kinds_for(actor)
    if charge.kind == ChargeKind.ORGANIZATION:
        return rows.filter(organization=charge.organization)
    if charge.kind == ChargeKind.DEPARTMENT:
        return rows.filter(Q(business_supervisor=charge.department) | Q(industry_department=charge.department))
    return rows.filter(district=charge.region)


def overdue(charge: LeaderCharge):
    """Rows of tasks that are late: about the organization, or to be done by the office or by those of the county."""
    rows = WriteOffRow.objects.filter(write_off_list__task__isnull=False, state__in=UNDONE, due_on__lt=clock.today())
    if charge.kind == ChargeKind.ORGANIZATION:
        return rows.filter(organization_key=charge.organization_id)
    if charge.kind == ChargeKind.DEPARTMENT:
        return rows.filter(responsible=charge.department)
    return rows.filter(Q(responsible__region=charge.region) | Q(responsible__region__parent=charge.region))


def needs(charge: LeaderCharge):
    """Of the organization in charge; none of counties and offices, which are not asked for them."""
    if charge.kind != ChargeKind.ORGANIZATION:
        return Need.objects.none()
    return Need.objects.open().filter(organization=charge.organization)


def contacts(charge: LeaderCharge, actor: Actor):
    """The leader's own and her office's with the organization; visits noted on the charge stand beside them."""
    if charge.kind != ChargeKind.ORGANIZATION:
        return Contact.objects.none()
    return Contact.objects.visible_to(actor).filter(organization=charge.organization)


def _last(charge: LeaderCharge, actor: Actor):
    """The later of a noted visit and a logged contact."""
    noted = ChargeNote.objects.filter(charge=charge, kind=NoteKind.VISIT).aggregate(day=Max("on"))["day"]
    logged = contacts(charge, actor).aggregate(day=Max("on"))["day"]
    return max(filter(None, (noted, logged)), default=None)


def lines(actor: Actor) -> list[Line]:
    """Five small queries a charge: a leader has a county and about ten organizations."""
    return [
        Line(
            charge=one,
            alerts=alerts(one, actor).count(),
            overdue=overdue(one).count(),
            needs=needs(one).count(),
            last=_last(one, actor),
        )
        for one in charges(actor)
    ]
