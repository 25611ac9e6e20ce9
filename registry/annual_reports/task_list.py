"""The sections of a report as a list of things to do: how far each is, who saved it last and when."""

import datetime

from django.urls import reverse

from core import clock
from registry.annual_reports.models import AnnualReport, ReportSection
from registry.annual_reports.progress import Progress, SectionProgress

LATELY = datetime.timedelta(hours=1)


def tasks(report: AnnualReport, progress: Progress) -> list[dict]:
    """For components/task_list.html and the list beside a section."""
    now = clock.now()
    return [
        {
            "key": one.section.key,
            "label": one.section.title,
            "hint": saved_by(one.stored, now),
            "url": address(report, one),
            "state": one.label,
            "tone": one.tone,
        }
        for one in progress.sections
    ]


def files_task(report: AnnualReport, progress: Progress) -> dict:
    """附件 2/3, after the sections."""
    missing = progress.missing_files
    return {
        "key": "attachments",
        "label": f"附件 {progress.files_label}",
        "hint": f"待上传：{'、'.join(kind.title for kind in missing)}" if missing else "",
        "url": reverse("org:annual_reports:attachments", args=[report.pk]),
        "state": f"{len(missing)}项待传" if missing else "已完成",
        "tone": "warning" if missing else "ok",
    }


def address(report: AnnualReport, one: SectionProgress) -> str:
    """A section that somebody worked on opens with what is still wrong in it."""
    url = reverse("org:annual_reports:section", args=[report.pk, one.section.key])
    return f"{url}?check=1" if one.is_touched and one.problems else url


def first_open(report: AnnualReport, progress: Progress) -> str:
    """The first place that still stands against sending; "" when there is none."""
    one = next((one for one in progress.sections if not one.is_complete), None)
    if one is None:
        return reverse("org:annual_reports:attachments", args=[report.pk]) if progress.missing_files else ""
    url = reverse("org:annual_reports:section", args=[report.pk, one.section.key])
    target = f"#id_{one.problems[0].field}" if one.problems else ""
    return f"{url}?check=1{target}"


def saved_by(stored: ReportSection, now: datetime.datetime) -> str:
    """“唐果 3 分钟前保存”, and after an hour the time; "" where nobody saved yet."""
    if stored.saved_by is None:
        return ""
    passed = now - stored.saved_at
    if passed < datetime.timedelta(minutes=1):
        return f"{stored.saved_by.name} 刚刚保存"
    if passed < LATELY:
        return f"{stored.saved_by.name} {passed // datetime.timedelta(minutes=1)} 分钟前保存"
    return f"{stored.saved_by.name} 保存于 {stored.saved_at.astimezone(clock.SHANGHAI):%m-%d %H:%M}"
