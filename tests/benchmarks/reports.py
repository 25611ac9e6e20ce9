"""Annual reports: the reviewer's queue, the figures of a year, one autosave and one sending, each beside its floor.

A saving's floor is the same row written by psycopg and committed; a sending's the same submission with its figures.
"""

import itertools
import json
import time

import psycopg
from django.conf import settings

from tests.benchmarks import deadline
from tests.benchmarks.measure import Figure, Site, alternately

QUEUE, STATISTICS = "/staff/annual-reports/review/", "/staff/annual-reports/statistics/"
UPDATE = "update registry_reportsection set answers = %s, version = version + 1 where report_id = %s and key = %s"
COPY_SUBMISSION = """
    insert into registry_reportsubmission (report_id, round, stage, due_on, receipt_no, submitted_at, content,
        content_hash, direct_reason)
    select report_id, %s, stage, due_on, %s, now(), content, content_hash, direct_reason
    from registry_reportsubmission where id = %s returning id
"""
COPY_FIGURES = """
    insert into registry_reportfigure (submission_id, code, value)
    select %s, code, value from registry_reportfigure where submission_id = %s
"""


def pages(bench, beside_its_sql) -> list[Figure]:
    """The two pages of the office; `beside_its_sql` is pages.py's own way to put a page beside its statements."""
    return [beside_its_sql(bench, "review queue", [QUEUE]), beside_its_sql(bench, "figures of a year", [STATISTICS])]


def run(scale: str, times: int) -> list[Figure]:
    """On a portal of its own. Writes into the database at hand: drafts are begun, filled and sent."""
    site = Site()
    try:
        return _writes(site.port, scale, times)
    finally:
        site.stop()


def _writes(port: int, scale: str, times: int) -> list[Figure]:
    filers = [deadline.filer(pk) for pk in deadline.drafts(times + 2, scale)]
    load = deadline.Load(port, filers, [])
    return [_autosave(load, filers[0], filers[1].report, times), _sending(load, filers[2:])]


def _autosave(load: deadline.Load, one: deadline.Filer, spare: int, times: int) -> Figure:
    numbers = itertools.count(1)
    answers = json.dumps(one.answers, ensure_ascii=False)
    bare = psycopg.connect(settings.DATABASE_URL, autocommit=True)

    def save(_) -> None:
        if (status := load.autosave(one, next(numbers))) != 200:
            raise SystemExit(f"autosave answered {status}")

    def floor(_) -> None:
        bare.execute(UPDATE, [answers, spare, one.section])

    taken = alternately(times, page=save, floor=floor)
    bare.close()
    return Figure("autosave of a section", taken["page"], "the same row by psycopg, committed", taken["floor"])


def _sending(load: deadline.Load, filers: list[deadline.Filer]) -> Figure:
    """The check page is drawn before and not counted."""
    from registry.annual_reports.models import ReportSubmission

    seconds, floors = [], []
    bare = psycopg.connect(settings.DATABASE_URL)
    for number, one in enumerate(filers):
        posted = load.checked(one)
        if posted is None:
            continue
        begun = time.perf_counter()
        status = load.send(one, posted)
        seconds.append(time.perf_counter() - begun)
        if status != 302:
            raise SystemExit(f"sending answered {status}")
        sent = ReportSubmission.objects.filter(report=one.report).latest("round").pk
        begun = time.perf_counter()
        copied = bare.execute(COPY_SUBMISSION, [99, f"floor-{one.report}-{number}", sent]).fetchone()[0]
        bare.execute(COPY_FIGURES, [copied, sent])
        bare.rollback()
        floors.append(time.perf_counter() - begun)
    bare.close()
    return Figure("sending a report", seconds, "its rows by psycopg, rolled back", floors, note=f"{len(seconds)} sent")
