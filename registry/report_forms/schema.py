"""From the stored JSON of a form version to its objects. Raises TypeError or KeyError for what it does not know."""

from registry.report_forms.structure import (
    NOTHING,
    REASONS,
    Answer,
    Answers,
    Check,
    Condition,
    Field,
    FormSchema,
    Row,
    Section,
    Sheet,
    SheetColumn,
    SheetLine,
)

__all__ = ["NOTHING", "REASONS", "Answer", "Answers", "Check", "Field", "FormSchema", "Row", "Section", "Sheet"]

SHEET_ONLY = ("prefix", "columns", "lines", "codes", "prefill")
_parsed: dict[int, tuple[dict, FormSchema]] = {}


def is_party(section_key: str) -> bool:
    """The party-building part, which the party organ reviews."""
    return section_key == "party" or section_key.startswith("party_")


def schema_of(form) -> FormSchema:
    """Of a FormVersion, parsed once per process; the comparison guards against a row made anew under the same key."""
    known = _parsed.get(form.pk)
    if known is None or known[0] != form.schema:
        known = _parsed[form.pk] = (form.schema, parse(form.schema))
    return known[1]


def parse(raw: dict) -> FormSchema:
    """Of a whole (expanded) form."""
    sections = tuple(_section(one) for one in raw["sections"])
    own = [check for section in sections if section.sheet for check in _of_sheet(section)]
    schema = FormSchema(
        code=raw["code"],
        title=raw["title"],
        minutes=raw["minutes"],
        sections=sections,
        checks=(*own, *(_check(one, sections) for one in raw["checks"])),
        template=raw.get("template", ""),
    )
    for check in schema.checks:
        unknown = [key for key in check.fields if key not in schema.compared]
        if unknown:
            raise KeyError(f"check {check.code}: {unknown}")
    return schema


def _condition(raw: dict | None) -> Condition | None:
    return Condition(raw["field"], raw["is"]) if raw else None


def _field(raw: dict, section: dict, *, in_table: bool = False) -> Field:
    known = {**raw, "section": section["key"]}
    if "choices" in known:
        known["choices"] = tuple((value, label) for value, label in known["choices"])
    if "columns" in known:
        known["columns"] = tuple(_field(one, section, in_table=True) for one in known["columns"])
    if not in_table:
        known["show_if"] = _condition(known.get("show_if") or section.get("show_if"))
    if raw["kind"] == "long_text":
        known.setdefault("max_length", 2000)
    return Field(**known)


def _section(raw: dict) -> Section:
    known = {name: value for name, value in raw.items() if name not in SHEET_ONLY}
    known["show_if"] = _condition(raw.get("show_if"))
    if raw.get("layout") == "sheet":
        known["sheet"] = _sheet(raw)
        fields = _cells(known["sheet"], raw)
    else:
        fields = tuple(_field(one, raw) for one in raw["fields"])
    return Section(**{**known, "fields": fields})


def _sheet(raw: dict) -> Sheet:
    columns = tuple(SheetColumn(**{**one, "plus": tuple(one.get("plus", ()))}) for one in raw["columns"])
    lines = tuple(
        SheetLine(**{**one, "plus": tuple(one.get("plus", ())), "minus": tuple(one.get("minus", ()))})
        for one in raw["lines"]
    )
    return Sheet(raw["prefix"], columns, lines)


def _cells(sheet: Sheet, raw: dict) -> tuple[Field, ...]:
    codes, condition = raw.get("codes", {}), _condition(raw.get("show_if"))
    taken = raw.get("prefill", {})  # column → the column of last year's statement that it repeats
    return tuple(
        Field(
            key=(key := sheet.cell(line.row, column.key)),
            label=line.label if len(sheet.columns) == 1 else f"{line.label}（{column.group}{column.label}）",
            kind="money_yuan",
            section=raw["key"],
            row=line.row,
            column=column.key,
            show_if=condition,
            may_be_negative=line.may_be_negative,
            is_total=key in sheet.formulas,
            code=codes.get(key, ""),
            prefill=f"last_year:{sheet.cell(line.row, taken[column.key])}"
            if column.key in taken and key not in sheet.formulas
            else "",
            unit=raw.get("unit", "yuan"),
            sheet_title=raw["title"],
        )
        for line in sheet.lines
        for column in sheet.columns
    )


def _of_sheet(section: Section) -> list[Check]:
    """The identities a statement states by its own lines and columns."""
    sheet, found = section.sheet, []
    for line in sheet.lines:
        for column in sheet.columns:
            cell = sheet.cell(line.row, column.key)
            if line.is_total:
                plus, minus = sheet.made_of(line, column)
                terms = {"total": cell, "plus": list(plus), "minus": list(minus)}
                found.append(Check(f"{cell}_lines", section.key, "hard", "total", terms))
            if column.plus:
                terms = {"total": cell, "plus": [sheet.cell(line.row, key) for key in column.plus], "by": "column"}
                found.append(Check(f"{cell}_columns", section.key, "hard", "total", terms))
    return found + _of_parts(section)


def _of_parts(section: Section) -> list[Check]:
    sheet, found = section.sheet, []
    for whole in dict.fromkeys(line.part_of for line in sheet.lines if line.part_of):
        for column in sheet.columns:
            parts = [sheet.cell(line.row, column.key) for line in sheet.lines if line.part_of == whole]
            cell = sheet.cell(whole, column.key)
            terms = {"parts": parts, "limit": cell}
            found.append(Check(f"{cell}_parts", section.key, "hard", "at_most", terms))
    return found


def _check(raw: dict, sections: tuple[Section, ...]) -> Check:
    named = {name: raw[name] for name in ("code", "section", "severity", "kind")}
    terms = {name: value for name, value in raw.items() if name not in named}
    if raw["kind"] == "carried":
        section = next(one for one in sections if one.key == raw["section"])
        terms["pairs"] = _carried(section, terms.pop("carries"))
    return Check(**named, terms=terms)


def _carried(section: Section, columns: dict[str, str]) -> list[tuple[str, str]]:
    """This year's cell and the figure of last year that it repeats, line by line."""
    sheet = section.sheet
    return [
        (sheet.cell(line.row, here), section.by_key[sheet.cell(line.row, there)].figure_code)
        for line in sheet.lines
        for here, there in columns.items()
    ]
