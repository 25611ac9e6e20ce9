"""Which organizations bear which flag on a day. Set-based: one statement for the whole register."""

import datetime
from dataclasses import dataclass

from django.db.models import DateField, Exists, F, Func, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.dated.calendar import last_within_months
from core.rules.base import rule_of
from core.rules.models import RuleVersion
from registry.annual_reports import queries as reports
from registry.annual_reports.models import ReportObligation
from registry.certificates.models import Certificate
from registry.certificates.states import IssueReason
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.states import OrgType
from supervision.zombies.sources import all_sources
from supervision.zombies.states import Flag

# Whose parameters a flag has: the rule that tells of it, so that a number stands in one place, the rule book.
RULE_OF = {Flag.UNREPORTED: "AR-07", Flag.NEVER_ACTIVE: "SV-14", Flag.INACTIVE: "SV-15", Flag.UNREACHABLE: "SV-16"}
DEFAULTS: dict[str, dict] = {
    Flag.UNREPORTED: {"years": 2},
    Flag.NEVER_ACTIVE: {"years": 1, "records_from": ""},
    Flag.INACTIVE: {"months": 24, "records_from": ""},
    Flag.UNREACHABLE: {},
}
HAS_ACTIVITY_DUTY = (
    OrgType.ASSOCIATION,
    OrgType.FOUNDATION,
)  # 社团条例 and 基金会条例 speak of the year, 民非 does not


class _Latest(Func):
    """greatest() that passes over nulls, which Django's Greatest on PostgreSQL does too; for any number of tables."""

    function, output_field = "greatest", DateField()


def _version(flag: str, day: datetime.date) -> RuleVersion | None:
    return RuleVersion.objects.on(day).filter(code=RULE_OF[flag]).order_by("-number").first()


def params(flag: str, day: datetime.date) -> dict:
    """Of the rule's version in force on the day; what it leaves out has its usual value."""
    version = _version(flag, day)
    return {**DEFAULTS[flag], **(version.params if version else {})}


def records_from(its: dict) -> datetime.date | None:
    """Before that day nobody wrote activities down: silence before it proves nothing.

    As the rule book says it, else the beginning of the earliest report year that the portal holds; None while it
    holds none, and nobody is suspected of anything.
    """
    if its["records_from"]:
        return datetime.date.fromisoformat(its["records_from"])
    year = ReportObligation.objects.aggregate(first=Min("year"))["first"]
    return datetime.date(year, 1, 1) if year else None


def _tables(as_of: datetime.date) -> list[QuerySet]:
    return [table for source in all_sources() for table in source.tables(as_of)]


def without_activity(rows: OrganizationQuerySet, as_of: datetime.date, after: datetime.date | OuterRef):
    """No source knows of anything after `after` (that day not counted) up to `as_of`."""
    for table in _tables(as_of):
        rows = rows.filter(~Exists(table.filter(active_id=OuterRef("pk"), active_on__gt=after)))
    return rows


def with_last_activity(rows: OrganizationQuerySet, as_of: datetime.date):
    """Annotates `last_active_on`, the latest day that any source knows of; null where none does."""
    latest = [
        Subquery(
            table.filter(active_id=OuterRef("pk")).order_by("-active_on").values("active_on")[:1],
            output_field=DateField(),
        )
        for table in _tables(as_of)
    ]
    return rows.annotate(last_active_on=_Latest(*latest))


def with_certified_on(rows: OrganizationQuerySet):
    """Annotates `certified_on`: the first certificate that is on record, else the registration."""
    first = Certificate.objects.filter(organization=OuterRef("pk"), issue_reason=IssueReason.FIRST).order_by()
    first = first.values("organization").annotate(day=Min("valid_from")).values("day")
    return rows.annotate(certified_on=Coalesce(Subquery(first), F("registered_on")))


def never_active(rows: OrganizationQuerySet, as_of: datetime.date, its: dict) -> OrganizationQuerySet:
    """② The year after the certificate is full and nothing was ever recorded."""
    latest = last_within_months(as_of, -12 * int(its["years"]))
    since = records_from(its)
    if since is None:
        return rows.none()
    rows = with_certified_on(rows).where(org_type__in=HAS_ACTIVITY_DUTY)
    rows = rows.filter(certified_on__lte=latest, certified_on__gte=since)
    return without_activity(rows, as_of, OuterRef("certified_on"))


def inactive(rows: OrganizationQuerySet, as_of: datetime.date, its: dict) -> OrganizationQuerySet:
    """③ Nothing of any kind in the last so many months; younger organizations are not asked."""
    after = last_within_months(as_of, -int(its["months"]))
    since = records_from(its)
    if since is None or after < since:
        return rows.none()
    return without_activity(rows.filter(registered_on__lte=after), as_of, after)


def unreported(rows: OrganizationQuerySet, as_of: datetime.date, its: dict) -> OrganizationQuerySet:
    """① Neighbouring years that are overdue by the organization's own delay."""
    known = ReportObligation.objects.filter(year__lt=as_of.year)
    missed = reports.missed_in_a_row(reports.owed(known, as_of), as_of, int(its["years"]))
    return rows.filter(pk__in=missed.values("organization"))


def unreachable(rows: OrganizationQuerySet, as_of: datetime.date, its: dict) -> OrganizationQuerySet:
    """④ Two registered letters came back, posted so many days apart: whom the rule on them finds."""
    rule, code = rule_of(RULE_OF[Flag.UNREACHABLE]), RULE_OF[Flag.UNREACHABLE]
    if rule is None:
        return rows.none()
    found = rule.findings(as_of, RuleVersion(code=code, params=its, severity=rule.default_severity))
    return rows.filter(pk__in=found.order_by().values("finding_subject_id"))


_FINDERS = {
    Flag.UNREPORTED: unreported,
    Flag.NEVER_ACTIVE: never_active,
    Flag.INACTIVE: inactive,
    Flag.UNREACHABLE: unreachable,
}


def flagged(rows: OrganizationQuerySet, flag: str, as_of: datetime.date) -> OrganizationQuerySet:
    """Of `rows` those in ordinary standing on the day that bear the flag."""
    return _FINDERS[Flag(flag)](rows.active(), as_of, params(flag, as_of))


def any_flag(rows: OrganizationQuerySet, as_of: datetime.date) -> OrganizationQuerySet:
    found = Q()
    for flag in Flag:
        every = Organization.objects.as_of(as_of)
        found |= Q(pk__in=flagged(every, flag, as_of).order_by().values("pk"))
    return rows.filter(found)


@dataclass(frozen=True)
class Clue:
    """One flag of one organization: whether it stands and by what evidence."""

    flag: Flag
    stands: bool
    evidence: str

    @property
    def badge(self) -> tuple[str, str]:
        return ("有线索", "warning") if self.stands else ("无", "neutral")


def clues(organization: Organization, as_of: datetime.date) -> list[Clue]:
    """All four, with what they rest on."""
    own = Organization.objects.as_of(as_of).filter(pk=organization.pk)
    last = with_last_activity(own, as_of).values_list("last_active_on", flat=True).first()
    since = with_certified_on(own).values_list("certified_on", flat=True).first()
    words = {
        Flag.UNREPORTED: _years_text(organization, as_of),
        Flag.NEVER_ACTIVE: f"取得登记证书：{since or '未录入'}；最近活动记录：{last or '无'}",
        Flag.INACTIVE: f"最近活动记录：{last or '无'}；按{params(Flag.INACTIVE, as_of)['months']}个月计",
        Flag.UNREACHABLE: "登记的住所两次挂号信均被退回，其后没有送达成功",
    }
    return [Clue(flag, flagged(own, flag, as_of).exists(), words[flag]) for flag in Flag]


def _years_text(organization: Organization, as_of: datetime.date) -> str:
    rows = ReportObligation.objects.filter(organization=organization, year__lt=as_of.year)
    years = reports.overdue(rows, as_of).order_by("year").values_list("year", flat=True)
    return f"逾期未报年度：{'、'.join(map(str, years))}" if years else "没有逾期未报的年度"
