"""The register as one file for everybody: current state, public facts of BULK reach, written anew each night.

No day-by-day changes and no former states: an entry that was taken off a list is not kept in the world by a file.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from core import clock
from registry.disclosures.queries import PublicOrganization, publish, register
from registry.disclosures.table import Reach, disclosed

CHUNK = 2000


def path() -> Path:
    return Path(settings.OPEN_DATA) / "register.csv"


def _organizations() -> Iterator[PublicOrganization]:
    last = 0
    while rows := list(register().filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from publish(rows, reach=Reach.BULK)
        last = rows[-1].pk


def _harmless(text: str) -> str:
    """A spreadsheet takes a cell that begins like this for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def write() -> int:
    """Replace the file in one step; readers see the old one or the new one. Returns the number of organizations.

    Eight queries for two thousand organizations.
    """
    columns = disclosed(Reach.BULK, clock.today())
    target, written = path(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow([*(row.label for row in columns.values()), "数据截至"])
        for public in _organizations():
            facts = public.by_key
            cells = [_harmless(facts[key].text) if key in facts else "" for key in columns]
            sheet.writerow([*cells, public.as_of.isoformat()])
            written += 1
    draft.replace(target)
    return written
