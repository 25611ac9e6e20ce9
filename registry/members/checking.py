"""A list of members as it was read: every error of every cell at once, and what each row would do."""

import datetime
import re
from dataclasses import dataclass, field

from django.conf import settings

from core import clock, text
from core.departments.models import Region, RegionLevel
from core.refusal import Refusal
from core.spreadsheets.reading import read_table
from registry.identifiers.issues import normalize_code
from registry.members import names
from registry.members.models import MemberEnterprise, Membership
from registry.members.states import MemberPost
from registry.organizations.models import Organization
from registry.organizations.names import tidy

_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s.*)?")
LABELS = {
    "name": "企业名称",
    "uscc": "统一社会信用代码",
    "region": "所在区县",
    "post": "会员职务",
    "since": "入会日期",
}


@dataclass
class Row:
    """One line of the list. `errors` and `remarks` are (column label, sentence); a row with errors is not written."""

    line: int
    cells: dict[str, str]
    name: str = ""
    code: str = ""
    region: Region | None = None
    post: str = MemberPost.MEMBER
    since: datetime.date | None = None
    enterprise: MemberEnterprise | None = None
    outcome: str = ""  # create | join | change | same
    errors: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def typed_code(self) -> str:
        return self.cells.get("uscc", "")

    @property
    def post_label(self) -> str:
        return MemberPost(self.post).label

    @property
    def word(self) -> tuple[str, str]:
        if self.errors:
            return "有错误，不导入", "danger"
        return {
            "create": ("新企业，新会员", "ok"),
            "join": ("平台已有企业，新会员", "ok"),
            "change": ("已是会员，职务变更", "info"),
            "same": ("已是会员，无变化", "neutral"),
        }[self.outcome]


def read(file) -> tuple[list[dict], list[str]]:
    """(rows as stored, headings that no column of ours answers). Raises SpreadsheetRefused, Refusal."""
    table = read_table(file, max_rows=settings.MEMBER_IMPORT_ROWS)
    places: dict[str, int] = {}
    for key, headings in settings.MEMBER_COLUMNS.items():
        found = [i for i, heading in enumerate(table.header) if heading.replace(" ", "") in headings]
        if found:
            places[key] = found[0]
    if "name" not in places:
        raise Refusal(f"没有找到“企业名称”一列。文件中的列是：{'、'.join(table.header[:12])}。可以下载模板对照。")
    rows = [
        {
            "line": row.line,
            "cells": {key: row.cells[i] for key, i in places.items()},
            "numeric": places.get("uscc") in row.numeric,
        }
        for row in table.rows
    ]
    used = set(places.values())
    return rows, [heading for i, heading in enumerate(table.header) if i not in used]


def check(organization: Organization, stored: list[dict]) -> list[Row]:
    """Every row with everything that is wrong with it. Four queries, whatever the number of rows."""
    rows = [Row(one["line"], one["cells"]) for one in stored]
    districts = {one.name: one for one in Region.objects.current().filter(level=RegionLevel.DISTRICT)}
    for row, one in zip(rows, stored, strict=True):
        _name(row)
        _code(row, is_number=one["numeric"])
        _region(row, districts)
        _post(row)
        _since(row, organization)
    _repeated(rows)
    _matched(organization, rows)
    return rows


def _cell(row: Row, key: str) -> str:
    return (row.cells.get(key) or "").strip()


def _wrong(row: Row, key: str, sentence: str) -> None:
    row.errors.append((LABELS[key], sentence))


def _name(row: Row) -> None:
    row.name = tidy(_cell(row, "name"))
    if not row.name:
        _wrong(row, "name", "没有填写企业名称。")
    elif len(row.name) > 120:
        _wrong(row, "name", f"名称有{len(row.name)}个字，超过120个字。")


def _code(row: Row, *, is_number: bool) -> None:
    code = normalize_code(_cell(row, "uscc"))
    if not code:
        return
    if is_number:
        _wrong(row, "uscc", f"“{code}”存成了数字，末几位已被表格软件改动，请改为文本格式后重新填写。")
        return
    wrong, remarks = names.code_problems(code)
    row.errors += [
        (LABELS["uscc"], sentence.replace("确需使用的，请说明理由。", "不能确定的请留空。")) for sentence in wrong
    ]
    row.remarks += [(LABELS["uscc"], sentence) for sentence in remarks]
    row.code = "" if wrong else code


def _region(row: Row, districts: dict[str, Region]) -> None:
    said = _cell(row, "region")
    row.region = districts.get(said)
    if said and row.region is None:
        row.remarks.append((LABELS["region"], f"“{said}”不是平台中的区县名称，导入后留空。"))


def _post(row: Row) -> None:
    said = _cell(row, "post").removesuffix("单位")
    if not said:
        return
    found = next((value for value, label in MemberPost.choices if label.removesuffix("单位") == said), None)
    if found is None:
        _wrong(row, "post", f"“{said}”不能识别，可以填写：{'、'.join(MemberPost.labels)}。")
    else:
        row.post = found


def _since(row: Row, organization: Organization) -> None:
    said, today = _cell(row, "since"), clock.today()
    row.since = today if not said else _day(said)
    born = organization.registered_on
    if row.since is None:
        _wrong(row, "since", f"“{said}”不是日期，例如 2024-03-01。")
    elif row.since > today:
        _wrong(row, "since", f"{row.since}晚于今天。")
    elif born and row.since < born:
        _wrong(row, "since", f"{row.since}早于本组织成立登记日期{born}。")


def _day(said: str) -> datetime.date | None:
    found = _YMD.fullmatch(said)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _repeated(rows: list[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        for key, value in (("uscc", row.code), ("name", "" if row.code else text.fold(row.name))):
            if not value:
                continue
            if value in seen:
                _wrong(row, key, f"与第{seen[value]}行重复。")
            else:
                seen[value] = row.line


def _matched(organization: Organization, rows: list[Row]) -> None:
    """Which enterprise a row means, and what it would change."""
    by_code, by_name = names.known({row.code for row in rows}, {text.fold(row.name) for row in rows})
    current = Membership.objects.filter(organization=organization).on(clock.today())
    posts = dict(current.values_list("enterprise_id", "post"))
    for row in rows:
        if row.errors:
            continue
        row.enterprise = names.match(row.code, text.fold(row.name), by_code, by_name)
        if row.enterprise is None:
            row.outcome = "create"
        elif row.enterprise.pk not in posts:
            row.outcome = "join"
        else:
            row.outcome = "same" if posts[row.enterprise.pk] == row.post else "change"
        _remark_on_match(row)


def _remark_on_match(row: Row) -> None:
    if row.enterprise is None:
        return
    if row.enterprise.name != row.name:
        row.remarks.append((LABELS["name"], f"平台中该信用代码的企业名称是“{row.enterprise.name}”，导入后不改名称。"))
    if row.code and not row.enterprise.uscc:
        row.remarks.append((LABELS["uscc"], "平台中同名企业没有信用代码，导入后补上。"))
