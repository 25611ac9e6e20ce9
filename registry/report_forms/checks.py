"""Whether a report may be sent: pure functions over answers. Every sentence names the field and the amounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.report_forms.answers import complaint, complaints, figure, money, readable, rows_of, said, tidy
from registry.report_forms.identities import KINDS, TOLERANCE, apart, change_percent, failing
from registry.report_forms.schema import REASONS, Answers, Check, Field, FormSchema, Section

__all__ = ["KINDS", "TOLERANCE", "apart", "change_percent", "complaint", "figure", "money", "said", "tidy"]

REASON_LENGTH = 10


@dataclass(frozen=True)
class Problem:
    """`kind`: missing, format, hard, soft, info. A soft one with a sufficient reason stands but blocks nothing."""

    section: str
    field: str
    code: str
    kind: str
    text: str
    reason: str = ""

    @property
    def blocks(self) -> bool:
        if self.kind == "info":
            return False
        return self.kind != "soft" or len(self.reason.strip()) < REASON_LENGTH


def is_asked(schema_fields: Mapping[str, Field], field: Field, flat: Answers) -> bool:
    """Conditional fields count only where their condition holds, all the way up."""
    if field.show_if is None:
        return True
    above = schema_fields[field.show_if.field]
    return flat.get(above.key) == field.show_if.value and is_asked(schema_fields, above, flat)


def is_section_asked(schema: FormSchema, section: Section, flat: Answers) -> bool:
    """A section of which nothing is asked of this organization is not shown to it."""
    return any(is_asked(schema.fields, field, flat) for field in section.fields)


def flat(answers: Mapping[str, Answers]) -> Answers:
    """All sections in one: field keys are unique over the form."""
    return {key: value for section in answers.values() for key, value in section.items() if key != REASONS}


# ---- numbers


def numbers(schema: FormSchema, answers: Mapping[str, Answers]) -> dict[str, Decimal]:
    """Every number by its key that was asked for and can be read, sums of table columns among them.

    Where anything of a statement was filled in, its blank cells are 0 and its blank totals are computed.
    """
    given, fields = flat(answers), schema.fields
    found: dict[str, Decimal] = {}
    for section in schema.sections:
        asked = [field for field in section.fields if is_asked(fields, field, given)]
        if section.sheet is not None:
            found |= _of_sheet(section, given) if asked else {}
            continue
        for field in asked:
            text = given.get(field.key, "")
            if field.is_table:
                found |= _of_table(field, text)
            elif field.is_number and text and (number := readable(field, text)) is not None:
                found[field.key] = number
    return found


def _of_sheet(section: Section, given: Answers) -> dict[str, Decimal]:
    typed = {field.key: text for field in section.fields if (text := given.get(field.key, ""))}
    if not typed:
        return {}
    formulas, found = section.sheet.formulas, {}

    def value(key: str) -> Decimal | None:
        if key not in found:
            field = section.by_key[key]
            if key in typed:
                found[key] = readable(field, typed[key])
            elif key in formulas:
                plus, minus = ([value(one) for one in side] for side in formulas[key])
                known = None not in plus and None not in minus
                found[key] = sum(plus, Decimal(0)) - sum(minus, Decimal(0)) if known else None
            else:
                found[key] = Decimal(0)
        return found[key]

    return {key: number for key in section.by_key if (number := value(key)) is not None}


def _of_table(field: Field, given) -> dict[str, Decimal]:
    if not given:
        return {}
    rows = rows_of(given)
    found = {f"{field.key}.#": Decimal(len(rows))}
    for one in field.columns:
        if not one.is_number:
            continue
        texts = [text for row in rows if (text := row.get(one.key, ""))]
        if not any(complaint(one, text) for text in texts):
            found[f"{field.key}.{one.key}"] = sum((figure(one, text) for text in texts), Decimal(0))
    return found


def figures(schema: FormSchema, answers: Mapping[str, Answers]) -> dict[str, Decimal]:
    """What is kept of the numbers, by figure code; zeros of a statement only where the figure has its own code."""
    given, fields = flat(answers), schema.fields
    return {
        fields[key].figure_code: value
        for key, value in numbers(schema, answers).items()
        if key in fields and (value or fields[key].code or given.get(key))
    }


def completed(schema: FormSchema, answers: Mapping[str, Answers]) -> dict[str, str]:
    """The totals of statements that were left blank, as they will be filed: key → text; nought stays blank."""
    given, found = flat(answers), numbers(schema, answers)
    return {
        key: f"{found[key]:.2f}"
        for section in schema.sections
        if section.sheet is not None
        for key in section.sheet.formulas
        if found.get(key) and not given.get(key)
    }


# ---- the whole report


def problems(
    schema: FormSchema, answers: Mapping[str, Answers], last: Mapping[str, Decimal] | None = None
) -> list[Problem]:
    """Everything that stands against sending, in the order of the form. `last` are last year's figures."""
    given, fields, known = flat(answers), schema.fields, schema.compared
    own = numbers(schema, answers)
    found = []
    for section in schema.sections:
        reasons = answers.get(section.key, {}).get(REASONS) or {}
        found += _of_fields(section, fields, given)
        for check in schema.checks:
            if check.section == section.key and (text := failing(check, known, own, last or {})):
                reason = reasons.get(check.code, "")
                place = check.field.partition(".")[0]
                found.append(Problem(section.key, place, check.code, check.severity, text, reason))
    return found


def failed_identities(schema: FormSchema, answers: Mapping[str, Answers]) -> list[tuple[Check, Decimal]]:
    """Sums that must hold and do not, with the difference."""
    own = numbers(schema, answers)
    return [
        (check, apart(check, own))
        for check in schema.checks
        if check.kind == "total" and check.severity == "hard" and failing(check, schema.compared, own, {})
    ]


def _of_fields(section: Section, fields: Mapping[str, Field], given: Answers) -> list[Problem]:
    asked = [field for field in section.fields if is_asked(fields, field, given)]
    if section.sheet is not None and asked and not any(given.get(field.key) for field in asked):
        text = f"请填写“{section.title}”；全部没有发生额的，请在合计行填 0"
        return [Problem(section.key, asked[0].key, f"{section.key}_empty", "missing", text)]
    found = []
    for field in asked:
        answer = given.get(field.key, "")
        if answer:
            wrong = complaints(field, answer) if field.is_table else [complaint(field, answer)]
            found += [Problem(section.key, field.key, field.key, "format", text) for text in wrong if text]
        elif field.required:
            found.append(Problem(section.key, field.key, field.key, "missing", _missing(field)))
    return found


def _missing(field: Field) -> str:
    if field.is_table and field.nothing_label:
        return f"请填写“{field.label}”，没有的请勾选“{field.nothing_label}”"
    return f"请{'选择' if field.is_chosen else '填写'}“{field.label}”"
