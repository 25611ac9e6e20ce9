"""The form of one section, built from the form version: drawing and reading back; what it means is the engine's."""

from django import forms
from django.forms.utils import ErrorDict, ErrorList

from registry.annual_reports.prefill import FROM_LAST_YEAR, LastYear
from registry.annual_reports.shown import shown, table_rows
from registry.report_forms import answers as edge
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import NOTHING, REASONS, Answer, Answers, Field, Section

REASON = "reason__"
TAKE = "take__"
NONE = "__nothing"  # the checkbox of a table that has nothing to list
SPARE = 3  # empty rows below a table


def _widget(field: Field) -> forms.Widget:
    if field.kind == "long_text":
        return forms.Textarea(attrs={"rows": 5})
    if field.kind == "date":
        return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if field.kind == "bool":
        return forms.RadioSelect(choices=field.options)
    if field.kind == "choice":
        return forms.Select(choices=[("", "请选择"), *field.options])
    if field.is_number:
        mode = "decimal" if field.is_money else "numeric"
        return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
    return forms.TextInput(attrs={"autocomplete": "off"})


def source_note(field: Field, given: Answer, known: dict[str, tuple[Answer, str]], last: LastYear) -> str:
    """Where a prefilled answer comes from, and what stood here last year (`last` is empty where a column says it)."""
    notes = [field.hint] if field.hint else []
    if field.key in known and not field.is_fixed:
        offered, source = known[field.key]
        same = offered == given
        notes.append(f"来自{source}" if same or field.is_table else f"{source}为“{shown(field, offered)}”")
    is_said = field.key in known and known[field.key][1] == FROM_LAST_YEAR
    if field.is_number and field.figure_code in last.figures and not is_said:
        notes.append(f"上年 {checks.said(field, last.figures[field.figure_code])}")
    return " · ".join(notes)


def label_of(field: Field) -> str:
    return f"{field.label}（{field.unit_label}）" if field.unit_label else field.label


class SectionForm(forms.Form):
    """One section with its answers and problems; drawing only: what is posted goes through `answers_of`."""

    use_required_attribute = False

    def __init__(self, section: Section, answers: Answers, *, version: int, problems: list[Problem], progress):
        self.section, self.answers, self.problems = section, answers, problems
        self._progress = progress
        reasons = answers.get(REASONS, {})
        fields = section.by_key
        data = {key: _typed(fields[key], given) for key, given in answers.items() if key in fields}
        data |= {"version": str(version), **{f"{REASON}{code}": text for code, text in reasons.items()}}
        super().__init__(data, auto_id="id_%s", label_suffix="")
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        for field in self.asked:
            self.fields[field.key] = self._drawn(field)
        for problem in self.soft:
            self.fields[f"{REASON}{problem.code}"] = forms.CharField(
                label=problem.text,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=f"请说明原因，不少于{checks.REASON_LENGTH}个字",
            )

    def _drawn(self, field: Field) -> forms.Field:
        given = self.answers.get(field.key, "")
        last = LastYear() if self.section.layout == "statement" else self._progress.last
        note = "" if self.section.sheet else source_note(field, given, self._progress.known, last)
        if field.is_fixed:
            return forms.CharField(
                label=field.label, help_text=note, disabled=True, required=False, initial=shown(field, given) or "—"
            )
        return forms.CharField(label=label_of(field), required=field.required, widget=_widget(field), help_text=note)

    @property
    def asked(self) -> list[Field]:
        """Without those whose condition does not hold."""
        flat = {**checks.flat(self._progress.answers), **self.answers}
        fields = self._progress.schema.fields
        return [field for field in self.section.fields if checks.is_asked(fields, field, flat)]

    @property
    def soft(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.kind == "soft"]

    def full_clean(self):
        """The engine has judged already: its sentences become the errors of the fields."""
        self._errors, self.cleaned_data = ErrorDict(), dict(self.answers)
        for problem in self.problems:
            if not problem.blocks:
                continue
            name = f"{REASON}{problem.code}" if problem.kind == "soft" else problem.field
            ask = f"，请说明原因（不少于{checks.REASON_LENGTH}个字）" if problem.kind == "soft" else ""
            text = f"{problem.text}{ask}"
            if name in self.fields:
                self._errors.setdefault(name, ErrorList()).append(text)

    def rows(self) -> list[dict]:
        """For the statement layout: line number, last year, change beside each field."""
        last = self._progress.last.figures
        rows = []
        for field in self.asked:
            before, text = last.get(field.figure_code), self.answers.get(field.key, "")
            is_readable = field.is_number and text and not checks.complaint(field, text)
            now = checks.figure(field, text) if is_readable else None
            percent = checks.change_percent(now, before) if now is not None and before is not None else None
            change = f"{percent:+}%" if percent else ""
            rows.append({"field": field, "bound": self[field.key], "last": before, "change": change})
        return rows

    def lines(self) -> list[dict]:
        """For the sheet layout: every line with the bound fields of its columns."""
        sheet = self.section.sheet
        totals = checks.numbers(self._progress.schema, {**self._progress.answers, self.section.key: self.answers})
        return [
            {
                "line": line,
                "cells": [self._cell(sheet.cell(line.row, column.key), column, totals) for column in sheet.columns],
            }
            for line in sheet.lines
        ]

    def _cell(self, key: str, column, numbers) -> dict:
        """A computed cell that was left blank says what it will be."""
        field = self.section.by_key[key]
        is_blank = field.is_total and not self.answers.get(key) and key in numbers
        computed = checks.said(field, numbers[key]) if is_blank else ""
        return {"field": field, "bound": self[key], "column": column, "computed": computed}

    def bound_fields(self) -> list:
        return [(self[field.key], field.wide) for field in self.asked if not field.is_table]

    def tables(self) -> list[dict]:
        return [self._table(field) for field in self.asked if field.is_table]

    def _table(self, field: Field) -> dict:
        given = self.answers.get(field.key, "")
        filled = edge.rows_of(given)
        rows = [self._row(field, place, row) for place, row in enumerate([*filled, *([{}] * SPARE)])]
        return {
            "field": field, "bound": self[field.key], "rows": rows, "nothing": f"{field.key}{NONE}",
            "is_nothing": given == NOTHING,
        }  # fmt: skip

    @staticmethod
    def _row(field: Field, place: int, row: dict[str, str]) -> list[dict]:
        return [
            {
                "column": one,
                "name": f"{field.key}__{place}__{one.key}",
                "value": edge.as_typed(one, row.get(one.key, "")),
                "label": f"{field.label}第 {place + 1} 行：{label_of(one)}",
            }
            for one in field.columns
        ]

    def reason_fields(self) -> list:
        return [self[f"{REASON}{problem.code}"] for problem in self.soft]


def _typed(field: Field, given: Answer) -> str:
    return "" if isinstance(given, list) else edge.as_typed(field, given)


def answers_of(section: Section, posted) -> Answers:
    """Field → answer of a posted section in yuan; a checkbox or radio that was not sent is an empty answer.

    A table comes as `field__row__column`, with `field__nothing` for none, or as one JSON text under its own name.
    """
    return {
        field.key: _posted_rows(field, posted) if field.is_table else edge.from_typed(field, posted.get(field.key, ""))
        for field in section.fields
    }


def _posted_rows(field: Field, posted) -> Answer:
    if posted.get(f"{field.key}{NONE}"):
        return NOTHING
    if field.key in posted:
        given = edge.tidy(field, posted[field.key])
        return given if isinstance(given, str) else [_in_yuan(field, row) for row in given]
    prefix, rows = f"{field.key}__", {}
    for name in posted:
        place, _, column = name.removeprefix(prefix).partition("__")
        if name.startswith(prefix) and place.isdecimal() and len(place) < 5:
            rows.setdefault(int(place), {})[column] = posted[name]
    return [_in_yuan(field, rows[place]) for place in sorted(rows)]


def _in_yuan(field: Field, row: dict[str, str]) -> dict[str, str]:
    return {one.key: edge.from_typed(one, row.get(one.key, "")) for one in field.columns}


def reasons_of(posted) -> dict[str, str]:
    return {name.removeprefix(REASON): posted[name] for name in posted if name.startswith(REASON)}


def read(section: Section, answers: Answers, asked: list[Field], numbers: dict) -> dict:
    """A section to be read: `pairs` of label and text, `tables` with their rows, `lines` of a statement."""
    if section.sheet:
        return {"pairs": [], "tables": [], "sheet": section.sheet, "lines": _read_lines(section, numbers)}
    return {
        "pairs": [(label_of(f), shown(f, answers.get(f.key, "")), f.wide) for f in asked if not f.is_table],
        "tables": [
            {"field": f, "rows": table_rows(f, answers.get(f.key, "")), "text": shown(f, answers.get(f.key, ""))}
            for f in asked
            if f.is_table
        ],
        "sheet": None,
        "lines": [],
    }


def _read_lines(section: Section, numbers: dict) -> list[dict]:
    """Lines with an amount in any column, and the totals."""
    sheet, found = section.sheet, []
    for line in sheet.lines:
        keys = [sheet.cell(line.row, column.key) for column in sheet.columns]
        if line.is_total or any(numbers.get(key) for key in keys):
            cells = [checks.said(section.by_key[key], numbers[key]) if key in numbers else "" for key in keys]
            found.append({"line": line, "cells": cells})
    return found
