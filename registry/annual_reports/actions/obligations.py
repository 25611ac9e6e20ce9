"""Who owes a report: opening a year, moving dates by notice, deferring, waiving."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.obligations.insertion import insert_from
from core.obligations.models import ChangeKind, ObligationState
from core.workdays.calendar import roll_forward
from core.workflow.errors import NotCompetent, NotPermitted, Refusal, WrongState
from core.workflow.perform import check_competent, lock
from registry import signals
from registry.annual_reports.models import ReportingRegime, ReportObligation, ReportObligationChange
from registry.annual_reports.queries import ENDED, sent_late
from registry.annual_reports.routing import has_reviewer
from registry.organizations.facts import OrganizationStatus
from registry.organizations.models import Organization

ENDED_REASON = "报送截止前已注销或被撤销登记"
SPARED_REASON = "按当年年报规则，该登记状态免报"


class TooLate(Refusal):
    """A deferral is applied for before the deadline."""


@dataclass(frozen=True)
class Opened:
    """What opening a year wrote: new obligations, exempt ones among them, and organizations without a date."""

    written: int
    exempt: int
    undated: int


def _may(actor: Actor, permission: str, label: str) -> None:
    if not actor.can(permission):
        raise NotPermitted(f"您的岗位没有“{label}”的权限，请联系系统管理员调整岗位。")


def effective(regime: ReportingRegime, day: datetime.date | None) -> datetime.date | None:
    """The last day in time: rolled to a working day where the regime says so."""
    return roll_forward(day) if day and regime.roll_forward else day


def check_region(actor: Actor, year: int) -> None:
    """A year is opened, and its dates are moved, by the authority whose region the regimes are for; others only see.

    Raises Refusal for a year without regimes, NotCompetent naming the region.
    """
    regimes = ReportingRegime.objects.filter(year=year).select_related("region").order_by("region__level", "pk")
    if not regimes:
        raise Refusal(f"还没有{year}年度的年报规则，请先维护年报规则。")
    if not own_regimes(actor, year):
        raise NotCompetent(f"{year}年度报告由{regimes[0].region.name}民政部门统一开启。您可以查看，不能办理。")


def own_regimes(actor: Actor, year: int) -> QuerySet[ReportingRegime]:
    """The regimes that the actor's office opens: those of its own region; every one for the system."""
    regimes = ReportingRegime.objects.filter(year=year).select_related("region")
    if actor.is_system:
        return regimes
    return regimes.filter(region__in=Department.objects.filter(pk=actor.department_id).values("region"))


def check_own(regime: ReportingRegime, actor: Actor) -> None:
    """Raises NotCompetent, naming the region whose authority does it."""
    own = Department.objects.filter(pk=actor.department_id).values_list("region_id", flat=True).first()
    if not actor.is_system and regime.region_id != own:
        raise NotCompetent(f"{regime}的规则由{regime.region.name}民政部门维护。您可以查看，不能办理。")


def subjects(regime: ReportingRegime):
    """Organizations under this regime: their supervising authority sits in its region or in a district of it that has
    no regime of its own for the year, and they existed in the report year. One query."""
    own = ReportingRegime.objects.filter(org_type=regime.org_type, year=regime.year, region=OuterRef("pk"))
    districts = Region.objects.filter(~Exists(own), parent=regime.region)
    gone = OrganizationStatus.objects.filter(
        organization=OuterRef("pk"), status__in=ENDED, valid_from__lt=datetime.date(regime.year, 1, 1)
    )
    return Organization.objects.filter(
        Q(supervising_authority__region=regime.region) | Q(supervising_authority__region__in=districts),
        ~Exists(gone),
        org_type=regime.org_type,
    )


def new_row(regime: ReportingRegime) -> dict:
    """One new obligation, as expressions over Organization."""
    due, first = effective(regime, regime.final_due), effective(regime, regime.first_review_due)
    ended = OrganizationStatus.objects.filter(organization=OuterRef("pk"), status__in=ENDED, valid_from__lte=due)
    is_new, is_gone = Q(registered_on__gt=regime.registered_by), Q(Exists(ended))
    is_spared = Q(status__in=regime.exempt_statuses)
    is_released = is_new | is_gone | is_spared
    why_new = f"{regime.registered_by:%Y-%m-%d}之后登记，{regime.year}年度免报"
    return {
        "organization": F("pk"),
        "regime": regime.pk,
        "year": regime.year,
        "period": str(regime.year),
        "first_due_on": Case(When(has_reviewer(regime), then=Value(first)), output_field=DateField()),
        "due_on": due,
        "original_due_on": due,
        "state": Case(When(is_released, then=Value(ObligationState.EXEMPT)), default=Value(ObligationState.OPEN)),
        "reason": Case(
            When(is_new, then=Value(why_new)),
            When(is_gone, then=Value(ENDED_REASON)),
            When(is_spared, then=Value(SPARED_REASON)),
            default=Value(""),
        ),
        "document": regime.document,
        "satisfied_at": None,
    }


@transaction.atomic
def open_year(year: int, *, actor: Actor, organization: Organization | None = None) -> Opened:
    """Write who owes the report of `year`; a second run adds only who is new, and exempts who ended since.

    Set-wise: three statements for each type, whatever the number of organizations. Organizations without a
    registration date get no row until it is known (nobody is accused on a guess). With `organization`, only that one.
    """
    _may(actor, "annual_reports.open_year", "开启年度报告")
    check_region(actor, year)
    written = exempt = undated = 0
    for regime in own_regimes(actor, year):
        organizations = subjects(regime)
        if organization is not None:
            organizations = organizations.filter(pk=organization.pk)
        before = ReportObligation.objects.filter(regime=regime, state=ObligationState.EXEMPT).count()
        existing = organizations.filter(registered_on__lte=datetime.date(year, 12, 31))
        written += insert_from(existing, ReportObligation, new_row(regime))
        undated += organizations.filter(registered_on=None).count()
        _exempt_ended(regime, actor)
        exempt += ReportObligation.objects.filter(regime=regime, state=ObligationState.EXEMPT).count() - before
    audit.record("annual_reports.open_year", actor=actor, year=year, written=written)
    return Opened(written, exempt, undated)


def _exempt_ended(regime: ReportingRegime, actor: Actor) -> None:
    """Organizations that ended on or before their due date owe nothing any more."""
    ended = OrganizationStatus.objects.filter(
        organization=OuterRef("organization"), status__in=ENDED, valid_from__lte=OuterRef("due_on")
    )
    rows = ReportObligation.objects.open().filter(Exists(ended), regime=regime)
    _record(rows, ChangeKind.EXEMPTED, actor=actor, reason=ENDED_REASON)
    rows.update(state=ObligationState.EXEMPT, reason=ENDED_REASON)


def _record(rows, kind: ChangeKind, *, actor: Actor, reason: str, document: str = "", **dates) -> int:
    """One append-only line for each row, written before the rows themselves change."""
    return insert_from(
        rows,
        ReportObligationChange,
        {
            "obligation": F("pk"),
            "kind": kind,
            "decided_on": clock.today(),
            "previous_due_on": F("due_on"),
            "previous_first_due_on": F("first_due_on"),
            "due_on": F("due_on"),
            "first_due_on": F("first_due_on"),
            "reason": reason,
            "document": document,
            "at": clock.now(),
            "by": actor.user_id,
            **dates,
        },
    )


def to_move(regime: ReportingRegime, due: datetime.date, first: datetime.date | None) -> QuerySet[ReportObligation]:
    """Obligations that a notice with these effective days moves: not those deferred beyond them."""
    kept = ReportObligationChange.objects.filter(
        obligation=OuterRef("pk"), kind=ChangeKind.DEFERRED, due_on__gt=due, due_on=OuterRef("due_on")
    )
    other_first = Q(first_due_on__isnull=False) & ~Q(first_due_on=first)
    return ReportObligation.objects.owed().filter(~Exists(kept), ~Q(due_on=due) | other_first, regime=regime)


@transaction.atomic
def move_due(
    regime: ReportingRegime,
    *,
    final_due: datetime.date,
    document: str,
    actor: Actor,
    first_review_due: datetime.date | None = None,
) -> int:
    """A notice moves the dates of a year; returns how many obligations moved.

    Without `first_review_due` that date stays. Obligations deferred beyond the new date keep their own. Met ones move
    too: whether they were in time is judged by the date that binds. Printed dates are kept in the regime, effective
    ones in the obligations.
    """
    _may(actor, "annual_reports.move_due", "调整截止日期")
    check_own(regime, actor)
    if not document.strip():
        raise Refusal("调整截止日期须填写依据的通知文号。")
    lock(regime)
    regime.final_due, regime.document = final_due, document
    if regime.first_review_due and first_review_due:
        regime.first_review_due = first_review_due
    regime.save(update_fields=["final_due", "first_review_due", "document"])
    due, first = effective(regime, final_due), effective(regime, regime.first_review_due)
    rows = to_move(regime, due, first)
    new_first = Case(When(first_due_on__isnull=False, then=Cast(Value(first), DateField())), output_field=DateField())
    reason = f"{regime.year}年度报送截止日期按通知调整为{due:%Y-%m-%d}"
    moved = _record(
        rows, ChangeKind.MOVED, actor=actor, reason=reason, document=document, due_on=due, first_due_on=new_first
    )
    rows.update(first_due_on=new_first, due_on=due, document=document)
    audit.record("annual_reports.move_due", actor=actor, subject=regime, moved=moved)
    return moved


def _change(obligation, kind: ChangeKind, *, actor: Actor, reason: str, document: str, **new) -> None:
    """Record and apply one change; the caller holds the row and has checked it."""
    change = ReportObligationChange.objects.create(
        obligation=obligation,
        kind=kind,
        decided_on=clock.today(),
        previous_due_on=obligation.due_on,
        previous_first_due_on=obligation.first_due_on,
        due_on=new.get("due_on", obligation.due_on),
        first_due_on=new.get("first_due_on", obligation.first_due_on),
        reason=reason,
        document=document,
        by_id=actor.user_id,
        at=clock.now(),
    )
    if kind != ChangeKind.RECOGNIZED:  # that one is about the past; why the obligation stands as it does stays
        new |= {"reason": reason, "document": document}
        for field, value in new.items():
            setattr(obligation, field, value)
        obligation.save(update_fields=list(new))
    signals.obligation_changed.send(ReportObligation, obligation=obligation, change=change)


@transaction.atomic
def defer(
    obligation: ReportObligation,
    *,
    until: datetime.date,
    document: str,
    reason: str,
    actor: Actor,
    applied_on: datetime.date | None = None,
) -> None:
    """More time for one organization, applied for before its deadline with its department's consent (`document`).

    One date for all steps: an own date of the first review falls away. `applied_on` (default today) is the day the
    application came in. Raises TooLate when that day lies after the deadline, WrongState unless the report is owed.
    """
    _may(actor, "annual_reports.defer", "批准延期")
    lock(obligation)
    check_competent(obligation, actor=actor, label="批准延期")
    _still_open(obligation, "延期")
    if not document.strip() or not reason.strip():
        raise Refusal("批准延期须填写延期原因和业务主管单位的同意文书。")
    applied = applied_on or clock.today()
    if applied > obligation.due_on:
        raise TooLate(
            f"延期应在截止日期（{obligation.due_on:%Y-%m-%d}）当日或之前申请；该申请收到日期为{applied:%Y-%m-%d}，不能延期。"
        )
    if applied > clock.today():
        raise Refusal("申请收到日期不能晚于今天。")
    if until <= obligation.due_on:
        raise Refusal(f"延期后的日期须晚于现截止日期{obligation.due_on:%Y-%m-%d}。")
    _change(
        obligation, ChangeKind.DEFERRED, actor=actor, reason=reason, document=document, due_on=until, first_due_on=None
    )


@transaction.atomic
def waive(obligation: ReportObligation, *, reason: str, document: str, actor: Actor) -> None:
    """The report is not asked for any more. Raises WrongState unless it is still owed."""
    _may(actor, "annual_reports.waive", "不再要求报送")
    lock(obligation)
    check_competent(obligation, actor=actor, label="不再要求报送")
    _still_open(obligation, "免除")
    if not reason.strip():
        raise Refusal("不再要求报送须写明原因。")
    _change(
        obligation,
        ChangeKind.WAIVED,
        actor=actor,
        reason=reason,
        document=document,
        state=ObligationState.WAIVED,
    )


@transaction.atomic
def recognize_in_time(obligation: ReportObligation, *, reason: str, document: str, actor: Actor) -> None:
    """An objection against being counted late was right: from today the report counts as sent in time.

    Raises NotPermitted, NotCompetent, WrongState where nothing was sent late.
    """
    _may(actor, "annual_reports.confirm_conclusion", "认定为按期报送")
    lock(obligation)
    check_competent(obligation, actor=actor, label="认定为按期报送")
    if not sent_late(ReportObligation.objects.filter(pk=obligation.pk), clock.today()).exists():
        raise WrongState("该报告没有被认定为逾期报送。")
    _change(obligation, ChangeKind.RECOGNIZED, actor=actor, reason=reason, document=document)


def _still_open(obligation: ReportObligation, what: str) -> None:
    if obligation.state != ObligationState.OPEN:
        raise WrongState(f"该年度报告“{obligation.get_state_display()}”，不能{what}。请刷新页面查看最新情况。")
