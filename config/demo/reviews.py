"""The reviews of the last season: what stood out, who answered for it, letters, the party organs, a draw, conclusions.

By the verbs; each act falls on a day that follows from the report alone, so that the windows do not matter.
"""

import datetime
import hashlib
import random
from typing import Any

from config.demo import judged, story
from config.demo.lives import is_left_to_people
from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from registry.annual_reports.states import OpinionKind, State
from registry.models import (
    AnnualReport,
    FindingAcceptance,
    PartyOpinion,
    ReportingRegime,
    ReportSubmission,
    ReviewOpinion,
    ReviewSample,
)
from registry.report_forms.schema import schema_of
from registry.report_reviews import queries, sampling
from registry.report_reviews.actions import answering, conclusions, papers, party, samples
from registry.report_reviews.actions.conclusions import Judgement
from registry.report_reviews.states import ConclusionValue, PartyState, Verdict

BEGINS = datetime.date(2026, 1, 4)
DRAWN_ON = datetime.date(2026, 5, 19)
PROPOSED_ON, CONFIRMED_ON = datetime.date(2026, 6, 2), datetime.date(2026, 6, 12)
REST_ON = (datetime.date(2026, 6, 25), datetime.date(2026, 9, 15), datetime.date(2026, 11, 20))
PASSED = (OpinionKind.FIRST_REVIEW_PASSED, OpinionKind.ACCEPTED)
DOUBT = "填报的党员人数与党组织掌握的情况不一致，请核对。"


def live(world: World, window: Window) -> int:
    if window.holds(BEGINS):
        ReportingRegime.objects.filter(year=story.SEASON).update(has_party_review=True)
    acts = judged.put_right(window.night)
    if window.night <= BEGINS:
        return acts
    acts += _found(window) + _asked(world, window) + _letters(window) + _answered(window)
    return acts + _drawn(world, window) + _concluded(world, window)


def _in(rows, name: str, window: Window):
    """Those of the season whose moment lies in the window."""
    first, last = clock.start_of(window.first), clock.start_of(window.night)
    return rows.filter(**{f"{name}__gte": first, f"{name}__lt": last})


def _submissions(window: Window):
    rows = ReportSubmission.objects.filter(report__year=story.SEASON)
    related = ("report__form", "report__organization", "report__obligation__regime", "department")
    return _in(rows, "submitted_at", window).select_related(*related).order_by("submitted_at", "pk")


def _found(window: Window) -> int:
    rows = list(_submissions(window).filter(digest=None))
    for row in rows:
        answering.digest(row)
    return len(rows)


def _asked(world: World, window: Window) -> int:
    """Asked at sending, answered some days later, silent now and then; a return in between ends it."""
    last = clock.start_of(window.night)
    events: list[tuple[datetime.datetime, int, Any]] = [
        (row.submitted_at, row.pk, row) for row in _submissions(window).filter(party_opinion=None)
    ]
    returned = _in(ReviewOpinion.objects.filter(kind=OpinionKind.RETURNED), "at", window)
    for row in returned.filter(submission__report__year=story.SEASON).select_related("submission__report"):
        events.append((row.at, row.pk, row))
    events += [(_answers_at(one), one.pk, one) for one in _waiting() if _answers_at(one) < last]
    done = 0
    while events:
        events.sort(key=lambda event: event[:2], reverse=True)
        moment, _, row = events.pop()
        local = moment.astimezone(clock.SHANGHAI)
        with at(local.date(), local.hour, local.minute):
            opinion = _happens(world, row)
        if opinion is not None and _answers_at(opinion) < last:
            events.append((_answers_at(opinion), opinion.pk, opinion))
        done += 1
    return done


def _happens(world: World, row) -> PartyOpinion | None:
    """What was asked for anew; None for everything else."""
    if isinstance(row, ReportSubmission):
        return party.ask(row)
    if isinstance(row, ReviewOpinion):
        party.end_of(row.submission.report)
    else:
        _speak(world, row.pk)
    return None


def _waiting():
    return PartyOpinion.objects.waiting().select_related(
        "submission__report__organization", "submission__report__form", "department"
    )


def _answers_at(opinion: PartyOpinion) -> datetime.datetime:
    """Within the clock, but for one in twenty, whose silence is recorded the day after."""
    dice = _dice(opinion)
    if dice.random() < 0.05:
        return story.moment(opinion.due_on + story.DAY, 8)
    days = dice.randrange(2, 12)
    day = story.office_day(clock.date_of(opinion.opened_at) + days * story.DAY)
    return story.moment(min(day, opinion.due_on), 17, 30)


def _dice(opinion: PartyOpinion) -> random.Random:
    return random.Random(f"party:{opinion.submission.report.organization.uscc}:{opinion.submission.round}")


def _speak(world: World, pk: int) -> None:
    opinion = _waiting().filter(pk=pk).first()
    if opinion is None:
        return
    if opinion.due_on < clock.today():
        party.lapse(opinion)
        return
    organ = world.office(opinion.department, "party_officer")
    key = "party_members_full_time"
    is_doubted = _dice(opinion).random() > 0.98 and key in schema_of(opinion.submission.report.form).fields
    remarks = [{"field": key, "text": DOUBT}] if is_doubted else []
    verdict = Verdict.COMMENTS if is_doubted else Verdict.NO_COMMENT
    party.give(opinion, actor=organ, version=opinion.version, verdict=verdict, remarks=remarks)


def _letters(window: Window) -> int:
    rows = _in(ReviewOpinion.objects.filter(kind=OpinionKind.RETURNED, fix_notice=None), "at", window)
    rows = rows.filter(submission__report__year=story.SEASON).order_by("at", "pk")
    rows = list(rows.select_related("submission__report__organization", "submission__report__form"))
    for row in rows:
        papers.issue_fix_notice(row.submission.report, row)
    return len(rows)


def _answered(window: Window) -> int:
    """Whoever passed a report on had accepted what stood out in it."""
    rows = _in(ReviewOpinion.objects.filter(kind__in=PASSED), "at", window)
    rows = rows.filter(submission__report__year=story.SEASON, department__isnull=False)
    accepted: dict[tuple, FindingAcceptance] = {}  # an office that reviewed and then accepted has answered once
    for row in rows.select_related("submission__report__organization").order_by("pk"):
        for found in queries.unanswered(row.submission.report, row.submission, row.department_id):
            acceptance = FindingAcceptance(
                submission=row.submission, key=found.key, reason="已与报送单位核实",
                by_id=row.by_id, department_id=row.department_id, at=row.at,
            )  # fmt: skip
            accepted.setdefault((row.submission_id, found.key, row.department_id), acceptance)
    FindingAcceptance.objects.bulk_create(accepted.values(), batch_size=2000)
    return len(accepted)


def _drawn(world: World, window: Window) -> int:
    if not window.holds(DRAWN_ON):
        return 0
    clerk = world.office(world.departments["市民政局"], "registry_clerk")
    with at(DRAWN_ON, 9):
        if not samples.population(clerk.department_id, story.SEASON).exists():
            return 0
        seed = hashlib.sha256(b"demo draw of 2026-05-19").hexdigest()[:32]
        sample = ReviewSample.objects.create(
            department_id=clerk.department_id, year=story.SEASON, percent=5, seed=seed,
            commitment=sampling.commitment(seed), committed_at=clock.now(), committed_by_id=clerk.user_id,
        )  # fmt: skip
    with at(DRAWN_ON, 10):
        return samples.draw(sample, actor=clerk)


def _concluded(world: World, window: Window) -> int:
    """Those that the bulk leaves alone: one proposed as 不合格 and decided by a second person, the others 合格."""
    known = world.organization_ids
    left = [known[body.plan.serial] for body in world.bodies if is_left_to_people(body) and body.plan.serial in known]
    reports = AnnualReport.objects.filter(year=story.SEASON, organization__in=left).select_related(
        "form", "organization__supervising_authority", "obligation__regime"
    )
    reports = reports.exclude(submissions__party_opinion__state=PartyState.WAITING)
    acts = _propose(world, reports) if window.holds(PROPOSED_ON) else 0
    if window.holds(CONFIRMED_ON):
        for report in reports.filter(state=State.EXAMINED):
            chief = world.office(report.organization.supervising_authority, "registry_chief")
            with at(CONFIRMED_ON, 10):
                conclusions.confirm(report, actor=chief, version=report.version)
            acts += 1
    for day in REST_ON:
        for report in reports.filter(state=State.ACCEPTED).order_by("pk") if window.holds(day) else ():
            clerk = world.office(report.organization.supervising_authority, "registry_clerk")
            with at(day, 15):
                given = Judgement(ConclusionValue.QUALIFIED)
                conclusions.conclude(report, given, actor=clerk, version=report.version)
            acts += 1
    return acts


def _propose(world: World, reports) -> int:
    city = world.departments["市民政局"]
    report = reports.filter(state=State.ACCEPTED, organization__supervising_authority=city).order_by("pk").first()
    if report is None:
        return 0
    field = schema_of(report.form).section("activity").fields[0].key
    why = "填报的业务活动经实地核查未开展，与填报内容不符。"
    given = Judgement(ConclusionValue.UNQUALIFIED, ("no_activity",), (field,), why)
    with at(PROPOSED_ON, 16):
        conclusions.propose(report, given, actor=world.office(city, "registry_clerk"), version=report.version)
    return 1
