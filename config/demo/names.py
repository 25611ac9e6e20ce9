"""Invented organizations: name, type, who answers for it, where it sits. Deterministic for a seed."""

import datetime
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from config.demo.regions import ABOLISHED
from config.demo.story import DISTRICT_ABSORBED
from registry.identifiers import org_code, uscc

# Fields of work by the short name of the bureau that looks after them, as (field, kind) with kind a/s/f.
FIELDS = {
    "市教育体育局": ["幼儿教育", "家庭教育", "职业培训", "书法教育", "研学", "特殊教育", "阅读推广", "国学"],
    "市体育局": ["青少年足球", "围棋", "羽毛球", "游泳", "乒乓球", "健身操", "太极拳", "定向越野"],
    "市工业和信息化局": ["轻工机械", "印刷包装", "软件", "纺织服装", "新材料", "模具"],
    "市商务局": ["冷链物流", "电子商务", "餐饮", "美容美发", "家政"],
    "市市场监管局": ["质量", "计量", "特种设备", "个体工商户", "消费维权", "商标"],
    "市科协": ["机械工程", "气象", "园艺", "昆虫"],
    "市卫生健康委": ["护理", "康复医学", "中医药", "健康管理", "口腔", "社区医养"],
    "市农业农村局": ["茶叶", "蜂业", "果品", "水产", "农机"],
    "市文化和旅游局": ["琴筝", "陶塑", "剪纸艺术", "民间收藏", "旅游", "戏曲"],
    "市民政局": ["社区营造", "社会工作", "老年书画", "助学", "慈善", "志愿服务", "养老服务"],
    "市残联": ["助残"],
    "综合党委": ["沐州商会", "潭州商会", "青年创客", "钟表收藏", "花木", "信息服务", "会展", "电梯维保", "物业管理"],
}
STYLE = ["云汀", "澄心", "知行", "春澍", "乐邻", "启明", "安澜", "博闻", "星火", "晨曦", "同舟", "和悦", "松风",
         "青禾", "扶摇", "拾光", "向阳", "明德", "若水", "清波", "芳草", "朝晖", "远山", "致和"]  # fmt: skip
ASSOCIATION_FORMS = {
    "市教育体育局": ["学会", "研究会", "促进会", "协会"],
    "市体育局": ["协会", "运动协会", "联合会"],
    "市科协": ["学会", "研究会"],
    "市工业和信息化局": ["行业协会", "商会", "产业促进会", "协会"],
    "市商务局": ["行业协会", "商会", "协会"],
}
QUALIFIERS = {
    "市体育局": ["", "青年", "老年人"],
    "市文化和旅游局": ["", "民间", "青年"],
    "市工业和信息化局": ["", "中小"],
}
SERVICE_FORMS = {
    "市教育体育局": ["培训学校", "服务中心", "发展中心"],
    "市体育局": ["俱乐部", "运动中心", "培训学校"],
    "市科协": ["科普中心", "服务中心"],
    "市卫生健康委": ["服务中心", "指导中心", "服务站"],
    "市文化和旅游局": ["艺术馆", "传习所", "文化中心"],
}
OTHER_ASSOCIATIONS, OTHER_SERVICES = ["协会", "促进会", "联合会", "研究会"], ["服务中心", "发展中心", "促进中心"]
CITY_COUNTS = {
    "市教育体育局": 38, "市工业和信息化局": 12, "市商务局": 5, "市市场监管局": 6, "市科协": 4, "市卫生健康委": 9,
    "市农业农村局": 7, "市文化和旅游局": 6, "市民政局": 11, "市残联": 1, "综合党委": 19,
}  # fmt: skip
MOVED_SPORTS = 14  # of the bodies of 市教育体育局: until the merger they belonged to 市体育局
DISTRICT_SHARE = {"望澜区": 64, "砚海区": 56, "栎川区": 38, "青砚县": 24}
DISTRICT_FIELDS = {
    "乐龄": ["服务中心", "活动中心"], "助残": ["服务中心", "康复中心"], "社工": ["服务中心", "服务站"],
    "编程培训": ["学校", "中心"], "艺术培训": ["学校", "中心"], "商贸": ["服务中心"], "物业": ["服务中心", "调解中心"],
    "护河志愿": ["服务中心", "服务站"], "邻里互助": ["服务中心", "服务站"], "幼教": ["指导中心", "服务中心"],
    "武术": ["俱乐部", "馆"], "广场舞": ["俱乐部", "推广中心"],
}  # fmt: skip

# Members of the cast that exist from the first day: name, type (1/2/3), responsible bureau, district of the authority
# ("" = city), street, registered on. Their situations come with the capabilities that can tell them.
CAST = [
    ("霁川市轻工机械行业协会", "1", "市工业和信息化局", "", "听澜街道", "2011-08-02"),
    ("霁川市冷链物流商会", "1", "市商务局", "", "砚湖街道", "2016-05-19"),
    ("霁川市琴筝学会", "1", "市文化和旅游局", "", "听澜街道", "2013-03-11"),
    ("望澜区乐邻社工服务中心", "2", "", "望澜区", "听澜街道", "2018-06-20"),
    ("望澜区星火编程培训学校", "2", "望澜区教体局", "望澜区", "听澜街道", "2019-09-02"),
    ("霁川市博文实验学校", "2", "市教育体育局", "", "霁湖街道", "2005-07-01"),
    ("霁川市钟表收藏研究会", "1", "综合党委", "", "枕河街道", "2009-11-23"),
    ("霁川市晨曦儿童康复服务中心", "2", "市卫生健康委", "", "砚湖街道", "2017-04-12"),
    ("霁川市松风书法院", "2", "市文化和旅游局", "", "枕河街道", "2015-10-30"),
    ("霁川市社区营造协会", "1", "市民政局", "", "霁湖街道", "2014-12-05"),
    ("霁川市老年书画研究会", "1", "市民政局", "", "听澜街道", "1998-04-28"),
    ("栎川区启明助残服务中心", "2", "", "栎川区", "璞城街道", "2020-03-17"),
    ("霁川市花木协会", "1", "市农业农村局", "", "澄湾镇", "2025-06-30"),
    ("霁川市陶塑协会", "1", "市文化和旅游局", "", "砚湖街道", "2025-07-01"),
    ("霁川市青禾助学基金会", "3", "市民政局", "", "霁湖街道", "2012-09-10"),
    ("霁川市青年创客促进会", "1", "综合党委", "", "枕河街道", "2018-05-04"),
    ("砚海区安居物业协会", "1", "", "砚海区", "砚湖街道", "2016-01-15"),
    ("望澜区清波护河志愿服务中心", "2", "", "望澜区", "枕河街道", "2017-08-08"),
    ("霁川市健康食品产业促进会", "1", "市市场监管局", "", "砚湖街道", "2019-11-11"),
    ("霁川市印刷包装行业协会", "1", "市工业和信息化局", "", "听澜街道", "2008-02-26"),
    ("霁川市沐州商会", "1", "综合党委", "", "霁湖街道", "2010-06-18"),
    ("霁川市𠮷祥剪纸艺术研究会", "1", "市文化和旅游局", "", "枕河街道", "2021-01-20"),
    ("砚海区星河艺术培训学校", "2", "", "砚海区", "澄湾镇", "2020-07-07"),
    ("霁川市仁和医养中心", "2", "市卫生健康委", "", "霁湖街道", "2016-11-01"),
    ("栎川区岚桥商贸协会", "1", "", "栎川区", "璞城街道", "2014-06-09"),
    ("霁川市会展服务业联合会", "1", "综合党委", "", "霁湖街道", "2012-03-28"),
    ("霁川市展览陈列研究会", "1", "综合党委", "", "霁湖街道", "2017-10-16"),
]


class Fate(StrEnum):
    """What becomes of an organization in the ten years of the story."""

    STAYS = "stays"
    CANCELLED = "cancelled"
    REVOKED = "revoked"
    NEWCOMER = "newcomer"  # registered after the cast's day


@dataclass(frozen=True)
class Plan:
    """One organization to make. `bureau` answers for it (short name, "" = none); `district` "" = city-registered.

    `born_in` is the abolished district that registered it, "" for all others.
    """

    name: str
    org_type: str
    bureau: str
    district: str
    street: str
    registered_on: datetime.date
    uscc: str
    serial: int
    fate: Fate = Fate.STAYS
    born_in: str = ""
    is_cast: bool = False
    is_sports: bool = False
    is_federation: bool = False  # of the community organizations of its street


def credit_code(org_type: str, region6: str, serial: int) -> str:
    """A code that passes both checks and, with region 3799xx, belongs to nobody."""
    body = f"MJD{serial:05d}"
    first17 = f"5{org_type}{region6}{body}{org_code.check_character(body)}"
    return first17 + uscc.check_character(first17)


class _Register:
    """Plans as they are drawn: names once, serials in order."""

    def __init__(self, streets_of: dict[str, list[str]], seed: int) -> None:
        self.dice = random.Random(seed)
        self.streets_of = streets_of
        self.names: set[str] = set()
        self.made: list[Plan] = []

    def add(self, name, org_type, bureau, district, street, registered_on, **more) -> None:
        serial = len(self.made) + 1
        born_in = ""
        if district == "栎川区" and registered_on < DISTRICT_ABSORBED and (serial % 2 or "岚桥" in name):
            born_in = ABOLISHED[1]
        region6 = ABOLISHED[0] if born_in else _REGION6.get(district, "379900")
        self.names.add(name)
        code = credit_code(org_type, region6, serial)
        plan = Plan(name, org_type, bureau, district, street, registered_on, code, serial, born_in=born_in, **more)
        self.made.append(plan)

    def city_body(self, bureau: str, day: datetime.date | None = None, trades: str = "", **more) -> None:
        name, org_type, street = _city_body(self.dice, bureau, self.names, self.streets_of, trades or bureau)
        self.add(name, org_type, bureau, "", street, day or _day(self.dice), **more)

    def district_body(self, district: str, day: datetime.date | None = None, **more) -> None:
        name, org_type, bureau, street = _district_body(self.dice, district, self.names, self.streets_of)
        self.add(name, org_type, bureau, district, street, day or _day(self.dice), **more)


def plans(*, factor: int = 1, streets_of: dict[str, list[str]] | None = None, seed: int = 379900) -> list[Plan]:
    """The organizations of the city, cast first, then invented ones: 300 × `factor` that are there on the cast's
    day, those that ended before it, and a few that come after it. The same for a seed.

    `streets_of` gives the streets of every district by name; districts beyond the four share what the first has.
    """
    register = _Register(streets_of or STREETS_OF, seed)
    quota = {bureau: count * factor for bureau, count in CITY_COUNTS.items()}
    districts = _shares(factor, list(register.streets_of))
    for name, org_type, bureau, district, street, since in CAST:
        register.add(name, org_type, bureau, district, street, datetime.date.fromisoformat(since), is_cast=True)
        pool, key = (districts, district) if district else (quota, bureau)
        pool[key] -= 1
    for bureau, count in quota.items():
        sports = MOVED_SPORTS * factor if bureau == "市教育体育局" else 0
        for number in range(max(0, count)):
            is_moved = number < sports
            day = _between(register.dice, datetime.date(1998, 1, 1), datetime.date(2023, 12, 31)) if is_moved else None
            register.city_body(bureau, day, "市体育局" if is_moved else "", is_sports=is_moved)
    for district, count in districts.items():
        for _ in range(max(0, count)):
            register.district_body(district)
    _others(register, factor)
    _federate(register)
    return register.made


def _federate(register: _Register) -> None:
    """One association of the district in each town becomes the federation of its community organizations; one town in
    twelve has none yet. Nothing is drawn, so the other bodies stay as they are."""
    free = [plan for plan in register.made if _may_federate(plan)]
    streets = [(district, street) for district, some in register.streets_of.items() for street in some]
    for number, (district, street) in enumerate(streets):
        chosen = next((plan for plan in free if plan.district == district), None)
        if chosen is None or street in NO_FEDERATION or number % 12 == 11:
            continue
        free.remove(chosen)
        name = f"{district}{street}社区社会组织联合会"
        federation = replace(chosen, name=name, bureau="", street=street, is_federation=True)
        register.made[chosen.serial - 1] = federation


def _may_federate(plan: Plan) -> bool:
    is_plain = not plan.is_cast and not plan.born_in and plan.fate is Fate.STAYS and plan.org_type == "1"
    return is_plain and bool(plan.district) and plan.registered_on < datetime.date(2024, 1, 1)


def _others(register: _Register, factor: int) -> None:
    """Those that ended before the cast's day, and the newcomers after it."""
    bureaus, districts = list(CITY_COUNTS), list(register.streets_of)
    for number in range(26 * factor):
        day = _between(register.dice, datetime.date(1999, 1, 1), datetime.date(2014, 12, 31))
        fate = Fate.REVOKED if number % 4 == 3 else Fate.CANCELLED
        if number % 5 < 2:
            register.city_body(bureaus[number % len(bureaus)], day, fate=fate)
        else:
            register.district_body(districts[number % len(districts)], day, fate=fate)
    for number in range(7 * factor):
        day = _between(register.dice, datetime.date(2026, 6, 15), datetime.date(2026, 12, 10))
        if number % 3 == 0:
            register.city_body(bureaus[number % len(bureaus)], day, fate=Fate.NEWCOMER)
        else:
            register.district_body(districts[number % len(districts)], day, fate=Fate.NEWCOMER)


def _between(dice: random.Random, first: datetime.date, last: datetime.date) -> datetime.date:
    return first + datetime.timedelta(days=dice.randrange((last - first).days + 1))


def _shares(factor: int, names: list[str]) -> dict[str, int]:
    """How many bodies each district registered."""
    total = sum(DISTRICT_SHARE.values()) * factor
    if len(names) == len(DISTRICT_SHARE):
        return {name: count * factor for name, count in DISTRICT_SHARE.items()}
    return {name: total // len(names) + (total % len(names) if i == 0 else 0) for i, name in enumerate(names)}


NO_FEDERATION = ("澄湾镇",)
_REGION6 = {"": "379900", "望澜区": "379902", "砚海区": "379903", "栎川区": "379904", "青砚县": "379921"}
STREETS_OF = {
    "望澜区": ["听澜街道", "枕河街道", "霁湖街道"],
    "砚海区": ["砚湖街道", "澄湾镇"],
    "栎川区": ["璞城街道"],
    "青砚县": ["云岫镇"],
}


def _day(dice: random.Random) -> datetime.date:
    """Registered some time in 1996–2026, more of them later."""
    span = (datetime.date(2026, 3, 31) - datetime.date(1996, 1, 1)).days
    return datetime.date(1996, 1, 1) + datetime.timedelta(days=int(span * dice.random() ** 0.6))


def _fresh(candidates: Iterator[str], names: set[str]) -> str:
    return next(name for name in candidates if name not in names)


def _style(dice: random.Random, names: set[str]) -> str:
    """A trade name; two words of it once the city is large."""
    return dice.choice(STYLE) + (dice.choice(STYLE) if len(names) > 400 and dice.random() < 0.9 else "")


def _city_body(dice: random.Random, bureau: str, names: set[str], streets_of: dict[str, list[str]], trades: str):
    """`trades` is the bureau whose fields, forms and qualifiers the name is built from."""
    org_type = dice.choices("123", (58, 40, 2 if bureau == "市民政局" else 0))[0]

    def candidates():
        for tried in itertools.count():
            trade = dice.choice(FIELDS[trades])
            if org_type == "1":
                form = "" if trade.endswith("商会") else dice.choice(ASSOCIATION_FORMS.get(trades, OTHER_ASSOCIATIONS))
                middle = dice.choice(QUALIFIERS.get(trades, [""])) + (
                    _style(dice, names) if len(names) > 400 or tried > 20 else ""
                )
                yield f"霁川市{middle}{trade}{form}"
            elif org_type == "2":
                form = dice.choice(SERVICE_FORMS.get(trades, OTHER_SERVICES))
                yield f"霁川市{_style(dice, names)}{trade.removesuffix('商会')}{form}".replace("培训培训", "培训")
            else:
                yield f"霁川市{_style(dice, names)}公益基金会"

    streets = [street for some in streets_of.values() for street in some]
    return _fresh(candidates(), names), org_type, dice.choice(streets)


def _district_body(dice: random.Random, district: str, names: set[str], streets_of: dict[str, list[str]]):
    org_type = dice.choices("12", (35, 65))[0]
    offices = [f"{district}{short}" for short in ("教体局", "卫健局", "文旅局", "农业农村局")]
    bureau = dice.choice(["", "", *offices])

    def candidates():
        while True:
            trade = dice.choice(list(DISTRICT_FIELDS))
            if org_type == "1":
                yield f"{district}{dice.choice(['', _style(dice, names)])}{trade}{dice.choice(OTHER_ASSOCIATIONS[:3])}"
            else:
                yield f"{district}{_style(dice, names)}{trade}{dice.choice(DISTRICT_FIELDS[trade])}"

    return _fresh(candidates(), names), org_type, bureau, dice.choice(streets_of[district])
