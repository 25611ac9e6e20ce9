"""What is told about a group when it is proposed or filed, and what is wrong with it: for pages, imports and seeds."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core import clock, text
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.privacy.numbers import normalize
from registry.community_orgs.models import CommunityKind, CommunityOrganization, CommunityPlacement
from registry.community_orgs.states import FilingState
from registry.organizations.names import tidy

MEASURES = ("individual_members", "unit_members")


@dataclass(frozen=True, kw_only=True)
class NewCommunityOrganization:
    """`region` is the community the group meets in, or the street itself where no one community is home to it.

    `filed_on` is the day of filing (default today); numbers are given in its order.
    """

    name: str
    kind: CommunityKind
    purpose: str
    office: Department
    region: Region
    head_name: str
    head_phone: str = ""
    place: str = ""
    individual_members: int = 0
    unit_members: int = 0
    funds_yuan: Decimal | None = None
    filed_on: datetime.date | None = None
    document: str = ""

    @property
    def day(self) -> datetime.date:
        return self.filed_on or clock.today()


def problems(new: NewCommunityOrganization) -> list[tuple[str, str]]:
    """(field, sentence) for everything that keeps this group from being filed as it is told. One query at most."""
    return [(field, says) for field, is_wrong, says in _checks(new) if is_wrong]


def _checks(new: NewCommunityOrganization) -> list[tuple[str, bool, str]]:
    phone = normalize(new.head_phone)
    is_phone = phone.isdigit() and 7 <= len(phone) <= 12
    today = clock.today()
    return [
        ("name", len(tidy(new.name)) < 2, "请填写名称，至少 2 个字。"),
        ("purpose", not new.purpose.strip(), "请用一句话写明宗旨和主要活动。"),
        ("head_name", not new.head_name.strip(), "请填写负责人姓名。"),
        ("head_phone", bool(phone) and not is_phone, "电话应为 11 位手机号或带区号的固定电话，请核对。"),
        ("individual_members", new.individual_members + new.unit_members < 1, "成员数至少为 1，请填写目前的人数。"),
        ("funds_yuan", new.funds_yuan is not None and new.funds_yuan < 0, "活动资金不能是负数。"),
        ("filed_on", new.day > today, f"备案日期不能晚于今天（{today:%Y-%m-%d}）。"),
        ("office", new.office.kind != DepartmentKind.STREET, "社区社会组织在镇街备案，请选择街道办事处或镇政府。"),
        ("region", not _lies_in(new.region, new.office), f"所选村居不在{new.office.region}辖区内。"),
    ]


def _lies_in(region: Region, office: Department) -> bool:
    return office.region_id in (region.pk, region.parent_id)


def namesakes(news: Sequence[NewCommunityOrganization]) -> set[tuple[int, str]]:
    """(office, name) that are already proposed or filed, or stand twice among `news`. One query."""
    seen: set[tuple[int, str]] = set()
    twice: set[tuple[int, str]] = set()
    for new in news:
        key = (new.office.pk, tidy(new.name))
        (twice if key in seen else seen).add(key)
    open_rows = CommunityOrganization.objects.filter(
        office__in={new.office.pk for new in news},
        name__in={tidy(new.name) for new in news},
        state__in=(FilingState.DRAFT, FilingState.FILED),
    )
    return twice | set(open_rows.values_list("office_id", "name"))


class Guides:
    """The civil-affairs bureau that guides an office: that of its district, else the one above. One query."""

    def __init__(self) -> None:
        bureaus = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS).order_by("-pk")
        self._of_region = dict(bureaus.values_list("region_id", "pk"))

    def of(self, office: Department) -> int | None:
        region: Region | None = office.region
        while region is not None:
            if region.pk in self._of_region:
                return self._of_region[region.pk]
            region = region.parent
        return None


def lay_out(new: NewCommunityOrganization, guides: Guides) -> tuple[CommunityOrganization, CommunityPlacement]:
    """The unsaved row with its projection, and the unsaved fact of where it is."""
    name = tidy(new.name)
    row = CommunityOrganization(
        name=name,
        pinyin=text.pinyin(name)[:300],
        initials=text.initials(name)[:60],
        kind=new.kind,
        purpose=new.purpose.strip(),
        head_name=new.head_name.strip(),
        funds_yuan=new.funds_yuan,
        proposed_on=new.day,
        individual_members=new.individual_members,
        unit_members=new.unit_members,
        members_count=new.individual_members + new.unit_members,
    )
    row.head_phone = new.head_phone
    placement = CommunityPlacement(
        office=new.office,
        guiding_authority_id=guides.of(new.office),
        region=new.region,
        place=new.place.strip(),
        valid_from=new.day,
        document=new.document,
    )
    for column, value in CommunityPlacement.projection(placement, {}).items():
        setattr(row, column, value)
    return row, placement


def offices_of(actor) -> list[Department]:
    """Streets and towns this seat may propose to or file with: its own office, or the one of its territory."""
    if actor.department_id is None:
        return []
    own = Department.objects.filter(pk=actor.department_id, kind=DepartmentKind.STREET).select_related(
        "region__parent"
    )
    found = list(own)
    if not found and actor.scope.level == RegionLevel.COMMUNITY:
        regions = Region.objects.filter(pk__in=actor.scope.ids).values("parent")
        streets = Department.objects.active().of_kind(DepartmentKind.STREET).filter(region__in=regions)
        found = list(streets.select_related("region__parent"))
    return found


def communities_of(office: Department):
    """The street itself and its communities, to choose from."""
    rows = Region.objects.current()
    return rows.filter(pk=office.region_id) | rows.filter(parent=office.region_id, level=RegionLevel.COMMUNITY)
