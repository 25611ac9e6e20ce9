"""From a cell to a value: one function per kind of column, each giving the value and what is to be said about it.

Values are what jsonb holds: text, ISO dates, amounts of yuan as text (never a float), whole numbers.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from registry.identifiers import org_code, uscc
from registry.identifiers.issues import Issue, Severity
from registry.organizations.names import tidy
from registry.organizations.states import OrgType

_SEPARATORS = re.compile(r"[，,、;；/\s]+")
_YMD = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SLASHES = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_MONTH = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$")
_AMOUNT = re.compile(r"^(?:人民币)?[¥￥]?\s*([\d,]+(?:\.\d+)?)\s*(亿|千万|百万|万|千)?\s*(?:元|圆)?(?:人民币|整)?$")
_UNIT = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, None: 1}
_EXCEL_FIRST = datetime.date(1899, 12, 30)
_NO_GRADE = {"", "未参评", "未评估", "无", "未评", "-"}
_NONE = {"无", "-", "—", "/"}

Answer = tuple[object, list[Issue]]


def confirm(code: str, message: str) -> Issue:
    return Issue(code, Severity.CONFIRM, message)


def warning(code: str, message: str) -> Issue:
    return Issue(code, Severity.WARNING, message)


def error(code: str, message: str) -> Issue:
    return Issue(code, Severity.ERROR, message)


def flat(raw: str) -> str:
    """Width folded, white space at the ends gone."""
    return unicodedata.normalize("NFKC", raw).strip()


def name(raw: str, **_) -> Answer:
    value = tidy(raw)
    if len(value) > 120:
        return "", [error("name.long", f"名称有{len(value)}个字，超过120个字。")]
    issues = []
    if re.search(r"(.)\1$", value):
        issues.append(warning("name.repeated", f"名称“{value}”末尾重复了“{value[-1]}”字，请核对。"))
    if re.search(r"[?�□]", value):
        issues.append(confirm("name.unreadable", f"名称“{value}”含有无法识别的字符，请核对原件。"))
    return value, issues


def credit_code(raw: str, *, numeric: bool = False, known_region: Callable[[str], bool], **_) -> Answer:
    """Type against second character is compared later, once the type of the row is known."""
    code = uscc.normalize(raw)
    if not code:
        return "", []
    if numeric:
        message = f"统一社会信用代码“{code}”存成了数字，末几位已被表格软件改动，请改为文本格式后重新填写。"
        return "", [error("uscc.numeric", message)]
    issues = uscc.check(code, known_region=known_region)
    return ("" if any(i.severity is Severity.ERROR for i in issues) else code), issues


def platform_id(raw: str, **_) -> Answer:
    """The number of a record in this portal, as the sheet for editing carries it."""
    value = flat(raw)
    if not value:
        return None, []
    if value.isascii() and value.isdigit() and len(value) < 19:
        return int(value), []
    return None, [error("platform_id.unreadable", f"平台编号“{value}”不是数字，请保留导出表中的原值。")]


def organization_code(raw: str, **_) -> Answer:
    checked = org_code.check(raw)
    return checked.value, list(checked.issues)


def certificate_no(raw: str, *, numeric: bool = False, **_) -> Answer:
    value = re.sub(r"\s+", "", flat(raw))
    if len(value) > 60:
        return "", [confirm("legacy_reg_no.long", "登记证号超过60个字符，将留空。")]
    if numeric and value:
        return value, [warning("legacy_reg_no.numeric", f"登记证号“{value}”存成了数字，可能丢失了首位的0，请核对。")]
    return value, []


_TYPE_WORDS = (
    (("社会团体", "社团", "协会", "学会"), OrgType.ASSOCIATION),
    (("社会服务机构", "民办非企业", "民非"), OrgType.SERVICE_INSTITUTION),
    (("基金会",), OrgType.FOUNDATION),
)


def organization_type(raw: str, **_) -> Answer:
    value = flat(raw)
    if not value:
        return "", []
    for words, org_type in _TYPE_WORDS:
        if any(word in value for word in words):
            return str(org_type), []
    return "", [confirm("org_type.unknown", f"组织类型“{value}”不能识别，将按名称或默认类型处理。")]


def fundraising(raw: str, **_) -> Answer:
    value = flat(raw)
    if value in ("公募", "是", "有"):
        return True, []
    if value in ("", "非公募", "否", "无"):
        return False if value else None, []
    return None, [warning("fundraising.unknown", f"“{value}”不能识别为公募或非公募，将留空。")]


def slash_order(cells: list[str]) -> str:
    """How a column writes 3/8/2010: "mdy", "dmy", "mixed", or "" where every date could be either."""
    pairs = [match.groups() for cell in cells if (match := _SLASHES.match(flat(cell)))]
    first = any(int(a) > 12 >= int(b) for a, b, _ in pairs)
    second = any(int(b) > 12 >= int(a) for a, b, _ in pairs)
    if first == second:
        return "mixed" if first else ""
    return "dmy" if first else "mdy"


def date(
    raw: str,
    *,
    numeric: bool = False,
    order: str = "mdy",
    today: datetime.date,
    ahead: int = 0,
    label: str = "日期",
    **_,
) -> Answer:
    """`ahead`: how many days after today it may lie."""
    value = flat(raw)
    if not value:
        return "", []
    day, issues = _read_date(value, numeric, order)
    if day is None:
        return "", [confirm("date.unreadable", f"日期“{value}”不能识别，将留空。")]
    if day > today + datetime.timedelta(days=ahead):
        return "", [confirm("date.future", f"日期“{value}”晚于{'一年以后' if ahead else '今天'}，将留空。")]
    if day.year < 1949:
        issues.append(warning("date.early", f"日期{day:%Y-%m-%d}早于1949年，请核对。"))
    return day.isoformat(), issues


def _read_date(value: str, numeric: bool, order: str) -> tuple[datetime.date | None, list[Issue]]:
    if numeric and value.isdigit() and 10_000 < int(value) < 60_000:
        day = _EXCEL_FIRST + datetime.timedelta(days=int(value))
        return day, [warning("date.serial", f"日期单元格是数字“{value}”，按{day:%Y-%m-%d}处理。")]
    if match := _YMD.match(value) or _COMPACT.match(value):
        return _day(*match.groups()), []
    if match := _SLASHES.match(value):
        return _slashed(value, order, *match.groups())
    if match := _MONTH.match(value):
        day = _day(*match.groups(), "1")
        return day, [warning("date.month_only", f"日期“{value}”没有写明哪一日，按当月1日处理。")]
    return None, []


def _slashed(value: str, order: str, first: str, second: str, year: str):
    month, day = (second, first) if order == "dmy" or (order == "mixed" and int(first) > 12) else (first, second)
    found = _day(year, month, day)
    ambiguous = order in ("", "mixed") and int(first) <= 12 and int(second) <= 12 and first != second
    if found and ambiguous:
        both = f"{int(first)}月{int(second)}日或{int(second)}月{int(first)}日"
        return found, [warning("date.ambiguous", f"日期“{value}”可能是{both}，按{found:%Y-%m-%d}处理。")]
    return found, []


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def money(raw: str, *, header: str = "", **_) -> Answer:
    """Yuan as text with two decimals. A column headed 万元 counts bare numbers in ten thousands."""
    value = flat(raw).replace(" ", "")
    if not value or value in _NONE:
        return "", []
    match = _AMOUNT.match(value)
    amount = _decimal(match[1]) if match else None
    if amount is None:
        return "", [confirm("money.unreadable", f"金额“{value}”不能识别，将留空。")]
    has_unit = match[2] is not None or "元" in value or "(元)" in flat(header)
    unit = _UNIT[match[2]] if has_unit else 10**4 if "万元" in flat(header) else 1
    yuan = amount * unit
    if yuan >= 10**16:
        return "", [confirm("money.huge", f"金额“{value}”过大，将留空。")]
    issues = []
    if not has_unit and unit == 1 and 0 < yuan < 10_000:
        issues.append(warning("money.unit", f"金额“{value}”没有单位，按{yuan:,}元处理，请核对是否为万元。"))
    return f"{yuan:.2f}", issues


def _decimal(text: str) -> Decimal | None:
    """Commas only where thousands are parted: 1,000 and 1,0000 are not the same doubt."""
    if "," in text and not re.match(r"^\d{1,3}(,\d{3})+(\.\d+)?$", text):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def count(raw: str, *, label: str = "人数", **_) -> Answer:
    value = flat(raw).replace(",", "").removesuffix("人").removesuffix("名")
    if not value or value in _NONE:
        return None, []
    if value.isascii() and value.isdigit() and len(value) <= 7:
        return int(value), []
    return None, [confirm("count.unreadable", f"{label}“{value}”不是人数，将留空。")]


def words(raw: str, **_) -> Answer:
    """文化，艺术 / 文化,艺术 / 文化、艺术 → 文化、艺术, each once."""
    return "、".join(dict.fromkeys(word for word in _SEPARATORS.split(flat(raw)) if word)), []


def grade(raw: str, **_) -> Answer:
    value = flat(raw).upper().replace("级", "")
    if value in _NO_GRADE:
        return "", []
    if re.match(r"^[1-5]A$", value):
        return value, []
    return "", [warning("evaluation.unknown", f"评估等级“{flat(raw)}”不能识别，将留空。")]


def one_of(choices: dict[str, str], what: str) -> Callable[..., Answer]:
    """A parser for a closed list of words: key → label; either may be written, and the label's beginning."""
    words = {word: key for key, label in choices.items() for word in (key, label, label.split("(")[0].split("（")[0])}

    def read(raw: str, **_) -> Answer:
        value = flat(raw)
        if not value or value in words:
            return words.get(value, ""), []
        known = "、".join(choices.values())
        return "", [error("value.unknown", f"{what}“{value}”不能识别，请填写：{known}。")]

    return read


def plain(raw: str, *, limit: int = 200, label: str = "", **_) -> Answer:
    value = " ".join(flat(raw).split())
    if len(value) > limit:
        return value[:limit], [warning("text.long", f"{label}超过{limit}个字，只保留前{limit}个字。")]
    return value, []
