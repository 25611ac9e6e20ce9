"""Pages of staging rows and what a page shows of a row."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from core.listing import keyset
from core.listing.filters import clean
from registry.identifiers.issues import Severity
from registry.imports.kind import ImportKind, kind_of
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.queries import MATCHED
from registry.imports.states import Decision, Outcome

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

    def __init__(self, parameters, kind: ImportKind):
        self.label = kind.issue_label
        self.show = parameters.get("show", "") if parameters.get("show") in SHOW else ""
        self.kind = parameters.get("kind", "")[:40].replace("\x00", "")
        self.outcome = parameters.get("outcome", "") if parameters.get("outcome") in Outcome.values else ""
        self.decision = parameters.get("decision", "") if parameters.get("decision") in Decision.values else ""
        self.match = parameters.get("match", "")[:20].replace("\x00", "")

    def of(self, rows):
        if self.show == "skip":
            rows = rows.filter(decision=Decision.SKIP)
        elif self.show:
            rows = rows.filter(severity="" if self.show == "clean" else self.show)
        if self.kind:
            rows = rows.filter(issue_codes__contains=[self.kind])
        given = {"outcome": self.outcome, "decision": self.decision, "match_on": self.match}
        return rows.filter(**{name: value for name, value in given.items() if value})

    @property
    def given(self) -> dict[str, str]:
        names = ("show", "kind", "outcome", "decision", "match")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    @property
    def chips(self) -> list[dict]:
        """One chip for each condition, with the address that takes it away."""
        given = self.given
        words = {
            "show": f"问题：{SHOW.get(self.show, '')}",
            "kind": f"种类：{self.label(self.kind)}",
            "outcome": f"结果：{Outcome(self.outcome).label}",
            "decision": f"处理：{Decision(self.decision).label if self.decision else ''}",
            "match": f"匹配：{MATCHED.get(self.match, self.match)}",
        }
        return [
            {
                "label": words[name],
                "remove_url": f"?{urlencode({k: v for k, v in given.items() if k != name})}",
            }
            for name in given
        ]


@dataclass
class ShownRow:
    row: ImportRow
    title: str
    facts: str
    issues: list[dict] = field(default_factory=list)
    outcome_tone: str = "neutral"
    is_held: bool = False
    changed: str = ""
    match_words: str = ""


def shown(row: ImportRow, batch: ImportBatch) -> ShownRow:
    kind, reasons = kind_of(batch), {**batch.overrides, **row.overrides}
    issues = [
        {
            **issue,
            "label": kind.issue_label(issue["code"]),
            "word": WORDS[Severity(issue["severity"])],
            "tone": TONES[Severity(issue["severity"])],
            "reason": reasons.get(issue["code"], "") if issue["severity"] == Severity.CONFIRM else "",
            "is_own": issue["code"] in row.overrides,
            "needs_reason": issue["severity"] == Severity.CONFIRM and not reasons.get(issue["code"]),
        }
        for issue in row.issues
    ]
    return ShownRow(
        row=row,
        title=kind.title(row.values) or f"（没有{kind.field_label('name')}）",
        facts=" · ".join(str(part) for part in kind.facts(row.values) if part),
        issues=issues,
        outcome_tone=_OUTCOME_TONES.get(Outcome(row.outcome), "neutral"),
        is_held=row.severity in (Severity.ERROR, Severity.CONFIRM) and row.decision != Decision.SKIP,
        changed="、".join(kind.field_label(name) for name in row.wanted),
        match_words=MATCHED.get(row.match_on, ""),
    )


def cells(row: ImportRow, batch: ImportBatch) -> list[dict]:
    """Every column: header, target, what the file says, what was read, what is wrong with it."""
    kind, found = kind_of(batch), []
    for i, title in enumerate(batch.header):
        key = batch.mapping[i] if i < len(batch.mapping) else ""
        found.append(
            {
                "title": title,
                "target": kind.field_label(key) if kind.target(key) else "",
                "raw": row.raw[i] if i < len(row.raw) else "",
                "read": kind.read(key, row.values) if key else "",
                "is_number": i in row.numeric,
                "problems": [issue["message"] for issue in row.issues if key and issue["field"] == key],
            }
        )
    return found


def changes(row: ImportRow, batch: ImportBatch) -> list[dict]:
    """Field by field: what the record says and what the list says."""
    kind = kind_of(batch)
    words = kind.in_words([row])

    def said(name, value):
        if value in (None, ""):
            return ""
        if isinstance(value, bool):
            return "有" if value else "无"
        return words.get(name, {}).get(value, str(value))

    return [
        {"name": name, "label": kind.field_label(name), "old": said(name, old), "new": said(name, new),
         "is_kept": name in row.kept}
        for name, (old, new) in row.changes.items()
    ]  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    id: int
    title: str
    url: str
    reasons: str
    is_meant: bool


def side_by_side(row: ImportRow, batch: ImportBatch, more: list[int]) -> dict:
    """The row beside every record that came into question: {candidates, rows: [{label, listed, values}]}."""
    kind = kind_of(batch)
    reasons = {one["id"]: one["reasons"] for one in row.candidates}
    ids = list(dict.fromkeys([*reasons, *([row.subject_id] if row.subject_id else []), *more]))[:MOST_BESIDE]
    records = kind.shown_records(ids)
    known = [pk for pk in ids if pk in records]
    found = [
        Candidate(pk, records[pk]["title"], records[pk]["url"], "、".join(reasons.get(pk, ["按名称查找"])),
                  pk == row.subject_id)
        for pk in known
    ]  # fmt: skip
    keys = list(dict.fromkeys(key for pk in known for key in records[pk]["facts"]))
    lines = [
        {
            "label": kind.field_label(key),
            "listed": kind.read(key, row.values),
            "values": [_beside(records[pk]["facts"].get(key, ""), kind.read(key, row.values)) for pk in known],
        }
        for key in keys
    ]
    is_open = bool(row.chosen_id) or any(not one.is_meant for one in found)
    return {"candidates": found, "rows": lines, "is_open": is_open}


MOST_BESIDE = 6


def _beside(held, listed: str) -> dict:
    text = str(held or "")
    return {"text": text, "differs": bool(listed and text and listed != text)}
