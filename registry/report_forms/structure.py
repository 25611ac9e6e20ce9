"""A form version as objects: sections, fields, checks. Pure; what the keys mean is said here, `schema` reads them."""

from dataclasses import dataclass
from functools import cached_property

NUMBERS = ("integer", "money_yuan")
Row = dict[str, str]  # of a table: column → text
Answer = str | list[Row]
Answers = dict[str, Answer]  # of one section: field key → what was given, normalized where it is valid
REASONS = "_reasons"  # in the answers of a section: check code → why the soft check does not hold
NOTHING = "none"  # the answer to a table with nothing to list this year; unanswered is ""
UNIT_LABELS = {"yuan": "元", "wan": "万元"}


@dataclass(frozen=True)
class Condition:
    """The field is asked only where `field` was answered with `value` (and is asked itself)."""

    field: str
    value: str


@dataclass(frozen=True)
class Field:
    """`kind`: text, long_text, integer, money_yuan (two decimals, kept as text), date, choice, bool (yes/no), table.

    `row` and `column` are the place in a statement. `prefill`: "registry.<item>", "last_year" (the same field) or
    "last_year:<field>"; several, separated by "|", are tried in turn. `must_be` is the one answer that lets the report
    be sent. `code` names the figure across versions of the form (default: the key). `unit` is how an amount is typed
    and printed; it is always kept in yuan. A fixed field says what the register says and is not typed.
    A table has `columns` (no conditions, no tables within) and between `min_rows` and `max_rows` rows, unless
    `nothing_label` lets it be answered with NOTHING.
    """

    key: str
    label: str
    kind: str
    section: str
    required: bool = False
    hint: str = ""
    row: str = ""
    column: str = ""
    prefill: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    show_if: Condition | None = None
    max_length: int = 200
    min_length: int = 0
    may_be_negative: bool = False
    is_total: bool = False
    is_fixed: bool = False
    is_private: bool = False
    must_be: str = ""
    wide: bool = False
    code: str = ""
    unit: str = "yuan"
    columns: tuple["Field", ...] = ()
    min_rows: int = 1
    max_rows: int = 200
    nothing_label: str = ""
    sheet_title: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def is_money(self) -> bool:
        return self.kind == "money_yuan"

    @property
    def is_table(self) -> bool:
        return self.kind == "table"

    @property
    def is_chosen(self) -> bool:
        return self.kind in ("choice", "bool")

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        return (("yes", "是"), ("no", "否")) if self.kind == "bool" else self.choices

    @property
    def figure_code(self) -> str:
        return self.code or self.key

    @property
    def unit_label(self) -> str:
        """What stands behind an amount; "" for everything else."""
        return UNIT_LABELS[self.unit] if self.is_money else ""


@dataclass(frozen=True)
class Check:
    """`severity` hard (must hold), soft (else a reason is asked for) or info; `terms` as its kind needs them.

    total: `total` = sum of `plus` − sum of `minus` (neither: zero) · at_most: `field`, or the sum of `parts`, ≤
    `limit` · at_least: `field` ≥ `limit` · any_floor: one of `floors` {fields, value} is reached · same_as_last_year:
    `field` = last year's figure `last` · carried: every cell of `pairs` = last year's figure · change: `field` differs
    from last year by less than `percent` · one_of: `field` = one of `among`. "table.column" is the sum of a column,
    "table.#" the number of rows.
    """

    code: str
    section: str
    severity: str
    kind: str
    terms: dict

    @property
    def field(self) -> str:
        """Where the sentence stands."""
        return self.terms.get("total") or self.terms.get("field") or self.fields[0]

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything it compares within the report."""
        named = [self.terms.get(name) for name in ("total", "field", "limit")]
        floors = [key for floor in self.terms.get("floors", ()) for key in floor["fields"]]
        lists = [key for name in ("plus", "minus", "parts", "among") for key in self.terms.get(name, ())]
        pairs = [cell for cell, _ in self.terms.get("pairs", ())]
        return tuple(dict.fromkeys(key for key in (*named, *lists, *floors, *pairs) if key))


@dataclass(frozen=True)
class SheetColumn:
    """`plus`: this column is the sum of those columns."""

    key: str
    label: str
    group: str = ""
    plus: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetLine:
    """A line of a statement; one with `plus` or `minus` (row numbers) is a total of those lines in every column.

    `heading` stands above the line; a line of `part_of` is one of its "其中".
    """

    row: str
    label: str
    heading: str = ""
    part_of: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    may_be_negative: bool = False

    @property
    def is_total(self) -> bool:
        return bool(self.plus or self.minus)


@dataclass(frozen=True)
class Sheet:
    """The grid of a statement: every line in every column is a field of the section, its key is `cell`."""

    prefix: str
    columns: tuple[SheetColumn, ...]
    lines: tuple[SheetLine, ...]

    def cell(self, row: str, column: str) -> str:
        return f"{self.prefix}_{row.replace('.', '_')}_{column}"

    def made_of(self, line: SheetLine, column: SheetColumn) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Keys a computed cell adds and subtracts; both empty for one that is typed."""
        if line.is_total:
            return tuple(self.cell(row, column.key) for row in line.plus), tuple(
                self.cell(row, column.key) for row in line.minus
            )
        return tuple(self.cell(line.row, key) for key in column.plus), ()

    @cached_property
    def formulas(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Computed cell → what it adds and subtracts."""
        made = {
            self.cell(line.row, column.key): self.made_of(line, column)
            for line in self.lines
            for column in self.columns
        }
        return {key: terms for key, terms in made.items() if terms != ((), ())}


@dataclass(frozen=True)
class Section:
    """`layout`: grid, statement (one line a field, last year beside it) or sheet (the grid of `sheet`).

    With `show_if` the whole section is asked only where that holds.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    layout: str = "grid"
    needs_confirmation: bool = False
    show_if: Condition | None = None
    unit: str = "yuan"
    sheet: Sheet | None = None

    @property
    def unit_label(self) -> str:
        return UNIT_LABELS[self.unit]

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}


@dataclass(frozen=True)
class FormSchema:
    code: str
    title: str
    minutes: int
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    template: str = ""

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Keys are unique over the whole form."""
        return {field.key: field for section in self.sections for field in section.fields}

    @cached_property
    def measures(self) -> dict[str, Field]:
        """What checks may say of tables, as if it were a field: "table.column" and "table.#"."""
        found = {}
        for table in (field for field in self.fields.values() if field.is_table):
            made = [(f"{table.key}.#", f"{table.label}（行数）", "integer", "yuan")]
            made += [
                (f"{table.key}.{one.key}", f"{table.label}中“{one.label}”合计", one.kind, one.unit)
                for one in table.columns
                if one.is_number
            ]
            for key, label, kind, unit in made:
                found[key] = Field(key, label, kind, table.section, unit=unit)
        return found

    @cached_property
    def compared(self) -> dict[str, Field]:
        """Everything a check can name."""
        return {**self.fields, **self.measures}
