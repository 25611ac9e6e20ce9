"""What the party line keeps beside its units: stations, service centres, brands, agreements, the law firm's branch.

Kept before the portal, they are entered on the day it opens, with the days on which they began; what follows is
recorded on its day. All names are invented.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal

from config.demo.moment import at
from config.demo.report_files import sheet
from config.demo.story import PORTAL_OPENED
from config.demo.world import Window, World
from core.files import actions as files
from party_building.brands import actions as brands
from party_building.brands.models import Brand, Misuse
from party_building.co_building import actions as co_building
from party_building.co_building.models import Agreement
from party_building.party_units import actions as units
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitKind, UnitLevel
from party_building.population import actions as population
from party_building.service_centres import actions as centres
from party_building.stations import actions as stations
from party_building.stations.models import PartyStation
from registry.models import Organization

D = datetime.date
ORGAN, COMMITTEE, WANGLAN, YANHAI = "市委社会工作部", "综合党委", "望澜区委社会工作部", "砚海区委社会工作部"
JOINT, LAW_FIRM = "听澜街道第一联合党支部", "霁川霁衡律师事务所党支部"
# name, organ, where, serves, host, opened
STATIONS = (
    ("霁川市社会组织创新园党建工作站", COMMITTEE, "听澜街道", "望澜区", "霁川市社会组织创新园", D(2020, 11, 6)),
    ("霁川市行业协会党建工作站", COMMITTEE, "霁湖", "霁川市", "霁川市轻工机械行业协会", D(2021, 6, 18)),
    ("霁川市教育类社会组织党建工作站", COMMITTEE, "枕河街道", "霁川市", "霁川市博文实验学校", D(2022, 3, 9)),
    ("听澜街道社会组织党建工作站", WANGLAN, "听澜街道", "听澜街道", "听澜街道社区社会组织孵化站", D(2022, 9, 14)),
    ("枕河街道社会组织党建工作站", WANGLAN, "枕河街道", "枕河街道", "枕河社区党群服务站", D(2023, 4, 26)),
    ("砚海区社会组织党建工作站", YANHAI, "砚湖街道", "砚海区", "砚海区益空间", D(2023, 12, 5)),
    ("澄湾镇社会组织党建工作站", YANHAI, "澄湾镇", "澄湾镇", "澄湾镇便民服务中心", D(2024, 5, 22)),
)
TITLES = {
    "symposium": "社会组织党建工作座谈会", "exchange": "党组织书记交流", "training": "党务工作者实务辅导",
    "reception": "组建党组织咨询接待", "service": "“公益集市”便民服务",
}  # fmt: skip
# month, day, kind, bodies named, others, people; every station on days of its own
YEAR = (
    (2, 20, "symposium", 6, 2, 26), (3, 18, "training", 5, 0, 34), (4, 22, "exchange", 4, 0, 12),
    (5, 13, "service", 3, 4, 58), (5, 27, "reception", 2, 1, 6), (9, 16, "symposium", 5, 1, 22),
    (10, 21, "exchange", 4, 2, 15),
)  # fmt: skip
# first day, last day, partner, promises
AGREEMENTS = (
    (D(2025, 3, 1), D(2026, 2, 28), "听澜社区党委", ("联合主题党日 ×4", "结对帮扶困难家庭")),
    (D(2025, 4, 1), D(2026, 3, 31), "霁川农商银行听澜支行", ("金融知识讲座 ×2", "共用党员活动室")),
    (D(2025, 6, 16), D(2026, 6, 15), "霁川市工业和信息化局", ("政策宣讲 ×2", "联合调研", "党课共上 ×2")),
    (D(2025, 7, 1), D(2026, 6, 30), "枕河社区党委", ("暑期公益托管", "联合主题党日 ×3")),
    (D(2025, 9, 1), D(2026, 8, 31), "霁川市教育体育局", ("名师送课 ×4", "校社联谊")),
    (D(2025, 10, 10), D(2027, 10, 9), "霁川市第二人民医院内科党支部", ("义诊 ×4", "急救培训 ×2")),
    (D(2026, 1, 1), D(2026, 12, 31), "霁川市商务局", ("展会志愿服务", "党员联学 ×2")),
    (D(2026, 1, 1), D(2027, 12, 31), "霁湖街道综合服务中心", ("法律咨询 ×6", "节日慰问 ×2")),
    (D(2026, 3, 1), D(2028, 2, 29), "霁川广播电视台新闻党支部", ("公益宣传 ×3",)),
    (D(2026, 4, 1), D(2027, 3, 31), "望澜区图书馆党支部", ("读书分享 ×4", "送书到基层")),
    (D(2026, 6, 1), D(2027, 5, 31), "霁川市农业农村局", ("助农直播 ×2", "联合主题党日 ×2")),
)


def live(world: World, window: Window) -> int:
    found = [step for step in STEPS if window.holds(step[0])]
    for on, verb in found:
        with at(on, 11):
            verb(world)
    return len(found) + _hold(world, window)


def _officer(world: World, organ: str):
    return world.office(world.departments[organ], "party_officer")


def _open_stations(world: World) -> None:
    for number, (name, organ, where, serves, host, opened) in enumerate(STATIONS):
        region = world.regions.get(where) or world.regions[f"{where}街道"]
        body = Organization.objects.filter(name=host).first()
        stations.open_station(
            actor=_officer(world, organ), department=world.departments[organ], name=name, region=region,
            opened_on=opened, territory=world.regions[serves], host_organization=body,
            host_name="" if body else host, contact=("周以宁", "陆清和", "程知微")[number % 3],
            staff_count=2 + number % 3, document=f"霁社工发〔{opened.year}〕{number + 3}号",
        )  # fmt: skip


def _rearrange(world: World) -> None:
    """枕河's station moves to the community's new house and serves the neighbouring street too."""
    station = PartyStation.objects.select_related("department").get(name="枕河街道社会组织党建工作站")
    stations.rearrange(
        station, actor=_officer(world, WANGLAN), since=D(2026, 3, 2), territory=world.regions["望澜区"],
        host_organization=None, host_department=None, host_name="枕河社区新邻里中心", contact="程知微",
        phone="", staff_count=4, document="望社工发〔2026〕6号",
    )  # fmt: skip


def _hold(world: World, window: Window) -> int:
    """What the stations held in the window, each on days of its own."""
    count = 0
    rows = PartyStation.objects.filter(closed_on=None).select_related("department", "region").order_by("pk")
    for number, station in enumerate(rows):
        for year in (2025, 2026):
            for month, day, kind, named, others, people in YEAR[number % 2 :: 1 + number % 2]:
                on = D(year, month, day) + datetime.timedelta(days=number)
                if window.holds(on):
                    with at(on, 16):
                        _held(world, station, on, kind, named + number % 3, others, people + 3 * number)
                    count += 1
    return count


def _held(
    world: World, station: PartyStation, on: datetime.date, kind: str, named: int, others: int, people: int
) -> None:
    line = Organization.objects.filter(party_superior=station.department_id).active().order_by("pk")
    first = on.month % 4
    stations.record_activity(
        station, actor=world.office(station.department, "party_officer"), kind=kind, title=TITLES[kind], held_on=on,
        organizations=line[first : first + named], other_bodies=others, people=people,
    )  # fmt: skip


def _open_centres(world: World) -> None:
    for name, level, organ, where, area, opened, rooms in (
        ("霁川市社会组织党群服务中心", "city", COMMITTEE, "霁川市", "1260", D(2021, 7, 1),
         ("党员政治生活馆", "路演大厅", "共享会议室", "党建书吧")),
        ("望澜区社会组织党群服务中心", "district", WANGLAN, "望澜区", "680.5", D(2023, 6, 28),
         ("党员活动室", "志愿者之家", "咨询窗口")),
    ):  # fmt: skip
        actor, organ_row = _officer(world, organ), world.departments[organ]
        unit = units.establish(
            actor=actor, name=f"{name}综合党支部", kind=UnitKind.OWN, level=UnitLevel.BRANCH, form=UnitForm.CENTRE,
            superior=organ_row, established_on=opened + datetime.timedelta(days=40),
            document=f"关于同意成立{name}综合党支部的批复",
        )  # fmt: skip
        centre = centres.open_centre(
            actor=actor, department=organ_row, name=name, level=level, region=world.regions[where],
            opened_on=opened, area_sqm=Decimal(area), opening_hours="工作日 9:00—17:30，周六 9:00—12:00", unit=unit,
            address=f"{where}望云路16号",
        )  # fmt: skip
        for room in rooms:
            centres.add_facility(centre, actor=actor, name=room, since=opened)


def _start_brands(world: World) -> None:
    for name, organ, slogan, started in (
        ("霁社同心", ORGAN, "霁川社会组织，同心向党、同行为民", D(2022, 7, 1)),
        ("望澜红邻里", WANGLAN, "把党建做到邻里之间", D(2023, 10, 12)),
    ):
        actor = _officer(world, organ)
        brand = brands.start(
            actor=actor, department=world.departments[organ], started_on=started, name=name, slogan=slogan,
            scope_text="经授权的社会组织党组织和社会组织。\n不用于商业推广、评比收费。",
            scenes_text="党建活动的背景板、展架、横幅、宣传折页；\n单位的党建专栏和线上海报。",
            method_text="标识完整使用，不拆分、不变形、不改色；\n与本单位名称并列时，品牌标识居左。",
            document=f"关于启用“{name}”党建品牌的通知",
        )  # fmt: skip
        for kind, title in (("logo", "标识标准制图"), ("manual", "使用手册")):
            file = files.store(
                sheet(f"{name}{title}"), name=f"{name}{title}.pdf", kind="brand_file", permission="brands.view",
                actor=actor, allowed=("pdf",),
            )  # fmt: skip
            brands.add_file(brand, actor=actor, kind=kind, title=title, file=file)


def _authorise(world: World) -> None:
    for name, organ, superior in (("霁社同心", ORGAN, COMMITTEE), ("望澜红邻里", WANGLAN, WANGLAN)):
        brand = Brand.objects.select_related("department").get(name=name)
        found = list(_units(world, superior)[:4])
        joint = PartyUnit.objects.get(name=JOINT)
        for number, unit in enumerate([*found, *([joint] if joint not in found else [])]):
            brands.authorise(
                brand, actor=_officer(world, organ), unit=unit, purpose="组织生活和公益服务活动",
                valid_from=D(2025, 3, 3), valid_to=None if number % 2 else D(2026, 12, 31),
            )  # fmt: skip


def _units(world: World, organ: str):
    rows = PartyUnit.objects.on(D(2025, 1, 1)).of_organizations().filter(superior=world.departments[organ])
    return rows.exclude(form=UnitForm.CENTRE).select_related("superior").order_by("name", "pk")


def _misuse(world: World) -> None:
    brand = Brand.objects.select_related("department").get(name="霁社同心")
    actor = _officer(world, ORGAN)
    for who, found, where, what in (
        ("霁川市印刷包装行业协会", D(2026, 4, 20), "行业展会展位", "改变标识颜色，并与企业广告拼接使用"),
        ("霁川市收藏文化交流中心（未获授权）", D(2026, 5, 26), "活动海报", "未经授权使用品牌名称"),
    ):
        brands.note_misuse(brand, actor=actor, user_name=who, found_on=found, where=where, what=what)


def _handle(world: World) -> None:
    row = Misuse.objects.select_related("brand__department").order_by("found_on").first()
    if row is not None:
        brands.handle_misuse(
            row, actor=_officer(world, ORGAN), handled_on=D(2026, 5, 28),
            handling="已联系该协会撤下展板，重新发送使用手册，5月27日复查更换到位。",
        )  # fmt: skip


def _sign(year: int) -> Callable[[World], None]:
    """Those that begin in `year`, each of another unit; the joint branch has the fourth."""

    def verb(world: World) -> None:
        found = [unit for organ in (COMMITTEE, WANGLAN, YANHAI) for unit in _units(world, organ)][: len(AGREEMENTS)]
        found[3] = PartyUnit.objects.select_related("superior").get(name=JOINT)
        for unit, (first, last, partner, promises) in zip(found, AGREEMENTS, strict=False):
            if first.year != year:
                continue
            made = _draft(world, unit, first, last, partner, promises)
            if first <= D(2026, 5, 1):
                co_building.sign(made, actor=_organ_of(world, unit), signed_on=min(first, D(2026, 4, 1)))

    return verb


def _organ_of(world: World, unit: PartyUnit):
    return world.office(unit.superior, "party_officer")


def _draft(world: World, unit: PartyUnit, first, last, partner: str, promises) -> Agreement:
    said = []
    for one in promises:
        text, _, times = one.partition(" ×")
        said.append(co_building.Promise(text, int(times or 1)))
    office = next((row for row in world.departments.values() if row.name == partner), None)
    return co_building.draft(
        unit, actor=_organ_of(world, unit), title=f"{unit.name}与{partner}共建协议"[:120], partner_name=partner,
        partner_department=office, valid_from=first, valid_to=last, promises=said,
    )  # fmt: skip


def _do_items(world: World) -> None:
    """Two thirds of what was promised is done by now; the later half of an agreement waits."""
    rows = Agreement.objects.filter(state="signed", valid_from__lte=D(2026, 4, 1)).select_related("unit__superior")
    for number, agreement in enumerate(rows.order_by("valid_from", "pk")):
        for item in agreement.items.select_related("agreement__unit__superior").order_by("number"):
            for turn in range(max(item.times - (number + item.number) % 3, 0)):
                on = agreement.valid_from + datetime.timedelta(days=20 + 25 * turn)
                if on <= min(agreement.valid_to, D(2026, 5, 21)):
                    co_building.deliver(item, actor=_organ_of(world, agreement.unit), done_on=on, note="按约定完成")


def _end_and_renew(world: World) -> None:
    """The first ended when it ran out, the second is renewed; the others that run out are waiting."""
    signed = Agreement.objects.filter(state="signed").select_related("unit__superior").order_by("valid_to", "pk")
    first, second = list(signed[:2])
    co_building.end(
        first, actor=_organ_of(world, first.unit), ended_on=first.valid_to + datetime.timedelta(days=1),
        comment="到期未续签，双方另行商议。",
    )  # fmt: skip
    new = co_building.renew(second, actor=_organ_of(world, second.unit), valid_to=D(2027, 3, 31))
    co_building.sign(new, actor=_organ_of(world, second.unit), signed_on=D(2026, 3, 30))


def _outside(world: World) -> None:
    unit = PartyUnit.objects.select_related("superior").get(name=LAW_FIRM)
    said = {"host_name": "霁川霁衡律师事务所", "trade": "law", "staff": 46, "probationary": 1, "activists": 3}
    for since, formal in ((D(2023, 1, 1), 14), (D(2025, 1, 1), 17)):
        population.record(unit, actor=_officer(world, ORGAN), since=since, formal=formal, **said)


STEPS: tuple[tuple[datetime.date, Callable[[World], None]], ...] = (
    (PORTAL_OPENED, _open_stations),
    (PORTAL_OPENED, _open_centres),
    (PORTAL_OPENED, _start_brands),
    (PORTAL_OPENED, _outside),
    (D(2025, 3, 3), _authorise),
    (D(2025, 10, 15), _sign(2025)),
    (D(2026, 3, 4), _rearrange),
    (D(2026, 4, 2), _sign(2026)),
    (D(2026, 4, 3), _end_and_renew),
    (D(2026, 5, 22), _do_items),
    (D(2026, 5, 27), _misuse),
    (D(2026, 5, 28), _handle),
    (D(2026, 6, 1), lambda world: co_building.remind(D(2026, 6, 1))),
)
