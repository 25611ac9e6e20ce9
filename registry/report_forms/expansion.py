"""From a form as it is written (shared sections and statement templates by name) to the whole form that is stored."""

import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
PER_TYPE = ("only", "labels", "hints")


@cache
def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def read(name: str) -> dict:
    """A file of the data folder, e.g. "sections/party.json"; a fresh object each time."""
    return json.loads(_text(name))


def template(code: str) -> dict:
    """A statement template; one with a `base` takes over whatever it does not state itself."""
    own = read(f"statements/{code}.json")
    return {**template(own["base"]), **own} if "base" in own else own


def expand(raw: dict) -> dict:
    """The whole form: a section is written out, or {"use": shared section} or {"statement": of the template}.

    In shared sections a field or check may be kept to some types (`only`), and be called otherwise per type (`labels`,
    `hints`). A form with a `base` is that form with other outer values.
    """
    if "base" in raw:
        raw = {**read(raw["base"]), **{name: value for name, value in raw.items() if name != "base"}}
    org_type, unit = raw["org_type"], raw.get("unit", "yuan")
    statements = template(raw["template"]) if "template" in raw else {"statements": {}, "checks": []}
    sections, found = [], []
    for one in raw["sections"]:
        section = _written_out(one, statements, org_type, unit)
        found += section.pop("checks", [])
        sections.append(section)
    if any("statement" in one for one in raw["sections"]):
        found += _for_type(statements["checks"], org_type)
    whole = {name: value for name, value in raw.items() if name not in ("sections", "checks", "unit")}
    return {**whole, "sections": sections, "checks": [*found, *raw.get("checks", [])]}


def _written_out(one: dict, statements: dict, org_type: str, unit: str) -> dict:
    if "statement" in one:
        own = {name: value for name, value in one.items() if name != "statement"}
        return {**statements["statements"][one["statement"]], "layout": "sheet", "unit": unit, **own}
    if "use" in one:
        own = {name: value for name, value in one.items() if name != "use"}
        one = {**read(f"sections/{one['use']}.json"), **own}
    if one.get("layout") == "sheet":
        return {"unit": unit, **one}
    section = {**one, "fields": [_in_unit(field, unit) for field in _for_type(one["fields"], org_type)]}
    section["checks"] = _for_type(one.get("checks", []), org_type)
    return section


def _for_type(rows: list[dict], org_type: str) -> list[dict]:
    kept = []
    for row in rows:
        if org_type not in row.get("only", org_type):
            continue
        own = {name: value for name, value in row.items() if name not in PER_TYPE}
        if org_type in row.get("labels", {}):
            own["label"] = row["labels"][org_type]
        if org_type in row.get("hints", {}):
            own["hint"] = row["hints"][org_type]
        if "columns" in own:
            own["columns"] = _for_type(own["columns"], org_type)
        kept.append(own)
    return kept


def _in_unit(field: dict, unit: str) -> dict:
    """Amounts of a form in 万元 are all typed so, unless a field says otherwise."""
    if field["kind"] == "money_yuan":
        return {"unit": unit, **field}
    if "columns" in field:
        return {**field, "columns": [_in_unit(one, unit) for one in field["columns"]]}
    return field
