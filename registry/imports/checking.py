"""Every error and warning of every row, found before anything is written to the register.

Works on the whole list at once: each lookup is a few queries, whatever the number of rows.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable

from core import clock
from core.spreadsheets.table import Table
from registry.identifiers import uscc
from registry.identifiers.issues import Severity
from registry.imports import values
from registry.imports.drafts import ORDER, Draft, worst
from registry.imports.fields import TARGET
from registry.imports.lookups import Regions, Units
from registry.imports.matching import Register, match
from registry.imports.models import ImportBatch, ImportGap, ImportRow
from registry.imports.states import GapKind
from registry.organizations.states import OrgType

_TYPE_NAME = {"1": "association", "2": "service_institution", "3": "foundation"}
_ENDINGS = (
    (("基金会",), OrgType.FOUNDATION),
    (("协会", "学会", "商会", "联合会", "促进会", "研究会", "总会", "联谊会", "校友会"), OrgType.ASSOCIATION),
    (("中心", "服务社", "学校", "幼儿园", "医院", "养老院", "院", "馆", "所"), OrgType.SERVICE_INSTITUTION),
)
_TWICE = (
    ("uscc", "统一社会信用代码", values.error),
    ("org_code", "组织机构代码", values.confirm),
    ("legacy_reg_no", "登记证号", values.confirm),
    ("name", "名称", values.confirm),
)
Progress = Callable[[int, int, str], None]


def check(batch: ImportBatch, table: Table, *, progress: Progress = lambda done, total, stage: None) -> list[Draft]:
    """Drafts in the order of the file, with values, issues, matches and decisions. Writes only the gap list."""
    total = len(table.rows)
    regions, units = Regions(batch.department), Units(batch.department)
    progress(0, total, "读取各列")
    drafts = _parsed(batch, table, regions, progress)
    for draft in drafts:
        _complete(draft, batch)
    _look_up(drafts, batch, regions, units)
    progress(total, total, "查找重复")
    _find_twice(drafts)
    progress(total, total, "与登记簿比对")
    match(drafts, Register.of(drafts, clock.today()), department_id=batch.department_id)
    _keep_decisions(batch, drafts)
    return drafts


def _parsed(batch: ImportBatch, table: Table, regions: Regions, progress: Progress) -> list[Draft]:
    columns = [(i, key) for i, key in enumerate(batch.mapping) if key]
    context = _context(batch, table, columns, regions)
    answers: dict[tuple, values.Answer] = {}  # lists repeat themselves: each spelling of a column is read once
    drafts = []
    for number, row in enumerate(table.rows):
        draft = Draft(row.line, row.cells, sorted(row.numeric))
        for i, key in columns:
            question = (key, row.cells[i], i in row.numeric)
            if question not in answers:
                parser = values.PARSERS.get(key, values.plain)
                answers[question] = parser(row.cells[i], numeric=i in row.numeric, **context[key])
            draft.values[key], issues = answers[question]
            for issue in issues:
                draft.say(key, issue)
        drafts.append(draft)
        if number % 500 == 0:
            progress(number, len(table.rows), "读取各列")
    return drafts


def _context(batch: ImportBatch, table: Table, columns: list, regions: Regions) -> dict[str, dict]:
    today = clock.today()
    context = {}
    for i, key in columns:
        about = {"label": TARGET[key].label, "header": table.header[i], "known_region": regions.known_code}
        if key == "registered_on":
            about |= {"today": today, "order": values.slash_order([row.cells[i] for row in table.rows])}
        if key == "phone_public":
            about |= {"limit": 40}
        context[key] = about
    return context


def _complete(draft: Draft, batch: ImportBatch) -> None:
    """What follows from several columns: current and former name, type, and what is missing."""
    held = draft.values
    later = held.pop("later_name", "")
    if later and held.get("name") and later != held["name"]:
        held["former_name"] = held["name"]
        message = f"名称由“{held['name']}”变更为“{later}”，更名日期不详，旧名称记为曾用名。"
        draft.say("later_name", values.warning("name.changed", message))
    held["name"] = later or held.get("name", "")
    if not held["name"] and not any(issue["field"] in ("name", "later_name") for issue in draft.issues):
        draft.say("name", values.error("name.missing", "没有名称。"))
    held["org_type"] = _type_of(held, batch)
    if not held["org_type"]:
        draft.say("org_type", values.error("org_type.missing", "看不出组织类型，请在“对应列”中选择默认类型。"))
    code = held.get("uscc", "")
    if code:
        for issue in uscc.check(code, org_type=_TYPE_NAME.get(held["org_type"], ""), known_region=lambda _: True):
            if issue.code == "uscc.type":
                draft.say("uscc", issue)
    elif "uscc" in held and not any(issue["field"] == "uscc" for issue in draft.issues):
        draft.say("uscc", values.warning("uscc.missing", "没有统一社会信用代码。"))
    if "registered_on" in held and not held["registered_on"] and not draft.raw_says("registered_on", batch.mapping):
        draft.say("registered_on", values.warning("registered_on.missing", "没有成立登记日期。"))
    held["has_public_fundraising"] = held.pop("fundraising", None)


def _type_of(held: dict, batch: ImportBatch) -> str:
    if held.get("org_type"):
        return held["org_type"]
    name = held["name"]
    for endings, org_type in _ENDINGS:
        if name.endswith(endings):
            return str(org_type)
    second = held.get("uscc", "")[1:2]
    return second if second in _TYPE_NAME else batch.org_type


def _look_up(drafts: list[Draft], batch: ImportBatch, regions: Regions, units: Units) -> None:
    gaps: dict[tuple[str, str], None] = {}
    for draft in drafts:
        held = draft.values
        city, unit = held.get("city", ""), held.get("business_supervisor", "")
        if city:
            held["region_id"], several = regions.find(city)
            if held["region_id"] is None:
                reason = "对应多个同名地区" if several > 1 else "不在已载入的行政区划中"
                message = f"地区“{city}”{reason}，地区留空，已列入未匹配地区清单。"
                draft.say("city", values.warning("city.unknown", message))
                gaps[str(GapKind.REGION), city[:120]] = None
            else:
                held["region_name"] = regions.name_of.get(held["region_id"], "")
        if unit:
            held["business_supervisor_id"] = units.find(unit)
            if held["business_supervisor_id"] is None:
                message = f"业务主管单位“{unit}”不是平台中的部门，文字保留，已列入未匹配单位清单。"
                draft.say("business_supervisor", values.warning("unit.unknown", message))
                gaps[str(GapKind.UNIT), unit[:120]] = None
        elif "business_supervisor" in held:
            draft.say("business_supervisor", values.warning("unit.missing", "没有业务主管单位。"))
    ImportGap.objects.bulk_create(
        [ImportGap(department=batch.department, kind=kind, word=word) for kind, word in gaps],
        ignore_conflicts=True,
        batch_size=1000,
    )


def _find_twice(drafts: list[Draft]) -> None:
    """Both lines of a pair name each other."""
    for key, label, severity in _TWICE:
        lines: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.values.get(key):
                lines[draft.values[key]].append(draft)
        for value, group in lines.items():
            if len(group) > 1:
                named = "、".join(f"第{d.line}行“{d.title}”" for d in group[:5])
                more = f"等{len(group)}行" if len(group) > 5 else ""
                for draft in group:
                    draft.say(key, severity(f"{key}.twice", f"{label}“{value}”在文件中重复：{named}{more}。"))


def _keep_decisions(batch: ImportBatch, drafts: list[Draft]) -> None:
    """Reasons and decisions of an earlier check of the same file stay with their lines."""
    rows = batch.rows.filter(is_decided=True) | batch.rows.exclude(overrides={})
    earlier = {row.line: row for row in rows.only("line", "overrides", "decision", "is_decided", "organization_id")}
    for draft in drafts:
        row = earlier.get(draft.line)
        if row is None:
            continue
        draft.overrides = row.overrides
        if row.is_decided and row.organization_id == draft.organization_id:
            draft.decision, draft.is_decided = row.decision, True


def rows_of(batch: ImportBatch, drafts: Iterable[Draft]) -> list[ImportRow]:
    """Unsaved staging rows, their issues worst first."""
    return [_row(batch, draft) for draft in drafts]


def _row(batch: ImportBatch, draft: Draft) -> ImportRow:
    draft.issues.sort(key=lambda issue: ORDER[Severity(issue["severity"])])
    return ImportRow(
        batch=batch,
        line=draft.line,
        raw=draft.raw,
        numeric=draft.numeric,
        values=draft.values,
        issues=draft.issues,
        issue_codes=list(dict.fromkeys(issue["code"] for issue in draft.issues)),
        severity=worst(draft.issues, {**batch.overrides, **draft.overrides}),
        overrides=draft.overrides,
        decision=draft.decision,
        is_decided=draft.is_decided,
        match_on=draft.match_on,
        organization_id=draft.organization_id,
        changes=draft.changes,
    )


def day_of(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
