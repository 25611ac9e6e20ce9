"""Publishing a report, and opening the correction of a published one."""

from django.conf import settings
from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.perform import lock, perform
from registry import signals
from registry.annual_reports.models import AnnualReport
from registry.report_publications import conclusions, notices
from registry.report_publications.models import ReportPublication

CORRECTION_ITEM = "annual_reports.correct"


@transaction.atomic
def publish(report: AnnualReport, *, actor: Actor, basis: str = "") -> ReportPublication:
    """The newest submission becomes the public version, from today. Raises what perform raises.

    What was published before stays on record beside it.
    """
    perform(report, "publish", actor=actor)
    before = report.publications.count()
    made = ReportPublication.objects.create(
        organization_id=report.organization_id,
        report=report,
        submission=report.submissions.standing().last(),
        number=before + 1,
        published_on=clock.today(),
        basis=basis.strip()[:200],
        conclusion=conclusions.standing([report.pk], clock.today()).get(report.pk, ""),
        at=clock.now(),
        by_id=actor.user_id,
        department_id=actor.department_id,
    )
    notices.published(made)
    audit.record("annual_reports.publish", actor=actor, subject=report, number=made.number)
    signals.annual_report_published.send(AnnualReport, report=report, publication=made)
    return made


@transaction.atomic
def open_correction(report: AnnualReport, *, actor: Actor, reason: str) -> None:
    """The organization may (on its request) or shall (by order) file a new round; the public version stays meanwhile.

    Raises Refusal where nothing was published yet (such a report is simply returned), and what perform raises.
    """
    lock(report)
    if not report.publications.exists():
        raise Refusal("这份报告尚未公布，不需要更正：请直接退回补正。")
    perform(report, "open_correction", actor=actor, comment=reason)
    worklist.open_item(
        CORRECTION_ITEM,
        subject=report,
        title=f"{report.year}年度报告更正",
        url_name="org:annual_reports:detail",
        organization=report.organization_id,
        due_on=add_workdays(clock.today(), settings.REPORT_CORRECTION_WORKDAYS),
    )
    notices.correction_opened(report)
    audit.record("annual_reports.open_correction", actor=actor, subject=report)
