"""A statement as it is drawn: ruled lines with their cells, what a blank total will be, what stands against a line."""

from dataclasses import dataclass
from decimal import Decimal

from registry.annual_reports.prefill import LastYear
from registry.report_forms import answers as edge
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import Answers, Field, Section
from registry.report_forms.structure import SheetColumn, SheetLine


@dataclass(frozen=True)
class Cell:
    """`computed` is what a computed cell must be, as it is typed; `mark` says of a typed one whether it is."""

    field: Field
    column: SheetColumn
    value: str
    computed: str
    mark: str  # "", "ok" or "bad"
    is_wrong: bool


@dataclass(frozen=True)
class Line:
    line: SheetLine
    cells: tuple[Cell, ...]
    beside: str
    notes: tuple[Problem, ...]

    @property
    def note_id(self) -> str:
        return f"note_{self.cells[0].field.key}" if self.notes else ""


@dataclass(frozen=True)
class Drawing:
    """`groups`: (label, how many columns); `has_beside`: last year stands in a column of its own that is not typed."""

    lines: tuple[Line, ...]
    groups: tuple[tuple[str, int], ...]
    has_beside: bool
    identities: int
    failing: tuple[Problem, ...]

    @property
    def width(self) -> int:
        return 2 + len(self.lines[0].cells) + self.has_beside


def drawing(
    section: Section, answers: Answers, numbers: dict[str, Decimal], problems: list[Problem], last: LastYear, own: int
) -> Drawing:
    """`own`: how many hard identities the section is held to."""
    sheet = section.sheet
    has_beside = bool(last.figures) and not any(field.prefill for field in section.fields)
    lines = tuple(
        _line(section, line, answers, numbers, problems, last, has_beside=has_beside) for line in sheet.lines
    )
    failing = tuple(p for p in problems if p.kind == "hard")
    return Drawing(lines, _groups(sheet.columns), has_beside, own, failing)


def _groups(columns: tuple[SheetColumn, ...]) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for column in columns:
        if found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1] + 1)
        else:
            found.append((column.group, 1))
    return tuple(found) if any(label for label, _ in found) else ()


def _line(section, line, answers, numbers, problems, last, *, has_beside) -> Line:
    cells = tuple(_cell(section, line, column, answers, numbers, problems) for column in section.sheet.columns)
    keys = {cell.field.key for cell in cells}
    notes = tuple(p for p in problems if p.field in keys and p.kind in ("hard", "soft", "format", "missing"))
    first = cells[0].field
    before = last.figures.get(first.figure_code) if has_beside else None
    return Line(line, cells, checks.said(first, before) if before is not None else "", notes)


def _cell(section, line, column, answers, numbers, problems) -> Cell:
    key = section.sheet.cell(line.row, column.key)
    field, given = section.by_key[key], answers.get(key, "")
    must_be = _must_be(section, key, numbers)
    own = [p for p in problems if p.field == key and p.kind in ("hard", "format")]
    mark = ""
    if must_be is not None and given and key in numbers:
        mark = "ok" if abs(numbers[key] - must_be) < checks.TOLERANCE else "bad"
    return Cell(
        field=field,
        column=column,
        value=edge.as_typed(field, given),
        computed="" if must_be is None else edge.as_typed(field, f"{must_be:.2f}"),
        mark="bad" if own and mark else mark,
        is_wrong=bool(own),
    )


def _must_be(section: Section, key: str, numbers: dict[str, Decimal]) -> Decimal | None:
    plus, minus = section.sheet.formulas.get(key, ((), ()))
    if not (plus or minus) or any(one not in numbers for one in (*plus, *minus)):
        return None
    return sum((numbers[one] for one in plus), Decimal(0)) - sum((numbers[one] for one in minus), Decimal(0))
