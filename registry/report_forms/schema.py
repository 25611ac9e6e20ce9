"""A form version (JSON) as objects: sections, fields, checks. Pure; what the keys mean is said here."""

from dataclasses import dataclass

NUMBERS = ("integer", "money_yuan")
Answers = dict[str, str]  # of one section: field key → text as typed, normalized where it is valid
REASONS = "_reasons"  # in the answers of a section: check code → why the soft check does not hold


@dataclass(frozen=True)
class Condition:
    """The field is asked only where `field` was answered with `value` (and is asked itself)."""

    field: str
    value: str


@dataclass(frozen=True)
class Field:
    """`kind`: text, long_text, integer, money_yuan (two decimals, kept as text), date, choice, bool (yes/no).

    `row` is the line number of the statutory statement. `prefill`: "registry.<item>", "last_year" (the same field) or
    "last_year:<field>". `must_be` is the one answer that lets the report be sent.
    """

    key: str
    label: str
    kind: str
    section: str
    required: bool = False
    hint: str = ""
    row: str = ""
    prefill: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    show_if: Condition | None = None
    max_length: int = 200
    min_length: int = 0
    may_be_negative: bool = False
    is_total: bool = False
    must_be: str = ""
    wide: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def is_chosen(self) -> bool:
        return self.kind in ("choice", "bool")

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        return (("yes", "是"), ("no", "否")) if self.kind == "bool" else self.choices


@dataclass(frozen=True)
class Check:
    """`severity` hard (must hold), soft (else a reason is asked for) or info; `terms` as its kind needs them.

    total: `total` = sum of `plus` − sum of `minus` · at_most: `field` ≤ `limit` · at_least: `field` ≥ `limit` ·
    any_floor: one of `floors` {fields, value} is reached · same_as_last_year: `field` = last year's `last` ·
    change: `field` differs from last year by less than `percent`.
    """

    code: str
    section: str
    severity: str
    kind: str
    terms: dict

    @property
    def field(self) -> str:
        """Where the sentence stands."""
        return self.terms.get("total") or self.terms["field"]

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything it compares within the report."""
        named = [self.terms.get(name) for name in ("total", "field", "limit")]
        floors = [key for floor in self.terms.get("floors", ()) for key in floor["fields"]]
        lists = [*self.terms.get("plus", ()), *self.terms.get("minus", ()), *floors]
        return tuple(dict.fromkeys(key for key in (*named, *lists) if key))


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    layout: str = "grid"
    needs_confirmation: bool = False


@dataclass(frozen=True)
class FormSchema:
    code: str
    title: str
    minutes: int
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    @property
    def fields(self) -> dict[str, Field]:
        """Keys are unique over the whole form."""
        return {field.key: field for section in self.sections for field in section.fields}


def _field(raw: dict, section: str) -> Field:
    known = {**raw, "section": section}
    if "choices" in known:
        known["choices"] = tuple((value, label) for value, label in known["choices"])
    if "show_if" in known:
        known["show_if"] = Condition(known["show_if"]["field"], known["show_if"]["is"])
    if raw["kind"] == "long_text":
        known.setdefault("max_length", 2000)
    return Field(**known)


def _section(raw: dict) -> Section:
    return Section(**{**raw, "fields": tuple(_field(one, raw["key"]) for one in raw["fields"])})


def _check(raw: dict) -> Check:
    named = {name: raw[name] for name in ("code", "section", "severity", "kind")}
    return Check(**named, terms={name: value for name, value in raw.items() if name not in named})


def parse(raw: dict) -> FormSchema:
    """Raises TypeError or KeyError for a schema with unknown or missing keys."""
    schema = FormSchema(
        code=raw["code"],
        title=raw["title"],
        minutes=raw["minutes"],
        sections=tuple(_section(one) for one in raw["sections"]),
        checks=tuple(_check(one) for one in raw["checks"]),
    )
    known = schema.fields
    for check in schema.checks:
        unknown = [key for key in check.fields if key not in known]
        if unknown:
            raise KeyError(f"check {check.code}: {unknown}")
    return schema


def schema_of(form) -> FormSchema:
    """Of a FormVersion; well under a millisecond."""
    return parse(form.schema)
