"""Invented organizations: name, type, who answers for it, where it sits. Deterministic for a seed."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from registry.identifiers import org_code, uscc

# Fields of work by the short name of the bureau that looks after them, as (field, kind) with kind a/s/f.
FIELDS = {
    "市教育体育局": [
        "青少年足球",
        "围棋",
        "羽毛球",
        "幼儿教育",
        "家庭教育",
        "职业培训",
        "游泳",
        "乒乓球",
        "书法教育",
        "研学",
    ],
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
ASSOCIATION_FORMS = ["协会", "学会", "研究会", "促进会", "联合会"]
SERVICE_FORMS = ["服务中心", "培训学校", "服务站", "指导中心", "研究院"]
CITY_COUNTS = {
    "市教育体育局": 38, "市工业和信息化局": 12, "市商务局": 5, "市市场监管局": 6, "市科协": 4, "市卫生健康委": 9,
    "市农业农村局": 7, "市文化和旅游局": 6, "市民政局": 11, "市残联": 1, "综合党委": 19,
}  # fmt: skip
DISTRICT_SHARE = {"望澜区": 64, "砚海区": 56, "栎川区": 38, "青砚县": 24}
DISTRICT_FIELDS = [
    "乐龄",
    "助残",
    "社工",
    "编程培训",
    "艺术培训",
    "商贸",
    "物业",
    "护河志愿",
    "邻里互助",
    "幼教",
    "武术",
    "广场舞",
]

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
]


@dataclass(frozen=True)
class Plan:
    """One organization to make. `bureau` answers for it (short name, "" = none); `district` "" = city-registered."""

    name: str
    org_type: str
    bureau: str
    district: str
    street: str
    registered_on: datetime.date
    uscc: str
    serial: int = field(default=0)


def credit_code(org_type: str, region6: str, serial: int) -> str:
    """A code that passes both checks and, with region 3799xx, belongs to nobody."""
    body = f"MJD{serial:05d}"
    first17 = f"5{org_type}{region6}{body}{org_code.check_character(body)}"
    return first17 + uscc.check_character(first17)


def plans(*, factor: int = 1, streets_of: dict[str, list[str]] | None = None, seed: int = 379900) -> list[Plan]:
    """The organizations of the city, cast first, then enough invented ones: 300 × `factor`, the same for a seed.

    `streets_of` gives the streets of every district by name; districts beyond the four share what the first has.
    """
    dice = random.Random(seed)
    streets_of = streets_of or STREETS_OF
    quota = {bureau: count * factor for bureau, count in CITY_COUNTS.items()}
    districts = _shares(factor, list(streets_of))
    names: set[str] = set()
    made: list[Plan] = []

    def add(name, org_type, bureau, district, street, registered_on):
        names.add(name)
        region6 = _REGION6.get(district, "379900")
        serial = len(made) + 1
        made.append(
            Plan(
                name, org_type, bureau, district, street, registered_on, credit_code(org_type, region6, serial), serial
            )
        )

    for name, org_type, bureau, district, street, day in CAST:
        add(name, org_type, bureau, district, street, datetime.date.fromisoformat(day))
        pool, key = (districts, district) if district else (quota, bureau)
        pool[key] -= 1
    for bureau, count in quota.items():
        for _ in range(max(0, count)):
            add(*_city_body(dice, bureau, names, streets_of))
    for district, count in districts.items():
        for _ in range(max(0, count)):
            add(*_district_body(dice, district, names, streets_of))
    return made


def _shares(factor: int, names: list[str]) -> dict[str, int]:
    """How many bodies each district registered."""
    total = sum(DISTRICT_SHARE.values()) * factor
    if len(names) == len(DISTRICT_SHARE):
        return {name: count * factor for name, count in DISTRICT_SHARE.items()}
    return {name: total // len(names) + (total % len(names) if i == 0 else 0) for i, name in enumerate(names)}


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
    return dice.choice(STYLE) + (dice.choice(STYLE) if len(names) > 400 and dice.random() < 0.8 else "")


def _city_body(dice: random.Random, bureau: str, names: set[str], streets_of: dict[str, list[str]]):
    org_type = dice.choices("123", (58, 40, 2 if bureau == "市民政局" else 0))[0]

    def candidates():
        while True:
            trade = dice.choice(FIELDS[bureau])
            if org_type == "1":
                form = "" if trade.endswith("商会") else dice.choice(ASSOCIATION_FORMS)
                middle = dice.choice(["", "", dice.choice(["青年", "女子", "中小企业", "民间", "新兴"])])
                middle += _style(dice, names) if len(names) > 400 else ""
                yield f"霁川市{middle}{trade}{form}"
            elif org_type == "2":
                yield f"霁川市{_style(dice, names)}{trade.removesuffix('商会')}{dice.choice(SERVICE_FORMS)}"
            else:
                yield f"霁川市{_style(dice, names)}公益基金会"

    streets = [street for some in streets_of.values() for street in some]
    return _fresh(candidates(), names), org_type, bureau, "", dice.choice(streets), _day(dice)


def _district_body(dice: random.Random, district: str, names: set[str], streets_of: dict[str, list[str]]):
    org_type = dice.choices("12", (35, 65))[0]
    bureau = dice.choice(
        ["", "", f"{district}教体局", f"{district}卫健局", f"{district}文旅局", f"{district}农业农村局"]
    )

    def candidates():
        while True:
            trade = dice.choice(DISTRICT_FIELDS)
            if org_type == "1":
                yield f"{district}{dice.choice(['', _style(dice, names)])}{trade}{dice.choice(ASSOCIATION_FORMS)}"
            else:
                yield f"{district}{_style(dice, names)}{trade}{dice.choice(SERVICE_FORMS)}".replace("培训培训", "培训")

    return _fresh(candidates(), names), org_type, bureau, district, dice.choice(streets_of[district]), _day(dice)
