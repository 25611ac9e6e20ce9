"""The end of a report year: the notice of the city and of each district, and the reports that become public with it.

Notices go the way of the verbs. The reports, thousands in a large city, are written in bulk: state, log and version as
`report_publications.actions.publish` leaves them. Telling each organization is left out; years lie between.
"""

import datetime

from config.demo.accounts import SEEDER
from config.demo.moment import at
from config.demo.story import moment
from config.demo.world import Window, World
from core import bulk, clock
from core.departments.models import Department
from core.workflow.models import TransitionLog
from core.workflow.perform import perform
from registry.annual_reports.models import AnnualReport, ReviewOpinion
from registry.annual_reports.states import OpinionKind, State
from registry.report_announcements import actions
from registry.report_announcements.models import ReportAnnouncement
from registry.report_publications.models import ReportPublication

# Report year: (facts as of, signed and published on).
YEARS = {
    2022: (datetime.date(2023, 6, 30), datetime.date(2023, 7, 12)),
    2023: (datetime.date(2024, 6, 30), datetime.date(2024, 7, 10)),
    2024: (datetime.date(2025, 6, 30), datetime.date(2025, 7, 9)),
}
DRAFT_YEAR, DRAFT_ON = 2025, datetime.date(2026, 6, 2)  # the city's notice of the season is being written
DRAFTED = datetime.timedelta(days=5)  # before it was signed
CITY = "市民政局"
BATCH = 2000


def live(world: World, window: Window) -> int:
    done = 0
    for year, (as_of, signed_on) in YEARS.items():
        if window.holds(signed_on):
            for number, office in enumerate(_offices(year), 1):
                _announce(world, office, year, as_of, signed_on, number)
                done += 1
    if window.holds(DRAFT_ON):
        office = world.departments[CITY]
        with at(DRAFT_ON, 15):
            actions.draft(
                actor=world.office(office, "registry_clerk"), department=office, year=DRAFT_YEAR, as_of=DRAFT_ON
            )
        done += 1
    return done


def _offices(year: int) -> list[Department]:
    """City first, then the districts that supervise somebody who owed that year."""
    ids = AnnualReport.objects.filter(year=year).values("organization__supervising_authority")
    rows = Department.objects.filter(pk__in=ids, region__code__startswith="3799")
    return list(rows.order_by("region__level", "region__code", "pk"))


def _announce(world: World, office: Department, year: int, as_of, signed_on: datetime.date, number: int) -> None:
    clerk, chief = world.office(office, "registry_clerk"), world.office(office, "registry_chief")
    with at(signed_on - DRAFTED, 15):
        made = actions.draft(actor=clerk, department=office, year=year, as_of=as_of)
        actions.submit(made, actor=clerk)
    with at(signed_on, 10):
        actions.sign(made, actor=chief, number=f"{office.short_name}公告〔{signed_on.year}〕{number + 2}号")
        perform(made, "publish", actor=chief, published_on=signed_on)
    _publish(made, signed_on)


def _publish(announcement: ReportAnnouncement, day: datetime.date) -> None:
    taken = ReviewOpinion.objects.filter(kind=OpinionKind.ACCEPTED, at__lt=clock.start_of(day))
    reports = list(
        AnnualReport.objects.filter(
            year=announcement.year,
            organization__supervising_authority=announcement.department_id,
            state=State.ACCEPTED,
            pk__in=taken.values("submission__report"),
        )
    )
    last = dict(
        ReviewOpinion.objects.filter(kind=OpinionKind.ACCEPTED, submission__report__in=reports)
        .order_by("at")
        .values_list("submission__report", "submission")
    )
    ReportPublication.objects.bulk_create(
        (
            ReportPublication(
                organization_id=report.organization_id, report=report, submission_id=last[report.pk], number=1,
                published_on=day, basis=announcement.number, at=moment(day, 10),
                department_id=announcement.department_id,
            )
            for report in reports
        ),
        batch_size=BATCH,
    )  # fmt: skip
    for report in reports:
        report.state, report.version = State.PUBLISHED, report.version + 1
    AnnualReport.objects.bulk_update(reports, ["state", "version"], batch_size=BATCH)
    columns = ["object_type", "object_id", "name", "from_state", "to_state", "comment", "user_id", "seat_key",
               "department_id", "at"]  # fmt: skip
    label, when = AnnualReport._meta.label, moment(day, 10)
    rows = [
        (label, report.pk, "publish", str(State.ACCEPTED), str(State.PUBLISHED), "", None, SEEDER.seat_key, None, when)
        for report in reports
    ]
    bulk.copy(TransitionLog, columns, rows)
