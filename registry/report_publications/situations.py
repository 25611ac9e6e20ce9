"""Published, as a situation of what is owed: for the list and the figures of the year."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from registry.annual_reports import queries
from registry.annual_reports.filing_situations import Situation
from registry.report_publications.models import ReportPublication


def _published(rows: QuerySet, day: datetime.date) -> QuerySet:
    public = ReportPublication.objects.filter(report__obligation=OuterRef("pk"), published_on__lte=day)
    return queries.owed(rows, day).filter(Exists(public))


PUBLISHED = Situation("published", "已公布", "已公布", _published)
