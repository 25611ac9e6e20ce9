"""Pages of staging rows and what a page shows of a row."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from core.listing import keyset
from core.listing.filters import clean
from registry.identifiers.issues import Severity
from registry.imports.fields import FIELD_LABELS, TARGET
from registry.imports.issue_labels import label
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import Decision, Outcome
from registry.organizations.states import OrgType

PER_PAGE = 25
SHOW = {
    "error": "错误",
    "confirm": "须说明",
    "warning": "提示",
    "clean": "无问题",
    "skip": "不导入",
}
TONES = {Severity.ERROR: "danger", Severity.CONFIRM: "warning", Severity.WARNING: "info"}
WORDS = {Severity.ERROR: "错误", Severity.CONFIRM: "须说明", Severity.WARNING: "提示"}
_OUTCOME_TONES = {
    Outcome.CREATED: "ok",
    Outcome.UPDATED: "ok",
    Outcome.REFUSED: "danger",
    Outcome.KEPT: "danger",
    Outcome.PARTLY: "warning",
}


@dataclass(frozen=True)
class Page:
    """One page by position, and where one can go from it; see core/listing/keyset.py."""

    rows: list
    total: int
    first_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    last_url: str = ""


def _page(rows, sort: keyset.Sort, request) -> Page:
    order, total = keyset.Order(sort, rows.model), rows.count()
    found = keyset.cut(rows, order, request.GET.get("at", ""), PER_PAGE, total)

    def url(at: str) -> str:
        return f"?{clean(request.GET, at=at)}"

    if not found.rows:
        return Page([], total)
    return Page(
        rows=found.rows,
        total=total,
        first_url=url("") if found.has_previous else "",
        previous_url=url(keyset.token(order, "before", found.rows[0])) if found.has_previous else "",
        next_url=url(keyset.token(order, "after", found.rows[-1])) if found.has_next else "",
        last_url=url("last") if found.has_next else "",
    )


def by_line(rows, request) -> Page:
    """Staging rows in the order of the file."""
    return _page(rows, keyset.Sort("line", "行号", ("line",)), request)


def by_word(gaps, request) -> Page:
    return _page(gaps, keyset.Sort("word", "写法", ("word",)), request)


class RowFilter:
    """What the address says about which rows to show; unknown values show everything."""

    def __init__(self, parameters):
        self.show = parameters.get("show", "") if parameters.get("show") in SHOW else ""
        self.kind = parameters.get("kind", "")[:40].replace("\x00", "")
        self.outcome = parameters.get("outcome", "") if parameters.get("outcome") in Outcome.values else ""

    def of(self, rows):
        if self.show == "skip":
            rows = rows.filter(decision=Decision.SKIP)
        elif self.show:
            rows = rows.filter(severity="" if self.show == "clean" else self.show)
        if self.kind:
            rows = rows.filter(issue_codes__contains=[self.kind])
        return rows.filter(outcome=self.outcome) if self.outcome else rows

    @property
    def chips(self) -> list[dict]:
        """One chip for each condition, with the address that takes it away."""
        given = {"show": self.show, "kind": self.kind, "outcome": self.outcome}
        words = {
            "show": f"问题：{SHOW.get(self.show, '')}",
            "kind": f"种类：{label(self.kind)}",
            "outcome": f"结果：{Outcome(self.outcome).label}",
        }
        return [
            {
                "label": words[name],
                "remove_url": f"?{urlencode({k: v for k, v in given.items() if v and k != name})}",
            }
            for name, value in given.items()
            if value
        ]


@dataclass
class ShownRow:
    row: ImportRow
    title: str
    facts: str
    issues: list[dict] = field(default_factory=list)
    outcome_tone: str = "neutral"
    is_held: bool = False


def shown(row: ImportRow, batch: ImportBatch) -> ShownRow:
    held = row.values
    reasons = {**batch.overrides, **row.overrides}
    issues = [
        {
            **issue,
            "label": label(issue["code"]),
            "word": WORDS[Severity(issue["severity"])],
            "tone": TONES[Severity(issue["severity"])],
            "reason": reasons.get(issue["code"], "") if issue["severity"] == Severity.CONFIRM else "",
            "is_own": issue["code"] in row.overrides,
            "needs_reason": issue["severity"] == Severity.CONFIRM and not reasons.get(issue["code"]),
        }
        for issue in row.issues
    ]
    codes = [held.get("uscc"), held.get("org_code") if not held.get("uscc") else "", held.get("legacy_reg_no")]
    parts = [*codes, held.get("registered_on"), held.get("region_name") or held.get("city")]
    return ShownRow(
        row=row,
        title=held.get("name") or "（没有名称）",
        facts=" · ".join(part for part in parts if part),
        issues=issues,
        outcome_tone=_OUTCOME_TONES.get(Outcome(row.outcome), "neutral"),
        is_held=row.severity in (Severity.ERROR, Severity.CONFIRM) and row.decision != Decision.SKIP,
    )


def cells(row: ImportRow, batch: ImportBatch) -> list[dict]:
    """Every column: header, target, what the file says, what was read."""
    found = []
    for i, title in enumerate(batch.header):
        key = batch.mapping[i] if i < len(batch.mapping) else ""
        found.append(
            {
                "title": title,
                "target": TARGET[key].label if key in TARGET else "",
                "raw": row.raw[i] if i < len(row.raw) else "",
                "read": _read(key, row.values) if key else "",
                "is_number": i in row.numeric,
            }
        )
    return found


def _read(key: str, held: dict) -> str:
    if key == "fundraising":
        return {True: "有公开募捐资格", False: "无公开募捐资格"}.get(held.get("has_public_fundraising"), "")
    if key == "city":
        return held.get("region_name", "")
    if key == "name" and held.get("former_name"):
        return f"曾用名：{held['former_name']}"
    if key == "later_name":
        return held.get("name", "")
    if key == "org_type" and held.get("org_type"):
        return OrgType(held["org_type"]).label
    if key == "registered_funds_yuan" and held.get(key):
        return f"{held[key]} 元"
    value = held.get(key)
    return "" if value is None else str(value)


def changes(row: ImportRow, words: dict[str, dict[int, str]]) -> list[dict]:
    """Field by field: what the register says and what the list says."""

    def said(name, value):
        if value in (None, ""):
            return ""
        if isinstance(value, bool):
            return "有" if value else "无"
        return words.get(name, {}).get(value, str(value))

    return [
        {"label": FIELD_LABELS[name], "old": said(name, old), "new": said(name, new)}
        for name, (old, new) in row.changes.items()
    ]
