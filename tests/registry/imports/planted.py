"""A list of two thousand associations with three hundred errors of thirty kinds, each at a cell that is known."""

import random
from dataclasses import dataclass, field

from registry.identifiers import org_code, uscc

HEADER = [
    "名称", "统一社会信用代码", "组织机构代码", "登记证号", "组织类型", "公募或非公募", "成立登记日期", "注册资金",
    "所在地区", "住所", "业务主管单位", "专职工作人员数", "评估等级",
]  # fmt: skip
WHOLE_ROW = "整行"
EACH = 10


@dataclass
class Planted:
    """`expected` is (line, header of the cell, issue code); a line is a line of the sheet, the header is line 1."""

    rows: list[list[str]]
    expected: list[tuple[int, str, str]] = field(default_factory=list)

    def put(self, at: int, title: str, code: str, **cells: str) -> None:
        for key, value in cells.items():
            self.rows[at][HEADER.index(TITLES[key])] = value
        self.expected.append((at + 2, title, code))


TITLES = {
    "name": "名称", "uscc": "统一社会信用代码", "org_code": "组织机构代码", "number": "登记证号", "type": "组织类型",
    "fund": "公募或非公募", "day": "成立登记日期", "money": "注册资金", "city": "所在地区", "address": "住所",
    "unit": "业务主管单位", "staff": "专职工作人员数", "grade": "评估等级",
}  # fmt: skip
# What one cell may say wrongly: (column, issue code, how number n writes it, further cells).
ONE_CELL = (
    ("name", "name.missing", lambda n: "", {}),
    ("name", "name.long", lambda n: f"望澜区{'很' * 120}长的{n}协会", {}),
    ("name", "name.unreadable", lambda n: f"望澜区第?{n}诗词协会", {}),
    ("name", "name.repeated", lambda n: f"望澜区重字{n}协会会", {}),
    ("uscc", "uscc.length", lambda n: f"5137990{n}", {}),
    ("uscc", "uscc.alphabet", lambda n: f"51379902MJD{60000 + n}IO"[:18].ljust(18, "I"), {}),
    ("uscc", "uscc.check", lambda n: wrong_last(code(70_000 + n)), {}),
    ("uscc", "uscc.missing", lambda n: "", {}),
    ("uscc", "uscc.type", lambda n: code(71_000 + n, org_type="3"), {}),
    ("uscc", "uscc.department", lambda n: code(72_000 + n, first="9"), {}),
    ("org_code", "org_code.length", lambda n: f"12{n}", {}),
    ("org_code", "org_code.alphabet", lambda n: f"12*4567{n % 10}X", {}),
    ("org_code", "org_code.check", lambda n: wrong_code(n), {}),
    ("number", "legacy_reg_no.long", lambda n: f"证{n}" + "号" * 70, {}),
    ("type", "org_type.unknown", lambda n: "行会", {}),
    ("fund", "fundraising.unknown", lambda n: "半公募", {}),
    ("day", "date.unreadable", lambda n: f"20{n:02d}年春天", {}),
    ("day", "date.future", lambda n: f"2099-01-{n + 1:02d}", {}),
    ("day", "date.early", lambda n: f"1899-01-{n + 1:02d}", {}),
    ("day", "date.month_only", lambda n: f"201{n % 10}年3月", {}),
    ("day", "registered_on.missing", lambda n: "", {}),
    ("money", "money.unreadable", lambda n: f"若干{n}", {}),
    ("money", "money.huge", lambda n: f"{n + 1}{'0' * 16}元", {}),
    ("money", "money.unit", lambda n: f"{n + 3}", {}),
    ("city", "city.unknown", lambda n: f"无此地{n}市", {}),
    ("address", "text.long", lambda n: f"{n}" + "巷" * 230, {}),
    ("unit", "unit.unknown", lambda n: f"没有的{n}局", {}),
    ("unit", "unit.missing", lambda n: "", {}),
    ("staff", "count.unreadable", lambda n: f"十余{n}", {}),
    ("grade", "evaluation.unknown", lambda n: f"优秀{n}", {}),
)
# What two rows say of each other.
PAIRS = (("uscc", "uscc.twice"), ("number", "legacy_reg_no.twice"), ("name", "name.twice"))


def code(serial: int, *, org_type: str = "1", first: str = "5") -> str:
    """A credit code that passes its checks, with a made-up serial."""
    body = f"MJD{serial:05d}"
    first17 = f"{first}{org_type}379902{body}{org_code.check_character(body)}"
    return first17 + uscc.check_character(first17)


def wrong_last(good: str) -> str:
    return good[:17] + ("1" if good[17] != "1" else "2")


def wrong_code(n: int) -> str:
    body = f"1234567{n % 10}"
    return body + ("1" if org_code.check_character(body) != "1" else "2")


def made(rows: int = 2000, seed: int = 7) -> Planted:
    """Ten of each of the thirty one-cell kinds; and five pairs of each of three kinds that need two rows."""
    planted = Planted([_fine(number) for number in range(rows)])
    places = random.Random(seed).sample(range(rows), EACH * len(ONE_CELL) + EACH * len(PAIRS))
    free = iter(sorted(places))
    for column, issue, written, more in ONE_CELL:
        for n in range(EACH):
            cells = {column: written(n), **more}
            planted.put(next(free), TITLES[column], issue, **cells)
    for column, issue in PAIRS:
        for n in range(EACH // 2):
            value = {"uscc": code(80_000 + n), "number": f"霁社证字第9{n:03d}号", "name": f"望澜区双生{n}协会"}[column]
            for _ in range(2):
                planted.put(next(free), TITLES[column], issue, **{column: value})
    return planted


def _fine(number: int) -> list[str]:
    return [
        f"望澜区第{number}届手艺传习协会", code(number), "", f"霁社证字第{number:05d}号", "社会团体", "非公募",
        f"20{number % 20:02d}-0{number % 9 + 1}-1{number % 9}", f"{number % 50 + 3}万元", "望澜区",
        f"听澜街道文化巷{number}号", "霁川市商务局", str(number % 9), "3A",
    ]  # fmt: skip
