"""The form of one section, built from the form version: drawing and reading back; what it means is the engine's."""

from django import forms
from django.forms.utils import ErrorDict, ErrorList

from registry.annual_reports import row_tables, sheet_lines
from registry.annual_reports.prefill import FROM_LAST_YEAR, LastYear
from registry.annual_reports.shown import label_of, shown, table_rows
from registry.report_forms import answers as edge
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import REASONS, Answer, Answers, Field, Section

REASON = "reason__"
TAKE = "take__"


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


class SectionForm(forms.Form):
    """One section with its answers and problems; drawing only: what is posted goes through `answers_of`."""

    use_required_attribute = False

    def __init__(
        self,
        section: Section,
        answers: Answers,
        *,
        version: int,
        problems: list[Problem],
        progress,
        asked_rows: dict[str, int] | None = None,
    ):
        self.section, self.answers, self.problems = section, answers, problems
        self._progress, self.asked_rows = progress, asked_rows or {}
        self._known = {} if section.sheet else progress.known(section)
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
        note = "" if self.section.sheet else source_note(field, given, self._known, last)
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

    @property
    def calculated(self) -> list[str]:
        """What was worked out and holds, such as a ratio within its limit."""
        return [problem.text for problem in self.problems if problem.kind == "info"]

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
            last_text = checks.said(field, before) if before is not None else ""
            rows.append({"field": field, "bound": self[field.key], "last_text": last_text, "change": change})
        return rows

    def drawing(self) -> sheet_lines.Drawing:
        """For the sheet layout."""
        schema = self._progress.schema
        numbers = checks.numbers(schema, {**self._progress.answers, self.section.key: self.answers})
        own = sum(check.section == self.section.key and check.severity == "hard" for check in schema.checks)
        return sheet_lines.drawing(self.section, self.answers, numbers, self.problems, self._progress.last, own)

    def bound_fields(self) -> list:
        return [(self[field.key], field.wide) for field in self.asked if not field.is_table]

    def tables(self) -> list[dict]:
        return [self._table(field) for field in self.asked if field.is_table]

    def _table(self, field: Field) -> dict:
        drawn = row_tables.drawn(
            field,
            self.answers.get(field.key, ""),
            label_of=label_of,
            asked_rows=self.asked_rows.get(field.key, 0),
            problems=self.problems,
        )
        return {**drawn, "bound": self[field.key]}

    def reason_fields(self) -> list:
        return [self[f"{REASON}{problem.code}"] for problem in self.soft]


def _typed(field: Field, given: Answer) -> str:
    return "" if isinstance(given, list) else edge.as_typed(field, given)


def answers_of(section: Section, posted) -> Answers:
    """Field → answer of a posted section in yuan; a checkbox or radio that was not sent is an empty answer."""
    return {field.key: _posted(field, posted) for field in section.fields}


def _posted(field: Field, posted) -> Answer:
    return row_tables.posted(field, posted) if field.is_table else edge.from_typed(field, posted.get(field.key, ""))


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
