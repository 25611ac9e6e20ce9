"""元 or 万元: in which unit a person types the amounts of a section. What is kept is yuan all the same."""

from dataclasses import replace

from registry.report_forms.schema import Field, FormSchema, Section
from registry.report_forms.structure import UNIT_LABELS


def choices(section: Section) -> list[tuple[str, str]]:
    """Units a person may choose between; empty where the section has no statement, or amounts in several units."""
    amounts = [field for field in section.fields if field.is_money]
    is_statement = section.sheet is not None or section.layout == "statement"
    return list(UNIT_LABELS.items()) if is_statement and len({field.unit for field in amounts}) == 1 else []


def unit_of(section: Section) -> str:
    return next((field.unit for field in section.fields if field.is_money), section.unit)


def in_unit(schema: FormSchema, key: str, unit: str) -> FormSchema:
    """The form with the amounts of one section in another unit; the same form where that is no choice."""
    section = schema.section(key)
    if section is None or unit not in dict(choices(section)) or unit == unit_of(section):
        return schema
    turned = replace(section, unit=unit, fields=tuple(_turned(field, unit) for field in section.fields))
    return replace(schema, sections=tuple(turned if one.key == key else one for one in schema.sections))


def _turned(field: Field, unit: str) -> Field:
    return replace(field, unit=unit) if field.is_money else field
