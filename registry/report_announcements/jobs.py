"""Making the reports of a published notice public: thousands, a few hundred a transaction."""

from core.jobs.kinds import job_kind
from core.refusal import Refusal
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.states import ReportMode, State
from registry.report_announcements.actions import PUBLISH_JOB
from registry.report_announcements.models import ReportAnnouncement
from registry.report_publications import actions as publications

AT_ONCE = 200


@job_kind(PUBLISH_JOB, title="公布年度报告", permission="annual_reports.announce")
def publish_reports(job, announcement: int):
    """Safe to repeat: what is public already is left alone. Under a year with conclusions only concluded reports."""
    found = ReportAnnouncement.objects.get(pk=announcement)
    waiting = list(ready(found).values_list("pk", flat=True))
    done = refused = 0
    for start in range(0, len(waiting), AT_ONCE):
        job.progress(start, len(waiting), stage="公布年度报告")
        with job.applying():
            for report in _rows(waiting[start : start + AT_ONCE]):
                try:
                    publications.publish(report, actor=job.actor, basis=found.number)
                    done += 1
                except Refusal:
                    refused += 1
    job.progress(len(waiting), len(waiting), stage="完成")
    job.log(f"已公布{done}份年度报告{f'，{refused}份未能公布' if refused else ''}。")
    return {"published": done, "refused": refused}


def ready(announcement: ReportAnnouncement):
    rows = AnnualReport.objects.filter(
        year=announcement.year, organization__supervising_authority=announcement.department_id
    )
    accepted = rows.filter(state=State.ACCEPTED, obligation__regime__mode=ReportMode.REPORT_ONLY)
    return rows.filter(state=State.CONCLUDED) | accepted


def _rows(pks: list[int]):
    return AnnualReport.objects.filter(pk__in=pks).select_related("organization__supervising_authority")
