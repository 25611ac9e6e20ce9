"""What counts as an activity: settings.ACTIVITY_SOURCES lends the list, each source the days it knows of.

What the authority writes down (a reminder, a list entry) is no activity of the organization; nor is a form it fills
in.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncDate
from django.utils.module_loading import import_string

from core import clock
from party_building.activities.models import Activity
from party_building.party_units.models import CoverageLink
from registry.annual_reports.models import ReportFigure
from registry.branches.models import BranchFiling
from registry.charters.models import CharterVersion
from registry.community_orgs.models import CommunityActivity
from registry.dues.models import DuesStandard
from registry.officers.models import CouncilTerm
from registry.organizations.facts import OrganizationAddress, OrganizationName, OrganizationScope


@dataclass(frozen=True)
class ActivitySource:
    """`tables(as_of)`: querysets with `active_id` (of the organization) and `active_on`, known by `as_of`."""

    code: str
    label: str
    tables: Callable[[datetime.date], list[QuerySet]]


def all_sources() -> list[ActivitySource]:
    return [import_string(path) for path in settings.ACTIVITY_SOURCES]


def _dated(rows: QuerySet, organization: str, day, as_of: datetime.date) -> QuerySet:
    day = F(day) if isinstance(day, str) else day
    found = rows.order_by().annotate(active_id=F(organization), active_on=day)
    return found.filter(active_on__lte=as_of, active_id__isnull=False)


def _reports(as_of: datetime.date) -> list[QuerySet]:
    """Events that a report tells of have no day of their own: they count for the whole year, up to its end."""
    told = ReportFigure.objects.filter(
        code="events_held", value__gt=0, submission__submitted_at__lt=clock.end_of(as_of)
    )
    told = told.exclude(submission__withdrawal__at__lt=clock.end_of(as_of))
    year = Cast("submission__report__year", CharField())
    last_day = Cast(Concat(year, Value("-12-31")), DateField())
    return [_dated(told, "submission__report__organization", last_day, as_of)]


def _meetings(as_of: datetime.date) -> list[QuerySet]:
    return [
        _dated(CouncilTerm.objects.all(), "organization", "valid_from", as_of),
        _dated(CharterVersion.objects.exclude(adopted_on=None), "organization", "adopted_on", as_of),
    ]


def _dues(as_of: datetime.date) -> list[QuerySet]:
    return [_dated(DuesStandard.objects.all(), "organization", "adopted_on", as_of)]


def _changes(as_of: datetime.date) -> list[QuerySet]:
    """变更登记: a fact that began after the registration, which the organization applied for."""
    later = {"valid_from__gt": F("organization__registered_on")}
    tables = (OrganizationName, OrganizationAddress, OrganizationScope)
    return [_dated(table.objects.filter(**later), "organization", "valid_from", as_of) for table in tables]


def _branches(as_of: datetime.date) -> list[QuerySet]:
    sent = BranchFiling.objects.exclude(submitted_at=None)
    return [_dated(sent, "organization", TruncDate("submitted_at", tzinfo=clock.SHANGHAI), as_of)]


def _party_days(as_of: datetime.date) -> list[QuerySet]:
    """Of the unit that covers it, while it does; a joint activity belongs to each unit that held it."""
    standing = Activity.objects.standing(as_of).order_by().values("pk")
    tables = []
    for path in ("unit__activities", "unit__joint_units__activity"):
        links = CoverageLink.objects.annotate(act_id=F(f"{path}__id"))
        links = _dated(links, "organization", f"{path}__held_on", as_of).filter(act_id__in=standing)
        tables.append(links.filter(Q(valid_to=None) | Q(valid_to__gte=F("active_on")), active_on__gte=F("valid_from")))
    return tables


def _community(as_of: datetime.date) -> list[QuerySet]:
    """What the filed groups of a federation do is done with it."""
    return [_dated(CommunityActivity.objects.all(), "community_organization__federation", "held_on", as_of)]


REPORTS = ActivitySource("reports", "年度报告中的活动", _reports)
MEETINGS = ActivitySource("meetings", "换届和章程表决会议", _meetings)
DUES = ActivitySource("dues", "会费标准表决", _dues)
CHANGES = ActivitySource("changes", "变更登记", _changes)
BRANCHES = ActivitySource("branches", "分支机构备案", _branches)
PARTY_DAYS = ActivitySource("party_days", "组织生活", _party_days)
COMMUNITY = ActivitySource("community", "社区社会组织活动", _community)
