"""The public part of reports: the newest published version, with what settings.REPORT_DISCLOSURES allows of it.

Party matters, names of persons and telephone numbers have no line in that table, so they have no way out.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.db.models import Q

from core import clock
from registry.annual_reports.models import AnnualReport, ReportFigure, ReportSubmission
from registry.annual_reports.states import ARRIVED, State
from registry.organizations.models import Organization
from registry.report_publications.conclusions import LABELS
from registry.report_publications.models import ReportPublication


@dataclass
class PublicReport:
    """One year as the public sees it. `published_on` None: filed, not published; then nothing more is said."""

    year: int
    filed_on: datetime.date | None
    published_on: datetime.date | None = None
    conclusion: str = ""
    basis: str = ""
    number: int = 0
    first_published_on: datetime.date | None = None
    is_correcting: bool = False
    figures: list[tuple[str, str, str]] = field(default_factory=list)  # (key, label, text)

    @property
    def conclusion_words(self) -> str:
        return LABELS.get(self.conclusion, "")

    @property
    def note(self) -> str:
        """What a reader must know of later corrections, dated."""
        notes = []
        if self.number > 1:
            notes.append(f"本报告曾于{self.first_published_on}公布，现为{self.published_on}更正公布的内容")
        if self.is_correcting:
            notes.append("该组织正在更正这份报告，更正后的内容另行公布")
        return "；".join(notes)

    def as_record(self) -> dict:
        """For machines: nothing that is empty."""
        record = {
            "year": self.year,
            "filed_on": self.filed_on and self.filed_on.isoformat(),
            "published_on": self.published_on and self.published_on.isoformat(),
            "conclusion": self.conclusion,
            "corrected": self.number > 1 or None,
            "figures": {key: text.replace(",", "") for key, _, text in self.figures},
        }
        return {key: value for key, value in record.items() if value}


def reports_of(
    rows: Sequence[Organization], day: datetime.date, *, with_figures: bool
) -> dict[int, list[PublicReport]]:
    """By organization id, newest year first. Two queries, one more with figures."""
    by_id = {row.pk: row for row in rows}
    found: dict[int, list[PublicReport]] = defaultdict(list)
    published = {one.report_id: one for one in _published(by_id, day)}
    first = _first_days([one.report_id for one in published.values() if one.number > 1])
    values = _figures([one.submission_id for one in published.values()], day) if with_figures else {}
    filed = AnnualReport.objects.filter(organization__in=by_id).filter(_arrived_or_published(published))
    dated = filed.with_first_sent().order_by("-year")
    for pk, owner, year, state, sent in dated.values_list("pk", "organization_id", "year", "state", "first_sent"):
        one = PublicReport(year, clock.date_of(sent) if sent else None)
        if publication := published.get(pk):
            one.published_on, one.number, one.basis = (
                publication.published_on, publication.number, publication.basis
            )  # fmt: skip
            one.conclusion = publication.conclusion
            one.first_published_on = first.get(pk, publication.published_on)
            one.is_correcting = state != State.PUBLISHED and day == clock.today()
            one.figures = _allowed(by_id[owner], values.get(publication.submission_id, {}), day)
        found[owner].append(one)
    return found


def _published(by_id, day: datetime.date):
    return ReportPublication.objects.filter(organization__in=by_id).standing(day)


def _first_days(reports: list[int]) -> dict[int, datetime.date]:
    if not reports:
        return {}
    rows = ReportPublication.objects.filter(report__in=reports, number=1)
    return dict(rows.values_list("report_id", "published_on"))


def _arrived_or_published(published):
    return Q(state__in=ARRIVED) | Q(pk__in=list(published))


def _codes(day: datetime.date) -> set[str]:
    return {code for row in settings.REPORT_DISCLOSURES if row.since <= day for code in row.codes}


def _figures(submissions: list[int], day: datetime.date) -> dict[int, dict[str, Decimal]]:
    rows = ReportFigure.objects.filter(submission__in=submissions, code__in=_codes(day))
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for submission, code, value in rows.values_list("submission_id", "code", "value"):
        found[submission][code] = value
    return found


def _allowed(organization: Organization, values: dict[str, Decimal], day: datetime.date) -> list[tuple[str, str, str]]:
    kept: dict[str, tuple[str, str, str]] = {}
    for row in settings.REPORT_DISCLOSURES:
        code = next((code for code in row.codes if code in values), None)
        if code is None or row.key in kept or row.since > day or not row.applies(organization):
            continue
        text = f"{values[code]:,.2f}" if row.unit == "元" else f"{values[code].normalize():,f}"
        kept[row.key] = (row.key, f"{row.label}（{row.unit}）", text)
    return list(kept.values())


def versions_of(report: AnnualReport) -> list[tuple[ReportPublication, ReportSubmission]]:
    """For staff: every version that was ever public, newest first; two queries."""
    rows = report.publications.select_related("submission", "by", "department").order_by("-number")
    return [(one, one.submission) for one in rows]
