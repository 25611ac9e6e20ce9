"""谈话卡: what an instructor may bring up with an organization, from what the portal knows is missing."""

import datetime
from dataclasses import dataclass

from party_building.instructors.models import Visit
from party_building.party_counts.models import PartyCount
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from party_building.party_units.models import CoverageLink
from registry.annual_reports import queries as reports
from registry.annual_reports.models import ReportObligation
from registry.officers.models import CouncilTerm
from registry.organizations.models import Organization


@dataclass(frozen=True)
class Point:
    """One thing to talk about: what is known, and what to ask."""

    title: str
    ask: str
    tone: str = "warning"


def card(organization: Organization, day: datetime.date, last: Visit | None = None) -> list[Point]:
    """About five queries. An empty card says that nothing is missing on record."""
    points = [Point("上次约定", last.next_step, "info")] if last and last.next_step else []
    points += _branch(organization, day)
    points += _charter(organization)
    points += _report(organization, day)
    points += _council(organization, day)
    if organization.full_time_staff is None:
        points.append(Point("专职工作人员数未录入", "现有专职人员几人？", "info"))
    return points


def _branch(organization: Organization, day: datetime.date) -> list[Point]:
    if CoverageLink.objects.on(day).built().filter(organization=organization).exists():
        return []
    count = PartyCount.objects.on(day).filter(organization=organization).first()
    if count is None:
        return [Point("未建党组织，党员情况未登记", "在这里工作的党员有几人？组织关系在哪里？")]
    alone = limits(day).get(LimitCode.ESTABLISH_MEMBERS)
    if alone is not None and count.formal_full_time >= alone:
        return [Point(f"有正式党员{count.formal_full_time}人，未建党组织", "何时向上级党组织提出成立党支部的请示？")]
    if count.formal_full_time:
        return [Point(f"有正式党员{count.formal_full_time}人，可联合组建", "愿与邻近或同行业的哪几家联合组建？")]
    return [Point("没有可以转入的正式党员", "有没有提出入党申请的骨干？工会、共青团等群团组织建了没有？", "info")]


def _charter(organization: Organization) -> list[Point]:
    if organization.has_party_clause is None:
        return [Point("章程未录入", "章程里有没有党建条款？请带一份核对。", "info")]
    return [] if organization.has_party_clause else [Point("章程没有党建条款", "下次修改章程时写入，计划什么时候？")]


def _report(organization: Organization, day: datetime.date) -> list[Point]:
    owed = reports.owed(ReportObligation.objects.filter(organization=organization, year=day.year - 1), day)
    late = reports.overdue(owed, day)
    if late.exists():
        return [Point(f"{day.year - 1}年度报告逾期未报", "卡在哪里？需要哪个单位帮助？", "danger")]
    waiting = reports.not_filed(owed, day)
    return [Point(f"{day.year - 1}年度报告尚未报送", "谁在填，什么时候报？", "info")] if waiting.exists() else []


def _council(organization: Organization, day: datetime.date) -> list[Point]:
    if CouncilTerm.objects.overdue(day).filter(organization=organization).exists():
        return [Point("理事会届满未换届", "换届卡在哪一步？")]
    return []
