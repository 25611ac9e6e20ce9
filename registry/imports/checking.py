"""Every error and warning of every row, found before anything is written to the tables of the portal.

Works on the whole list at once: each lookup is a few queries, whatever the number of rows.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable

from core import clock
from core.spreadsheets.table import Table
from registry.identifiers.issues import Severity
from registry.imports import values
from registry.imports.drafts import ORDER, Draft, worst
from registry.imports.kind import ImportKind, kind_of
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.sealed import is_sealed, masked, sealed
from registry.imports.states import Decision, Mode

Progress = Callable[[int, int, str], None]


def check(batch: ImportBatch, table: Table, *, progress: Progress = lambda done, total, stage: None) -> list[Draft]:
    """Drafts in the order of the file, with values, issues, matches and decisions. Writes only the gap list."""
    total, kind = len(table.rows), kind_of(batch)
    progress(0, total, "读取各列")
    drafts = _parsed(kind, batch, table, progress)
    _seal(kind, batch, drafts)
    for draft in drafts:
        kind.complete(draft, batch)
    kind.look_up(drafts, batch)
    progress(total, total, "查找重复")
    _find_twice(kind, drafts)
    progress(total, total, "与已有记录比对")
    earlier = _earlier(batch)
    for draft in drafts:
        if draft.line in earlier:
            draft.overrides, draft.chosen_id = earlier[draft.line].overrides, earlier[draft.line].chosen_id
    find_records(kind, drafts, batch)
    _keep_decisions(drafts, earlier)
    return drafts


def find_records(kind: ImportKind, drafts: list[Draft], batch: ImportBatch) -> None:
    """Which record each row means. No record is meant twice, and what the mode of the batch forbids is said."""
    for draft in drafts:
        draft.is_matching = True
    kind.match(drafts, batch)
    for draft in drafts:
        _heed_mode(kind, draft, batch)
        draft.is_matching = False


def _heed_mode(kind: ImportKind, draft: Draft, batch: ImportBatch) -> None:
    if draft.subject_id is not None or len(draft.candidates) > 1 or draft.decision != Decision.CREATE:
        return
    if batch.mode == Mode.UPDATE:
        message = "没有找到对应的记录。本批只更新已有的记录，请核对编号和名称，或在“改列对应”中改为“新增和更新”。"
        draft.say("", values.error("match.none", message))
    elif not kind.may_create and not any(issue["severity"] == Severity.ERROR for issue in draft.issues):
        draft.say("", values.error("match.none", f"没有找到对应的{kind.label}，请核对名称和代码。"))


def _parsed(kind: ImportKind, batch: ImportBatch, table: Table, progress: Progress) -> list[Draft]:
    columns = [(i, key) for i, key in enumerate(batch.mapping) if key]
    context = _context(kind, batch, table, columns)
    answers: dict[tuple, values.Answer] = {}  # lists repeat themselves: each spelling of a column is read once
    drafts = []
    for number, row in enumerate(table.rows):
        draft = Draft(row.line, row.cells, sorted(row.numeric))
        for i, key in columns:
            question = (key, row.cells[i], i in row.numeric)
            if question not in answers:
                answers[question] = kind.parser(key)(row.cells[i], numeric=i in row.numeric, **context[key])
            draft.values[key], issues = answers[question]
            for issue in issues:
                draft.say(key, issue)
        drafts.append(draft)
        if number % 500 == 0:
            progress(number, len(table.rows), "读取各列")
    return drafts


def _seal(kind: ImportKind, batch: ImportBatch, drafts: list[Draft]) -> None:
    """Numbers of persons leave the staging rows in the clear. A cell that still shows our own mask means the number
    that stood there before."""
    columns = [(i, key) for i, key in enumerate(batch.mapping) if key in kind.secrets]
    if not columns:
        return
    before = dict(batch.rows.values_list("line", "values"))
    for draft in drafts:
        draft.raw = list(draft.raw)
        for i, key in columns:
            what, known = kind.secrets[key], before.get(draft.line, {}).get(key)
            if is_sealed(known) and draft.raw[i].strip() == known["masked"]:
                draft.values[key] = known
                draft.issues = [issue for issue in draft.issues if issue["field"] != key]
            elif draft.values.get(key):
                draft.values[key] = sealed(what, draft.values[key])
            draft.raw[i] = masked(what, draft.raw[i])


def _context(kind: ImportKind, batch: ImportBatch, table: Table, columns: list) -> dict[str, dict]:
    today, context = clock.today(), {}
    for i, key in columns:
        common = {"label": kind.field_label(key), "header": table.header[i]}
        context[key] = common | kind.context(key, [row.cells[i] for row in table.rows], batch, today)
    return context


def _find_twice(kind: ImportKind, drafts: list[Draft]) -> None:
    """Both lines of a pair name each other."""
    for key, severity in kind.twice:
        lines: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.values.get(key):
                lines[_comparable(draft.values[key])].append(draft)
        for group in lines.values():
            value = kind.read(key, group[0].values) if key in kind.secrets else group[0].values[key]
            if len(group) > 1:
                named = "、".join(f"第{d.line}行“{kind.title(d.values)}”" for d in group[:5])
                more = f"等{len(group)}行" if len(group) > 5 else ""
                message = f"{kind.field_label(key)}“{value}”在文件中重复：{named}{more}。"
                for draft in group:
                    draft.say(key, severity(f"{key}.twice", message))


def _comparable(value):
    return value["hash"] if is_sealed(value) else value


def _earlier(batch: ImportBatch) -> dict[int, ImportRow]:
    """What was decided about lines in an earlier check: reasons, decisions, picked records, fields left alone."""
    touched = batch.rows.filter(is_decided=True) | batch.rows.exclude(overrides={})
    touched |= batch.rows.exclude(chosen_id=None) | batch.rows.exclude(kept=[])
    names = ("line", "overrides", "decision", "is_decided", "subject_id", "chosen_id", "kept")
    return {row.line: row for row in touched.only(*names)}


def _keep_decisions(drafts: list[Draft], earlier: dict[int, ImportRow]) -> None:
    for draft in drafts:
        row = earlier.get(draft.line)
        if row is None or row.subject_id != draft.subject_id:
            continue
        draft.kept = [name for name in row.kept if name in draft.changes]
        if row.is_decided:
            draft.decision, draft.is_decided = row.decision, True


def rows_of(batch: ImportBatch, drafts: Iterable[Draft]) -> list[ImportRow]:
    """Unsaved staging rows, their issues worst first."""
    return [_row(batch, draft) for draft in drafts]


COPIED = ("overrides", "decision", "is_decided", "match_on", "subject_id", "chosen_id", "candidates",
          "organization_id", "changes", "kept")  # fmt: skip


def _row(batch: ImportBatch, draft: Draft) -> ImportRow:
    row = ImportRow(batch=batch, line=draft.line, raw=draft.raw, numeric=draft.numeric)
    take(row, draft, batch)
    return row


def take(row: ImportRow, draft: Draft, batch: ImportBatch) -> None:
    """What a check found goes to its row."""
    draft.issues.sort(key=lambda issue: ORDER[Severity(issue["severity"])])
    row.values, row.issues = draft.values, draft.issues
    row.issue_codes = list(dict.fromkeys(issue["code"] for issue in draft.issues))
    row.severity = worst(draft.issues, {**batch.overrides, **draft.overrides})
    for name in COPIED:
        setattr(row, name, getattr(draft, name))


def draft_of(row: ImportRow) -> Draft:
    """A row once more on its way through matching: what was read stays, what matching said goes."""
    kept = [issue for issue in row.issues if not issue.get("of_match")]
    return Draft(
        row.line, row.raw, row.numeric, values=row.values, issues=kept, overrides=row.overrides,
        chosen_id=row.chosen_id,
    )  # fmt: skip


def day_of(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
