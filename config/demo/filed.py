"""The reports of a window, written in bulk: the rows that the verbs would have left, for thousands at once."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from config.demo import desks, full, judged, report_files, story
from config.demo.accounts import SEEDER
from config.demo.answers import answers, carried
from config.demo.desks import Event
from config.demo.lives import Life, Step
from config.demo.moment import at
from config.demo.world import Window, World
from core import bulk, clock
from core.obligations.models import ObligationState
from core.workdays.calendar import add_workdays
from core.workflow.models import TransitionLog
from registry.annual_reports import judging
from registry.annual_reports.actions import filing, obligations
from registry.annual_reports.deadlines import FIX_WORKDAYS
from registry.annual_reports.states import OpinionKind, Stage, State
from registry.models import (
    AnnualReport,
    ReportAttachment,
    ReportFigure,
    ReportObligation,
    ReportSection,
    ReportSubmission,
    ReviewOpinion,
)
from registry.report_forms import checks, spending, versions
from registry.report_forms.models import FormVersion
from registry.report_forms.schema import REASONS, Answers, FormSchema, schema_of

BATCH = 2000
SENT = ("send", "send_first")
REASON = "部分公益项目跨年度执行，已提请理事会在下一年度补足。"
DRAFTED = 3  # sections that a draft has answers in
STATES = {
    "begin": State.DRAFT, "send_first": State.SUBMITTED_FIRST_REVIEW, "send": State.SUBMITTED_FINAL,
    "pass_first": State.SUBMITTED_FINAL, "return_first": State.RETURNED, "return": State.RETURNED,
    "accept": State.ACCEPTED, "conclude": State.CONCLUDED,
}  # fmt: skip
VERBS = {
    "begin": "begin", "send_first": "submit_for_first_review", "send": "submit", "pass_first": "pass_first_review",
    "return_first": "return_from_first_review", "return": "return_for_fix", "accept": "accept",
    "conclude": "conclude",
}  # fmt: skip
OPINIONS = {
    "pass_first": OpinionKind.FIRST_REVIEW_PASSED, "return": OpinionKind.RETURNED,
    "return_first": OpinionKind.RETURNED, "accept": OpinionKind.ACCEPTED,
}  # fmt: skip
REMARKS = [
    {"section": "staff", "field": "council_meetings_held", "text": "理事会会议次数与章程规定不符，请核对。"},
    {"section": "finance", "field": "management_cost", "text": "管理费用与审计报告不一致，请核对后更正。"},
    {"section": "basic", "field": "phone", "text": "办公电话无法接通，请更新。"},
]


@dataclass
class Moved:
    """One report and what happened to it in this window. `events` come with the rows."""

    life: Life
    before: list[Step]
    now: list[Step]
    obligation: ReportObligation
    report: AnnualReport
    is_new: bool
    sent: dict[int, ReportSubmission] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    @property
    def round(self) -> int:
        return sum(step.what in SENT for step in self.before)


def write(world: World, window: Window) -> int:
    """All steps of the window; returns how many. About 1 ms per report and step."""
    by_life: dict[int, tuple[Life, list[Step]]] = {}
    for life, step in world.stepped_in(window):
        if step.what in ("defer", "waive"):
            _by_verb(world, life, step)
        else:
            by_life.setdefault(id(life), (life, []))[1].append(step)
    if not by_life:
        return 0
    moved = _moved(world, window, list(by_life.values()))
    _reports(moved)
    _submissions(world, moved)
    _opinions(world, moved)
    _logs(moved)
    _settle(moved)
    desks.put([event for one in moved for event in one.events])
    return sum(len(one.now) for one in moved)


def _by_verb(world: World, life: Life, step: Step) -> None:
    rows = ReportObligation.objects.select_related("organization__supervising_authority")
    obligation = rows.get(organization=world.organization_ids[life.body.plan.serial], year=life.year)
    if obligation.state != ObligationState.OPEN:
        return
    authority = obligation.organization.supervising_authority
    assert authority is not None
    chief, year = world.office(authority, "registry_chief"), step.at.year
    with at(clock.date_of(step.at), step.at.hour):
        if step.what == "waive":
            document = f"民罚决字〔{year}〕{life.body.plan.serial % 90 + 1}号"
            obligations.waive(obligation, reason=step.text, document=document, actor=chief)
        else:
            obligations.defer(
                obligation, until=datetime.date(year, *story.DEFERRED_TO), actor=chief,
                document=f"民社延〔{year}〕{life.body.plan.serial % 90 + 1}号",
                reason="审计机构更换，申请延期报送并经主管单位同意",
            )  # fmt: skip


def _moved(world: World, window: Window, found: list[tuple[Life, list[Step]]]) -> list[Moved]:
    ids = [world.organization_ids[life.body.plan.serial] for life, _ in found]
    rows = ReportObligation.objects.filter(organization__in=ids, year__in={life.year for life, _ in found})
    rows = rows.select_related("organization__business_supervisor", "regime", "report")
    known = {(row.organization_id, row.year): row for row in rows}
    start = clock.start_of(window.first)
    moved = []
    for life, now in found:
        obligation = known[(world.organization_ids[life.body.plan.serial], life.year)]
        report = getattr(obligation, "report", None)
        before = [step for step in life.steps if step.at < start and step.what in STATES]
        made = report or AnnualReport(
            organization=obligation.organization,
            obligation=obligation,
            year=life.year,
            form=form_of(obligation.organization.org_type, life.year),
        )
        made.organization = obligation.organization
        moved.append(Moved(life, before, now, obligation, made, is_new=report is None))
    return moved


_forms: dict[tuple[str, int], FormVersion] = {}
_schemas: dict[int, FormSchema] = {}


def form_of(org_type: str, year: int) -> FormVersion:
    if (org_type, year) not in _forms:
        _forms[(org_type, year)] = versions.form_for(org_type, year)
    return _forms[(org_type, year)]


def schema(report: AnnualReport) -> FormSchema:
    if report.form_id not in _schemas:
        _schemas[report.form_id] = schema_of(report.form)
    return _schemas[report.form_id]


def _reports(moved: list[Moved]) -> None:
    for one in moved:
        steps = [*one.before, *one.now]
        one.report.state = STATES[steps[-1].what]
        one.report.version = 1 + sum(step.what != "begin" for step in steps)
    AnnualReport.objects.bulk_create([one.report for one in moved if one.is_new], batch_size=BATCH)
    old = [one.report for one in moved if not one.is_new]
    AnnualReport.objects.bulk_update(old, ["state", "version"], batch_size=BATCH)


def _given(one: Moved, number: int) -> dict[str, Answers]:
    """What the sending of this round says; a report that came back says something else in what was doubted."""
    given = answers(schema(one.report), one.report.organization, carried(one.life.body, one.life.year))
    if number > 1:
        held = 2 + number % 2
        part = schema(one.report).fields["council_meetings_held"].section
        given[part]["council_meetings_held"] = str(held)
        if "council" in given:
            members = int(given["governance"]["council_members"])
            given["council"]["council_meetings_table"] = full.meetings(held, members, one.life.year)
        given["basic"]["phone"] = f"12x-{one.life.body.plan.serial:04d}"
    return given


def _limits(moved: list[Moved]) -> dict[int, dict[int, judging.Limits]]:
    """Year → organization → the limits on its spending."""
    by_year: dict[int, list] = defaultdict(list)
    for one in moved:
        if any(step.what in SENT for step in one.now):
            by_year[one.report.year].append(one.report.organization)
    return {year: judging.limits_of_all(organizations, year) for year, organizations in by_year.items()}


def _explain(form: FormSchema, given: dict[str, Answers], limits: judging.Limits) -> None:
    """A reason for every limit that was missed, as the check page asks for it."""
    if limits.subject is None:
        return
    by_code = {one.figure_code: one for one in form.fields.values()}
    for ratio in limits.ratios(checks.figures(form, given)):
        if not ratio.holds:
            given[by_code[ratio.figure].section].setdefault(REASONS, {})[ratio.code] = REASON


def _submissions(world: World, moved: list[Moved]) -> None:
    fresh, sections, figures = [], [], []
    report_files.forget()
    limits = _limits(moved)
    for one in moved:
        number = one.round
        for step in one.now:
            if step.what not in SENT:
                continue
            number += 1
            given = _given(one, number)
            _explain(schema(one.report), given, limits[one.report.year][one.report.organization_id])
            one.sent[number] = _submission(world, one, step, number, given)
            fresh.append((one.sent[number], given))
        sections += _sections(one, number)
    _number_receipts([row for row, _ in fresh])
    ReportSubmission.objects.bulk_create([row for row, _ in fresh], batch_size=BATCH)
    for row, given in fresh:
        own = checks.figures(schema(row.report), given)
        own |= spending.figures(limits[row.report.year][row.report.organization_id].ratios(own))
        figures += [(row.pk, code, value) for code, value in own.items()]
    bulk.copy(ReportFigure, ["submission_id", "code", "value"], figures)
    _attachments([row for row, _ in fresh if row.round == 1])
    stale = [one.report.pk for one in moved if not one.is_new and any(step.what in SENT for step in one.now)]
    ReportSection.objects.filter(report__in=stale).delete()
    columns = ["report_id", "key", "answers", "is_confirmed", "version", "saved_at", "saved_by_id"]
    bulk.copy(ReportSection, columns, sections)


def _submission(world: World, one: Moved, step: Step, number: int, given: dict) -> ReportSubmission:
    reviewer = one.life.body.reviewer_on(clock.date_of(step.at)) if step.what == "send_first" else ""
    content = filing.content_of(one.report, schema(one.report), given, report_files.filed_with(one.report, SEEDER))
    return ReportSubmission(
        report=one.report,
        round=number,
        stage=Stage.FIRST_REVIEW if reviewer else Stage.FINAL,
        department_id=world.departments[reviewer].pk if reviewer else None,
        due_on=one.obligation.due_on,
        first_due_on=one.obligation.first_due_on,
        submitted_at=step.at,
        submitted_by_id=world.filer_of(one.report.organization_id, step.at),
        content=content,
        content_hash=filing.digest(content),
        direct_reason=step.text,
    )


def _attachments(first: list[ReportSubmission]) -> None:
    rows = [
        (sent.report.pk, file["kind"], file["file"], "", sent.submitted_at, sent.submitted_by_id)
        for sent in first
        for file in sent.content.get("attachments", ())
    ]
    columns = ["report_id", "kind", "file_id", "declared_digest", "added_at", "added_by_id"]
    bulk.copy(ReportAttachment, columns, rows)


def _number_receipts(rows: list[ReportSubmission]) -> None:
    by_year: dict[int, list[ReportSubmission]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.submitted_at, one.report.organization_id)):
        by_year[row.report.year].append(row)
    with connection.cursor() as cursor:
        for year, its in by_year.items():
            cursor.execute("select report_receipt_next(%s) from generate_series(1, %s)", [year, len(its)])
            for row, (number,) in zip(its, cursor.fetchall(), strict=True):
                row.receipt_no = filing.receipt_of(year, number, row.content_hash)


def _sections(one: Moved, number: int) -> list[tuple]:
    """All of them, confirmed, once it was sent; the first few of a draft."""
    begun, sent = one.now[0], [step for step in one.now if step.what in SENT]
    if not sent and begun.what != "begin":
        return []
    given = _given(one, number)
    saved_at, is_whole = (sent[-1] if sent else begun).at, bool(sent)
    rows = []
    for position, section in enumerate(schema(one.report).sections):
        kept = given.get(section.key, {}) if is_whole or position < DRAFTED else {}
        rows.append((one.report.pk, section.key, kept, is_whole, 2 if kept else 1, saved_at, None))
    return rows


def _opinions(world: World, moved: list[Moved]) -> None:
    told = {*OPINIONS, "conclude"}
    reports = [one.report.pk for one in moved if not one.is_new and any(step.what in told for step in one.now)]
    rows = ReportSubmission.objects.filter(report__in=reports).defer("content")
    earlier = {(row.report_id, row.round): row for row in rows}
    fresh, concluded = [], []
    for one in moved:
        number = one.round
        for step in one.now:
            number += step.what in SENT
            sent = one.sent.get(number) or earlier.get((one.report.pk, number))
            event = Event(step.what, step.at, one.report, sent)
            if step.what in OPINIONS and sent is not None:
                event.opinion = _opinion(world, one, step, sent)
                fresh.append(event.opinion)
            if step.what == "conclude" and sent is not None:
                concluded.append((one, step, sent))
            one.events.append(event)
    ReviewOpinion.objects.bulk_create(fresh, batch_size=BATCH)
    judged.conclude(world, concluded)


def _opinion(world: World, one: Moved, step: Step, sent: ReportSubmission) -> ReviewOpinion:
    day, is_return = clock.date_of(step.at), step.what in ("return", "return_first")
    kept = one.life.body.plan.serial % 3
    is_first = step.what in ("pass_first", "return_first")
    return ReviewOpinion(
        submission=sent,
        kind=OPINIONS[step.what],
        at=step.at,
        department_id=sent.department_id if is_first else one.report.organization.supervising_authority_id,
        by_id=world.person(one.life.body, day, is_first=is_first),
        comment=step.text,
        remarks=REMARKS[: kept + 1] if is_return else [],
        fix_due_on=add_workdays(day, FIX_WORKDAYS) if is_return else None,
    )


def _logs(moved: list[Moved]) -> None:
    rows = []
    for one in moved:
        state = STATES[one.before[-1].what] if one.before else ""
        steps = one.now if one.before or one.now[0].what == "begin" else [_begun(one.now[0]), *one.now]
        for step in steps:
            rows.append(
                (AnnualReport._meta.label, one.report.pk, VERBS[step.what], str(state), str(STATES[step.what]),
                 "" if step.what == "conclude" else step.text, None, SEEDER.seat_key, None, step.at)
            )  # fmt: skip
            state = STATES[step.what]
    columns = ["object_type", "object_id", "name", "from_state", "to_state", "comment", "user_id", "seat_key",
               "department_id", "at"]  # fmt: skip
    bulk.copy(TransitionLog, columns, rows)


def _begun(first: Step) -> Step:
    return Step(first.at - datetime.timedelta(minutes=20), "begin")


def _settle(moved: list[Moved]) -> None:
    met = []
    for one in moved:
        arrived = next((step for step in one.now if step.what in ("send", "pass_first")), None)
        if arrived is not None and one.obligation.state == ObligationState.OPEN:
            one.obligation.state, one.obligation.satisfied_at = ObligationState.SATISFIED, arrived.at
            met.append(one.obligation)
    ReportObligation.objects.bulk_update(met, ["state", "satisfied_at"], batch_size=BATCH)
