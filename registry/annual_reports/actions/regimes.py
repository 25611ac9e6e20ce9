"""The rules of a report year before it is opened, and the notice that moves its dates afterwards."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F

from core import audit, jobs
from core.access.actor import Actor
from core.departments.models import Department, Region, RegionLevel
from core.obligations.models import ObligationState
from core.workflow.errors import NotPermitted, Refusal, WrongState
from core.workflow.perform import lock
from registry.annual_reports import notices
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.routing import reviewer_of_obligation

MANY = 500  # more than this are moved by a job
TOLD_AT_ONCE = 500


@dataclass(frozen=True)
class Preview:
    """What opening the year would write: who owes, and who is exempt for which reason."""

    owing: int
    exempt: list[tuple[str, int]]
    undated: int
    due: datetime.date
    first_due: datetime.date | None


def preview(regime: ReportingRegime) -> Preview:
    """Counted from the register as it stands today; three queries. Works on a regime that is not saved yet."""
    known = obligations.subjects(regime)
    row = obligations.new_row(regime)
    existing = known.filter(registered_on__lte=datetime.date(regime.year, 12, 31))
    grouped = existing.order_by().values(why=row["reason"]).annotate(n=Count("pk")).order_by("-n", "why")
    counts = {one["why"]: one["n"] for one in grouped}
    return Preview(
        owing=counts.pop("", 0),
        exempt=list(counts.items()),
        undated=known.filter(registered_on=None).count(),
        due=row["due_on"],
        first_due=obligations.effective(regime, regime.first_review_due),
    )


def is_opened(regime: ReportingRegime) -> bool:
    return regime.pk is not None and ReportObligation.objects.filter(regime=regime).exists()


def region_of(actor: Actor) -> Region:
    """The region whose rules the actor's office keeps. Raises Refusal for an office of a smaller place."""
    office = Department.objects.filter(pk=actor.department_id).select_related("region").first()
    if office is None or office.region is None or office.region.level > RegionLevel.DISTRICT:
        raise Refusal("年报规则由市、区县的登记管理机关维护。")
    return office.region


@transaction.atomic
def save(regime: ReportingRegime, *, actor: Actor) -> None:
    """Write a regime whose year is not opened yet; a district may have its own, which then goes before the city's.

    Raises NotPermitted, NotCompetent, WrongState once the year is opened: then only a notice moves dates.
    """
    if actor.read_only or not actor.can("annual_reports.open_year"):
        raise NotPermitted("您的岗位没有“开启年度报告”的权限，请联系系统管理员调整岗位。")
    obligations.check_own(regime, actor)
    if is_opened(regime):
        raise WrongState("该年度已经开启，规则不再修改。需要改变截止日期的，请按通知调整。")
    city = ReportObligation.objects.filter(
        year=regime.year,
        regime__org_type=regime.org_type,
        organization__supervising_authority__region=regime.region_id,
    )
    if regime.pk is None and city.exists():
        raise WrongState("该年度已按上级规则开启，本辖区不能再另立规则。")
    regime.save()
    audit.record("annual_reports.save_regime", actor=actor, subject=regime)


def effective_dates(regime: ReportingRegime, final_due: datetime.date, first_review_due: datetime.date | None):
    """(final, first) as they would bind after a notice names these days."""
    first = first_review_due if regime.first_review_due and first_review_due else regime.first_review_due
    return obligations.effective(regime, final_due), obligations.effective(regime, first)


def count_to_move(regime: ReportingRegime, final_due: datetime.date, first_review_due: datetime.date | None) -> int:
    return obligations.to_move(regime, *effective_dates(regime, final_due, first_review_due)).count()


@transaction.atomic
def announce_move(
    regime: ReportingRegime,
    *,
    final_due: datetime.date,
    document: str,
    actor: Actor,
    first_review_due: datetime.date | None = None,
):
    """Move by notice and tell everybody: at once where few, else by a job. Returns (how many, the job or None)."""
    number = count_to_move(regime, final_due, first_review_due)
    if number <= MANY:
        return move_and_tell(
            regime, final_due=final_due, document=document, actor=actor, first_review_due=first_review_due
        ), None
    obligations.check_own(regime, actor)
    params = {
        "regime": regime.pk,
        "final_due": final_due.isoformat(),
        "first_review_due": first_review_due.isoformat() if first_review_due else "",
        "document": document,
    }
    key = f"annual_reports.move_due:{regime.pk}:{final_due}:{first_review_due}"
    title = f"调整{regime}截止日期"
    return number, jobs.enqueue("annual_reports.move_due", params, actor=actor, unique_key=key, title=title)


@transaction.atomic
def move_and_tell(
    regime: ReportingRegime,
    *,
    final_due: datetime.date,
    document: str,
    actor: Actor,
    first_review_due: datetime.date | None = None,
) -> int:
    """Safe to repeat: who has the date already is neither moved nor told again."""
    lock(regime)
    moving = obligations.to_move(regime, *effective_dates(regime, final_due, first_review_due))
    told = list(moving.filter(state=ObligationState.OPEN).values_list("organization", "pk"))
    offices = _offices(moving)
    moved = obligations.move_due(
        regime, final_due=final_due, document=document, actor=actor, first_review_due=first_review_due
    )
    due, first = effective_dates(regime, final_due, first_review_due)
    for start in range(0, len(told), TOLD_AT_ONCE):
        notices.moved(regime, due, first, organizations=[pk for pk, _ in told[start : start + TOLD_AT_ONCE]])
    notices.moved(regime, due, first, departments=sorted(offices))
    return moved


def _offices(moving) -> set[int]:
    """First reviewers and the authorities of the districts, of the obligations that move."""
    found = moving.order_by().values_list(reviewer_of_obligation(), F("organization__supervising_authority"))
    return {office for row in found.distinct() for office in row if office is not None}
