"""Names of 霁川市 by the million: place, style, trade, form. None of the places exists, no code belongs to anybody."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from core import text
from registry.identifiers import org_code, uscc

CITY = "霁川市"
STYLES = [
    "云汀", "澄心", "知行", "春澍", "乐邻", "启明", "安澜", "博闻", "星火", "晨曦", "同舟", "和悦", "松风", "青禾",
    "扶摇", "拾光", "向阳", "明德", "若水", "清波", "芳草", "朝晖", "远山", "致和",
]  # fmt: skip
TRADES = [
    "青少年足球", "围棋", "羽毛球", "幼儿教育", "家庭教育", "职业培训", "书法教育", "轻工机械", "印刷包装", "软件",
    "纺织服装", "新材料", "模具", "冷链物流", "电子商务", "餐饮", "美容美发", "家政", "质量", "计量", "特种设备",
    "个体工商户", "消费维权", "商标", "机械工程", "气象", "园艺", "护理", "康复医学", "中医药", "健康管理", "口腔",
    "社区医养", "茶叶", "蜂业", "果品", "水产", "农机", "琴筝", "陶塑", "剪纸艺术", "民间收藏", "旅游", "戏曲",
    "社区营造", "社会工作", "老年书画", "助学", "慈善", "志愿服务", "养老服务", "助残", "青年创客", "钟表收藏",
    "花木", "信息服务", "会展", "电梯维保", "物业管理", "邻里互助", "艺术培训", "武术", "广场舞",
]  # fmt: skip
FORMS = {
    "1": ["协会", "学会", "研究会", "促进会", "联合会", "商会"],
    "2": ["服务中心", "培训学校", "服务站", "指导中心", "研究院", "社会工作服务中心"],
    "3": ["公益基金会", "慈善基金会"],
}


@dataclass(frozen=True)
class Named:
    name: str
    pinyin: str
    initials: str
    org_type: str


def names(districts: list[str], seed: int = 379900) -> Iterator[Named]:
    """An endless row, the same for a seed; four in five contain 霁川市, so that its pairs are the worst to search."""
    dice = random.Random(seed)
    read = {}
    for number in range(1 << 62):
        org_type = dice.choices("123", (40, 57, 3))[0]
        district = districts[number % len(districts)]
        place = dice.choices(((CITY,), (CITY, district), (district,)), (45, 35, 20))[0]
        styles = dice.sample(STYLES, dice.choice((1, 2, 2)))
        pieces = (*place, *styles, dice.choice(TRADES), dice.choice(FORMS[org_type]))
        for piece in pieces:
            if piece not in read:
                read[piece] = (text.pinyin(piece), text.initials(piece))
        pinyin, initials = ("".join(read[piece][part] for piece in pieces) for part in (0, 1))
        yield Named("".join(pieces), pinyin, initials, org_type)


def credit_code(org_type: str, serial: int) -> str:
    """Passes both checks; serial below one million. Region 3799 and the letters MJ belong to nobody."""
    body = f"MJ{serial:06d}"
    first17 = f"5{org_type}379900{body}{org_code.check_character(body)}"
    return first17 + uscc.check_character(first17)
