"""Years of reports that went their ordinary way, written in bulk: the same rows the verbs would have left."""

import datetime
import random
from dataclasses import dataclass

from config.demo.accounts import SEEDER
from config.demo.answers import Carried, answers
from core import clock
from core.obligations.models import ObligationState
from core.workflow.models import TransitionLog
from registry.annual_reports import checks
from registry.annual_reports.actions import filing
from registry.annual_reports.form_schema import FormSchema, schema_of
from registry.annual_reports.states import OpinionKind, Stage, State
from registry.models import (
    AnnualReport,
    FormVersion,
    ReportFigure,
    ReportObligation,
    ReportSection,
    ReportSubmission,
    ReviewOpinion,
)

BATCH = 2000


@dataclass
class Filing:
    """One obligation met: when it went to whom. `reviewed_at` is None where there was no first review."""

    obligation: ReportObligation
    answers: dict
    submitted_at: datetime.datetime
    reviewer_id: int | None
    reviewed_at: datetime.datetime | None
    accepted_at: datetime.datetime | None
    report: AnnualReport | None = None
    submission: ReportSubmission | None = None

    @property
    def arrived_at(self) -> datetime.datetime:
        return self.reviewed_at or self.submitted_at


def _moment(day: datetime.date, dice: random.Random) -> datetime.datetime:
    return clock.start_of(day) + datetime.timedelta(hours=dice.randrange(8, 18), minutes=dice.randrange(60))


def plan(
    obligation: ReportObligation, schema: FormSchema, carried: Carried, dice: random.Random, until: datetime.date
) -> Filing | None:
    """How this obligation was met in time, or a little late; None where nothing could have arrived by `until`."""
    organization = obligation.organization
    reviewer = organization.responsible_department_id if obligation.regime.has_first_review else None
    last = obligation.first_due_on if reviewer and obligation.first_due_on else obligation.due_on
    first = obligation.regime.opens_on + datetime.timedelta(days=20)
    span = (last - first).days
    late = dice.random() < 0.03
    day = first + datetime.timedelta(days=span + dice.randrange(2, 30) if late else int(span * dice.random() ** 0.4))
    submitted = _moment(day, dice)
    reviewed = _moment(day + datetime.timedelta(days=dice.randrange(2, 12)), dice) if reviewer else None
    accepted = _moment(clock.date_of(reviewed or submitted) + datetime.timedelta(days=dice.randrange(3, 25)), dice)
    given = answers(schema, organization, carried, dice)
    if clock.date_of(reviewed or submitted) >= until:
        return None
    return Filing(obligation, given, submitted, reviewer, reviewed, accepted if accepted.date() < until else None)


def write(filings: list[Filing]) -> int:
    """All rows of these filings; about 1 ms each."""
    schemas: dict[tuple[str, int], tuple[FormVersion, FormSchema]] = {}
    for one in filings:
        key = (one.obligation.organization.org_type, one.obligation.year)
        if key not in schemas:
            form = filing_form(*key)
            schemas[key] = (form, schema_of(form))
        one.report = AnnualReport(
            organization=one.obligation.organization,
            obligation=one.obligation,
            year=one.obligation.year,
            form=schemas[key][0],
            state=State.ACCEPTED if one.accepted_at else State.SUBMITTED_FINAL,
            version=4 if one.accepted_at else 3,
        )
    AnnualReport.objects.bulk_create([one.report for one in filings], batch_size=BATCH)
    _submissions(filings, schemas)
    _opinions(filings)
    _settle(filings)
    return len(filings)


def filing_form(org_type: str, year: int) -> FormVersion:
    from registry.annual_reports.actions.filling import form_for

    return form_for(org_type, year)


def _submissions(filings: list[Filing], schemas) -> None:
    sections = []
    for one in filings:
        schema = schemas[(one.obligation.organization.org_type, one.obligation.year)][1]
        sections += [
            ReportSection(report=one.report, key=key, answers=given, is_confirmed=True, saved_at=one.submitted_at)
            for key, given in one.answers.items()
        ]
        content = filing.content_of(one.report, schema, one.answers)
        content_hash = filing.digest(content)
        one.submission = ReportSubmission(
            report=one.report,
            round=1,
            stage=Stage.FIRST_REVIEW if one.reviewer_id else Stage.FINAL,
            department_id=one.reviewer_id,
            due_on=one.obligation.due_on,
            first_due_on=one.obligation.first_due_on,
            receipt_no=filing.receipt_no(one.obligation.year, content_hash),
            submitted_at=one.submitted_at,
            content=content,
            content_hash=content_hash,
        )
    ReportSection.objects.bulk_create(sections, batch_size=BATCH)
    ReportSubmission.objects.bulk_create([one.submission for one in filings], batch_size=BATCH)
    figures = []
    for one in filings:
        schema = schemas[(one.obligation.organization.org_type, one.obligation.year)][1]
        figures += [
            ReportFigure(submission=one.submission, code=code, value=value)
            for code, value in checks.figures(schema, one.answers).items()
        ]
    ReportFigure.objects.bulk_create(figures, batch_size=BATCH)


def _opinions(filings: list[Filing]) -> None:
    opinions, logs = [], []
    for one in filings:
        authority = one.obligation.organization.supervising_authority_id
        first = "submit_for_first_review" if one.reviewer_id else "submit"
        steps = [(first, one.submitted_at, None, State.SUBMITTED_FIRST_REVIEW if one.reviewer_id else None)]
        if one.reviewed_at:
            steps.append(("pass_first_review", one.reviewed_at, one.reviewer_id, State.SUBMITTED_FINAL))
            opinions.append(_opinion(one, OpinionKind.FIRST_REVIEW_PASSED, one.reviewed_at, one.reviewer_id))
        if one.accepted_at:
            steps.append(("accept", one.accepted_at, authority, State.ACCEPTED))
            opinions.append(_opinion(one, OpinionKind.ACCEPTED, one.accepted_at, authority))
        logs += _logs(one, steps)
    ReviewOpinion.objects.bulk_create(opinions, batch_size=BATCH)
    TransitionLog.objects.bulk_create(logs, batch_size=BATCH)


def _opinion(one: Filing, kind: str, at: datetime.datetime, department_id: int | None) -> ReviewOpinion:
    return ReviewOpinion(submission=one.submission, kind=kind, at=at, department_id=department_id)


def _logs(one: Filing, steps) -> list[TransitionLog]:
    state, rows = State.DRAFT, []
    for name, at, department_id, target in steps:
        target = target or State.SUBMITTED_FINAL
        rows.append(
            TransitionLog(
                object_type="registry.AnnualReport",
                object_id=one.report.pk,
                name=name,
                from_state=state,
                to_state=target,
                seat_key=SEEDER.seat_key,
                department_id=department_id,
                at=at,
            )
        )
        state = target
    return rows


def _settle(filings: list[Filing]) -> None:
    for one in filings:
        one.obligation.state, one.obligation.satisfied_at = ObligationState.SATISFIED, one.arrived_at
    ReportObligation.objects.bulk_update(
        [one.obligation for one in filings], ["state", "satisfied_at"], batch_size=BATCH
    )
