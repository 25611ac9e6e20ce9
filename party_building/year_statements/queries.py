"""The figures of a subject on a day, asked of the published indicators."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from core.access.scope import Scope, ScopeKind
from core.indicators.base import Indicator, all_indicators
from core.indicators.grouping import Figure, total
from party_building.party_units.models import CoverageLink
from party_building.year_statements.models import YearStatement
from party_building.year_statements.states import SubjectKind


@dataclass(frozen=True)
class YearFigure:
    indicator: Indicator
    now: Figure
    last: Figure


def scope_of(statement: YearStatement, day: datetime.date) -> Scope:
    """A department: what it answers for. A committee: its line. A secretary: whom the organ covers on the day."""
    if statement.kind == SubjectKind.DEPARTMENT:
        return Scope(ScopeKind.RESPONSIBILITY, (statement.department_id,))
    if statement.kind == SubjectKind.COMMITTEE:
        return Scope(ScopeKind.PARTY, (statement.department_id,))
    covered = CoverageLink.objects.on(day).filter(unit=statement.unit_id).values_list("organization_id", flat=True)
    return Scope(ScopeKind.ORGANIZATION, tuple(sorted(set(covered))))


def asked() -> list[Indicator]:
    """Of settings.YEAR_STATEMENT_INDICATORS those that are published, in that order."""
    published = {one.code: one for one in all_indicators()}
    return [published[code] for code in settings.YEAR_STATEMENT_INDICATORS if code in published]


def year_before(day: datetime.date) -> datetime.date:
    """31 December of the year before."""
    return datetime.date(day.year - 1, 12, 31)


def figures(statement: YearStatement) -> list[YearFigure]:
    """On the statement's day, and on the last day of the year before. Four counts for each rate."""
    day, before = statement.as_of, year_before(statement.as_of)
    now, last = scope_of(statement, day), scope_of(statement, before)
    return [YearFigure(one, total(one, now, as_of=day), total(one, last, as_of=before)) for one in asked()]
