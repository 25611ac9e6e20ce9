"""Groups filed with the streets, year after year; how they are asked whether they still meet; incubation bases."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.conf import settings

from config.demo.accounts import SEEDER
from config.demo.answers import GIVEN, SURNAMES
from config.demo.moment import at
from config.demo.story import DAY, PORTAL_OPENED, office_day
from config.demo.world import Window, World
from core.departments.models import Department, Region, RegionLevel
from registry.community_orgs import actions
from registry.community_orgs.intake import NewCommunityOrganization
from registry.community_orgs.models import CommunityActivity, CommunityKind, CommunityOrganization
from registry.community_orgs.states import Contact, FilingState
from registry.incubation_bases import actions as bases
from registry.incubation_bases.models import Incubation, IncubationBase
from registry.organizations.models import Organization

GROUPS = {"small": 200, "city": 30_000}
FIRST, LAST = datetime.date(2018, 3, 1), datetime.date(2026, 5, 22)
CALLED = (datetime.date(2025, 4, 8), datetime.date(2026, 4, 8))
CALLED_OF_TEN = 7
LOGGED = datetime.date(2026, 5, 25)
STYLE = (
    "夕阳红",
    "邻里",
    "同心",
    "乐活",
    "暖阳",
    "春风",
    "和睦",
    "向日葵",
    "梧桐",
    "晨曦",
    "四季",
    "小巷",
    "石榴籽",
    "银龄",
)
WHAT = {
    "volunteer": ("志愿服务队", "服务所在村居的老人和困难家庭"),
    "culture": ("舞蹈队", "组织居民排练和演出"),
    "mutual_aid": ("互助会", "邻里之间代买、代办、看护"),
    "governance": ("议事会", "商量楼院里的公共事务"),
    "elderly": ("为老服务队", "陪伴独居老人，组织健康讲座"),
    "children": ("四点半课堂", "放学后照看和辅导孩子"),
    "mediation": ("调解室", "调解家庭和邻里纠纷"),
    "safety": ("巡防队", "夜间巡逻和消防提醒"),
    "livelihood": ("便民服务队", "磨刀、修伞、理发等便民服务"),
}
CHOIR = "枕河社区邻里合唱队"  # 62 members, ready to register
TALE = {"individual_members": 62, "funds_yuan": Decimal(36_000), "purpose": "组织居民学唱、排练和公益演出",
        "place": "枕河社区文化活动室", "head_name": "宋知音"}  # fmt: skip
BASES = [  # name, level, office that keeps it, region, opened, room for
    ("霁川市社会组织创新园", "city", "市民政局", "霁川市", datetime.date(2020, 9, 1), 40),
    ("望澜区社会组织孵化基地", "district", "望澜区民政局", "望澜区", datetime.date(2022, 5, 18), 20),
    ("听澜街道社区社会组织孵化站", "street", "望澜区民政局", "听澜街道", datetime.date(2024, 3, 12), 10),
    ("砚海区益空间", "district", "砚海区民政局", "砚海区", datetime.date(2023, 11, 6), 15),
]


@dataclass(frozen=True)
class Group:
    """A group as the story knows it; `number` is its place in the order of the city."""

    number: int
    on: datetime.date
    street: Region
    region: Region
    name: str
    kind: str

    @property
    def dice(self) -> random.Random:
        return random.Random(f"group:{self.number}")


def live(world: World, window: Window) -> int:
    count = _file(world, window)
    for day in CALLED:
        if window.holds(day):
            count += _call(day)
    if window.holds(LOGGED):
        count += _log_activities()
    return count + _open_bases(world, window)


# ---- filing


@cache
def groups(world: World) -> list[Group]:
    """All groups of the city in the order of their days; drawn once for a world."""
    return sorted(_drawn(world), key=lambda one: (one.on, one.number))


def _drawn(world: World) -> Iterator[Group]:
    towns = [one for one in world.regions.values() if one.level == RegionLevel.TOWNSHIP and one.valid_to is None]
    towns.sort(key=lambda one: one.code)
    kinds, names = list(WHAT), set()
    span = (LAST - FIRST).days
    for number in range(GROUPS[world.scale]):
        dice = random.Random(f"community:{number}")
        street = towns[number % len(towns)]
        region = world.seat(street, number // len(towns))
        kind = dice.choice(kinds)
        name = _name(dice, region, kind, names)
        on = office_day(FIRST + int(span * dice.random() ** 0.7) * DAY)
        yield Group(number, on, street, region, name, kind)
    home = world.regions["枕河社区"]
    yield Group(-1, datetime.date(2023, 4, 18), world.regions["枕河街道"], home, CHOIR, "culture")


def _name(dice: random.Random, region: Region, kind: str, names: set[str]) -> str:
    place = region.name if region.level == RegionLevel.COMMUNITY else region.name.removesuffix("街道")
    for tried in range(1000):
        style = dice.choice(STYLE) + (dice.choice(STYLE) if tried > 5 else "")
        name = f"{place}{style}{WHAT[kind][0]}"
        if name not in names:
            names.add(name)
            return name
    raise AssertionError("not enough names for the groups of one place")


def _file(world: World, window: Window) -> int:
    found = [one for one in groups(world) if window.holds(one.on)]
    if not found:
        return 0
    kinds = {kind.code: kind for kind in CommunityKind.objects.all()}
    with at(window.evening, 16):
        news = [_new(one, world.departments[one.street.name], kinds[one.kind]) for one in found]
        rows = actions.file_many(news, actor=SEEDER, origin="demo")
        _join(rows)
    return len(rows)


def _new(group: Group, office: Department, kind: CommunityKind) -> NewCommunityOrganization:
    dice = group.dice
    told = {
        "purpose": WHAT[group.kind][1],
        "head_name": dice.choice(SURNAMES) + dice.choice(GIVEN),
        "head_phone": f"120{dice.randrange(10**8):08d}",
        "place": f"{group.region.name}活动室",
        "individual_members": 8 + int(dice.expovariate(1 / 14)),
        "funds_yuan": Decimal(dice.choice((0, 500, 1200, 3000, 8000))),
    }
    if group.name == CHOIR:
        told |= TALE
    return NewCommunityOrganization(
        name=group.name,
        kind=kind,
        office=office,
        region=group.region,
        filed_on=group.on,
        document="备案登记表",
        **told,
    )


def _join(rows: list[CommunityOrganization]) -> None:
    """Two of three groups of a town belong to its federation, where it has one."""
    federations = dict(Organization.objects.filter(is_federation=True).values_list("street", "pk"))
    joined = [row for row in rows if row.street_id in federations and row.pk % 3]
    for row in joined:
        row.federation_id = federations[row.street_id]
    CommunityOrganization.objects.bulk_update(joined, ["federation"], batch_size=2000)


# ---- the year


def _call(day: datetime.date) -> int:
    """The streets ask around in spring: most are confirmed, a few cannot be reached, some have stopped and end."""
    with at(day):
        rows = list(CommunityOrganization.objects.filter(state=FilingState.FILED, filed_on__lt=day).order_by("pk"))
        asked = [row for row in rows if row.pk % 10 < CALLED_OF_TEN or row.name == CHOIR]
        for row in asked:
            row.contacted_on = day
            row.contact_result = _answer(row)
            row.confirmed_on = day if row.contact_result == Contact.ACTIVE else row.confirmed_on
            row.version += 1
        fields = ["contacted_on", "contact_result", "confirmed_on", "version"]
        CommunityOrganization.objects.bulk_update(asked, fields, batch_size=2000)
        stopped = [row for row in asked if row.contact_result == Contact.STOPPED]
        for row in stopped[::2]:
            actions.close(row, actor=SEEDER, reason="核实已不活动，负责人同意注销备案")
    return len(asked)


def _answer(row: CommunityOrganization) -> Contact:
    if row.name == CHOIR:
        return Contact.ACTIVE
    drawn = random.Random(f"call:{row.filing_no}").random()
    if drawn < 0.8:
        return Contact.ACTIVE
    return Contact.NO_ANSWER if drawn < 0.92 else (Contact.WRONG_NUMBER if drawn < 0.95 else Contact.STOPPED)


def _log_activities() -> int:
    """What they did in spring 2026, as noted in the light log."""
    topics = [code for code, _ in settings.COMMUNITY_TOPICS]
    with at(LOGGED):
        rows = CommunityOrganization.objects.filter(state=FilingState.FILED, filed_on__lt=datetime.date(2026, 3, 1))
        lines = []
        for row in rows.order_by("pk"):
            dice = random.Random(f"activity:{row.filing_no}")
            for _ in range(dice.choice((0, 0, 1, 1, 2))):
                held_on = datetime.date(2026, 3, 1) + dice.randrange(80) * DAY
                line = CommunityActivity(
                    community_organization=row, held_on=held_on, topic=dice.choice(topics),
                    title=f"{row.place}活动", people_served=dice.randrange(10, 160),
                )  # fmt: skip
                lines.append(line)
        CommunityActivity.objects.bulk_create(lines, batch_size=2000)
    return len(lines)


# ---- incubation bases


def _open_bases(world: World, window: Window) -> int:
    count = 0
    for name, level, office, region, opened, room in BASES:
        day = max(opened, PORTAL_OPENED)
        if not window.holds(day):
            continue
        keeper = world.departments[office]
        with at(day):
            base = bases.open_base(
                actor=SEEDER, name=name, level=level, department=keeper, region=world.regions[region],
                opened_on=opened, operator_name="霁川市公益服务联盟", capacity=room, area_sqm=Decimal(room * 18),
            )  # fmt: skip
            count += 1 + _settle(base)
    return count


def _settle(base: IncubationBase) -> int:
    """Groups of the town or district move in, one every two months since it opened; the first have left."""
    here = {"street": base.street} if base.street else {"district": base.district} if base.district else {}
    rows = CommunityOrganization.objects.filter(state=FilingState.FILED, incubations=None, **here).order_by("pk")[:8]
    stays = []
    for number, row in enumerate(rows):
        first = max(base.opened_on, row.filed_on) + 30 * DAY
        if first >= PORTAL_OPENED:
            continue
        has_left = number < 2 and first + 365 * DAY < PORTAL_OPENED
        last, outcome = (first + 364 * DAY, "孵化期满") if has_left else (None, "")
        stays.append(
            Incubation(base=base, community_organization=row, valid_from=first, valid_to=last, outcome=outcome)
        )
    return len(Incubation.objects.bulk_create(stays))
