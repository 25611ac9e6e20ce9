"""What stands near a lead in our own registers: same names, former names, names alike. A hint, never a finding."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

from core import clock
from core.departments.models import Region, RegionLevel
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from registry.community_orgs.models import CommunityOrganization
from registry.organizations.facts import OrganizationName
from registry.organizations.names import tidy
from registry.organizations.queries import matching_names
from supervision.illegal_orgs.models import BanDecision, CheckKind, Lead, LeadCheck, LeadPeriod
from supervision.illegal_orgs.states import CheckResult

MOST = 12
_FORMS = (
    "社会工作服务中心", "志愿服务中心", "服务中心", "发展中心", "研究中心", "联合总会", "联盟会", "联合会", "促进会",
    "研究会", "联谊会", "基金会", "研究院", "委员会", "协会", "学会", "商会", "总会", "联盟", "中心", "学校", "学院",
    "分会", "社", "会",
)  # fmt: skip
_PLACES = re.compile(r"^(中华|中国|全国|国际|世界|环球|亚洲|全球|山东省?)+")


@dataclass(frozen=True)
class Namesake:
    """A name of our own registers: `how` 同名, 曾用名 or 近似; `where` 名录 or 备案."""

    name: str
    how: str
    where: str
    url_name: str
    pk: int
    note: str = ""


def core_of(name: str) -> str:
    """The part of a name that tells it from others: without place and form."""
    part = tidy(name)
    districts = Region.objects.of_home().filter(level__lte=RegionLevel.DISTRICT).values_list("name", flat=True)
    for place in sorted(districts, key=len, reverse=True):
        part = part.removeprefix(place)
    part = _PLACES.sub("", part)
    for form in _FORMS:
        if part.endswith(form) and len(part) > len(form) + 1:
            part = part.removesuffix(form)
            break
    return part


def namesakes(name: str) -> list[Namesake]:
    """Same ones first. Four queries, whatever the register's size; at most MOST of each register."""
    wanted, part = tidy(name), core_of(name)
    if not wanted:
        return []
    found = OrganizationName.objects.filter(Q(name=wanted) | Q(pk__in=matching_names(part).values("pk")[:MOST]))
    today = clock.today()
    names = found.select_related("organization").order_by("organization__pinyin", "valid_from", "pk")[: 2 * MOST]
    rows = [_of_register(row, wanted, today) for row in names]
    groups = CommunityOrganization.objects.filed().filter(Q(name=wanted) | Q(name__contains=part))
    rows += [
        Namesake(
            group.name, "同名" if group.name == wanted else "近似", "备案", "staff:community_orgs:detail", group.pk
        )
        for group in groups.order_by("pinyin", "pk")[:MOST]
    ]
    return sorted(rows, key=lambda row: row.how == "近似")


def _of_register(row: OrganizationName, wanted: str, today: datetime.date) -> Namesake:
    is_former = row.valid_to is not None and row.valid_to < today
    how = "近似" if row.name != wanted else ("曾用名" if is_former else "同名")
    note = f"现名{row.organization.name}" if is_former else row.organization.get_status_display()
    return Namesake(row.name, how, "名录", "staff:organizations:detail", row.organization_id, note)


def checklist(lead: Lead) -> list[tuple[CheckKind, LeadCheck | None]]:
    """Every check of the day on which the lead came in, with its result where there is one. Two queries."""
    known = {check.kind_id: check for check in lead.checks.select_related("proof", "user", "kind")}
    kinds = list(CheckKind.objects.on(lead.received_on))
    return [(kind, known.get(kind.pk)) for kind in kinds]


def missing_checks(lead: Lead) -> list[CheckKind]:
    return [kind for kind, check in checklist(lead) if kind.is_required and check is None]


def found_checks(lead: Lead) -> list[LeadCheck]:
    return [check for _, check in checklist(lead) if check is not None and check.result == CheckResult.FOUND]


def last_day(period: str, since: datetime.date) -> datetime.date:
    """The last day of a period that begins on the day after `since`. Raises Refusal where none is in force."""
    limit = LeadPeriod.objects.on(since).filter(period=period).first()
    if limit is None:
        raise Refusal("当日没有有效的线索办理期限，请联系系统管理员维护。")
    if limit.in_workdays:
        return add_workdays(since, limit.amount)
    return since + datetime.timedelta(days=limit.amount)


def published(day: datetime.date):
    """What the public may read: decisions in force, nothing of what led to them."""
    return BanDecision.objects.in_force(day).order_by("-decided_on", "-pk")
