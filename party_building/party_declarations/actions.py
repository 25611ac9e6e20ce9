"""Taking in what reports declare, and settling where it differs from what the party line keeps."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import correct_fact
from core.workflow.perform import log, perform
from party_building.party_counts import actions as party_counts
from party_building.party_counts.models import PartyCount
from party_building.party_counts.states import CountSource
from party_building.party_declarations.models import PartyDeclaration
from party_building.party_declarations.states import DeclarationState
from registry.annual_reports.models import AnnualReport

PORTAL = Actor.system("annual_report_accepted")


def _numbers(declared: dict) -> tuple[int, int] | None:
    """(full time, others) of a party section; None where the form of the year did not ask for both."""
    try:
        total, full_time = int(declared["party_members"]), int(declared["party_members_full_time"])
    except (KeyError, TypeError, ValueError):
        return None
    return (full_time, total - full_time) if 0 <= full_time <= total else None


@transaction.atomic
def take_in(report: AnnualReport, *, declared: dict, actor: Actor = PORTAL) -> PartyDeclaration | None:
    """Keep what the accepted report says: the count from 31 December of its year, unless the line knows better.

    A later count, and one that comes from the roll of members, stand: where they differ the party officer settles it.
    None where the report has no party section. A report accepted once more replaces what it said before.
    """
    numbers = _numbers(declared)
    if numbers is None:
        return None
    day = datetime.date(report.year, 12, 31)
    known = _known(report.organization_id, day)
    row = PartyDeclaration.objects.select_for_update().filter(report=report).first()
    if row is not None and (row.full_time, row.elsewhere) == numbers and row.state in _SETTLED:
        return row
    row = row or PartyDeclaration(report=report, organization_id=report.organization_id, year=report.year)
    row.full_time, row.elsewhere, row.taken_in_on = *numbers, clock.today()
    row.known_full_time = known.formal_full_time if known else None
    row.known_elsewhere = known.formal_elsewhere if known else None
    row.known_since = known.valid_from if known else None
    row.state = _state(row, known, day)
    row.version = row.version + 1 if row.pk else 1
    row.save()
    log(row, "take_in", actor=actor)
    if row.state == DeclarationState.WRITTEN:
        _write(row, since=day, actor=actor)
    audit.record("party_declarations.take_in", actor=actor, subject=row, state=row.state)
    return row


_SETTLED = (DeclarationState.TAKEN, DeclarationState.KEPT)


def _known(organization_id: int, day: datetime.date) -> PartyCount | None:
    """The latest count that holds on the day or began after it."""
    rows = PartyCount.objects.filter(organization=organization_id)
    later = rows.filter(valid_from__gt=day).order_by("-valid_from").first()
    return later or rows.on(day).first()


def _state(row: PartyDeclaration, known: PartyCount | None, day: datetime.date) -> DeclarationState:
    if known is None:
        return DeclarationState.WRITTEN
    if (known.formal_full_time, known.formal_elsewhere) == (row.full_time, row.elsewhere):
        return DeclarationState.AGREED
    of_that_day = known.valid_from == day and known.source != CountSource.REPORT
    stands = known.valid_from > day or of_that_day or known.source == CountSource.REGISTER
    return DeclarationState.DIFFERING if stands else DeclarationState.WRITTEN


def _write(row: PartyDeclaration, *, since: datetime.date, actor: Actor) -> None:
    """What the report does not ask for (probationary, applicants) goes on as it was."""
    said = {"formal_full_time": row.full_time, "formal_elsewhere": row.elsewhere}
    before = PartyCount.objects.on(since).filter(organization=row.organization_id).first()
    if before is not None and before.valid_from == since:
        correct_fact(before, values={**said, "source": CountSource.REPORT}, document=_document(row))
        return
    kept = {name: getattr(before, name) if before else 0 for name in ("probationary", "applicants")}
    party_counts.count(
        row.organization, actor=actor, since=since, source=CountSource.REPORT, document=_document(row), **said, **kept
    )


def _document(row: PartyDeclaration) -> str:
    return f"{row.year}年度工作报告"


@transaction.atomic
def take(row: PartyDeclaration, *, actor: Actor) -> None:
    """The declared numbers count: from 31 December, or from today where a later count stands.

    Raises NotPermitted, NotCompetent, WrongState.
    """
    perform(row, "take", actor=actor)
    day = datetime.date(row.year, 12, 31)
    is_later = PartyCount.objects.filter(organization=row.organization_id, valid_from__gt=day).exists()
    _write(row, since=clock.today() if is_later else day, actor=actor)
    audit.record("party_declarations.take", actor=actor, subject=row)


@transaction.atomic
def keep(row: PartyDeclaration, *, actor: Actor, comment: str) -> None:
    """What the line keeps stands. Raises NotPermitted, NotCompetent, WrongState, CommentRequired."""
    perform(row, "keep", actor=actor, comment=comment)
    audit.record("party_declarations.keep", actor=actor, subject=row)
