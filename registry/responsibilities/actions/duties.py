"""The duties to set up an industry party committee, brought up to what the facts say."""

import datetime

from django.db import transaction

from core import clock
from core.departments.models import Department, DepartmentKind
from registry.organizations.models import Organization
from registry.responsibilities import duties
from registry.responsibilities.models import CommitteeDuty, ResponsibilityLedger


@transaction.atomic
def refresh_duties(office: Department, *, partner: Department | None = None) -> dict[str, int]:
    """Open duties of departments that reached the threshold, end those of departments that fell below it.

    The threshold is a row with dates; without one in force there is no duty. Safe to repeat.
    """
    day = clock.today()
    rule = duties.threshold(day)
    found = duties.reached(office, day, rule.organizations) if rule else {}
    partner = partner or _partner(office)
    known = {duty.department_id: duty for duty in CommitteeDuty.objects.open().filter(office=office)}
    counts = {"opened": 0, "ended": 0}
    for department, (number, since) in found.items():
        duty = known.pop(department, None)
        if duty is None:
            duty = CommitteeDuty(department_id=department, office=office)
            counts["opened"] += 1
        values = {
            "partner": partner,
            "organizations": number,
            "threshold": rule.organizations,
            "reached_on": since,
            "due_on": since + datetime.timedelta(days=rule.days),
        }
        if duty.pk is None or any(getattr(duty, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(duty, name, value)
            duty.save()
    for duty in known.values():
        duty.ended_on = day
        duty.save(update_fields=["ended_on"])
        counts["ended"] += 1
    return counts


def _partner(office: Department) -> Department | None:
    """The organ that signs with the office; else the party organ of its region."""
    ledger = ResponsibilityLedger.objects.filter(department=office).order_by("-pk").select_related("partner").first()
    if ledger:
        return ledger.partner
    organs = Department.objects.active().of_kind(DepartmentKind.PARTY_ORGAN).filter(region=office.region)
    return organs.order_by("parent_id", "pk").first()


def refresh_all() -> int:
    """Nightly: every office that supervises organizations. Returns how many offices."""
    offices = Department.objects.filter(pk__in=Organization.objects.order_by().values("supervising_authority"))
    for office in offices.order_by("pk"):
        refresh_duties(office)
    return offices.count()
