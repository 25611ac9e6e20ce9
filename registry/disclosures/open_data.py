"""The register for everybody, written anew each night: current state, public facts of BULK reach, no person.

Beside it the change files: which addresses are new, changed or gone since the night before, never what changed. Each
is deleted with its year (settings.OPEN_DATA_CHANGE_DAYS), so that a listing that was mended is told by no file.
"""

import csv
import datetime
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from core import clock
from registry.disclosures import bundle, signing
from registry.disclosures.bundle import Bundle
from registry.disclosures.queries import PublicOrganization, publish, register
from registry.disclosures.table import SHAPES, Disclosure, Reach, disclosed

CHUNK = 2000
FROM_HOUR = datetime.time(3, 20)  # config/schedule.py writes then; later a night that was missed is made up for
OVERDUE_HOUR = datetime.time(5, 0)
CHANGES_ABOUT = "变更清单，只列编号和变更种类"
NEW, CHANGED, GONE = "new", "changed", "gone"


def is_missing() -> bool:
    """Whether today's files should be there by now and are not."""
    return bundle.current() is None or _is_late(FROM_HOUR)


def is_overdue() -> bool:
    """Whether catching up should have made up for it, too."""
    return _is_late(OVERDUE_HOUR)


def _is_late(hour: datetime.time) -> bool:
    published = bundle.current()
    is_old = published is not None and published.day != clock.today()
    return is_old and clock.now().astimezone(clock.SHANGHAI).time() >= hour


def write() -> int:
    """Publish a new bundle in one step. Returns the number of organizations.

    Eleven queries for two thousand organizations.
    """
    day = clock.today()
    columns = disclosed(Reach.BULK, day)
    with bundle.writing(day) as folder:
        before = _predecessor(day)
        _write_dictionary(folder, columns)
        written = _write_register(folder, columns, day)
        if before is not None:
            _write_changes(folder, before, set(columns), day)
        _seal(folder, day, written)
    return written


def _predecessor(day: datetime.date) -> Bundle | None:
    """What was published before; nothing where the clock was turned back (a demo day)."""
    before = bundle.current()
    return before if before and before.day <= day else None


# -- the register -----------------------------------------------------------------------------------------------------


def _organizations() -> Iterator[PublicOrganization]:
    last = 0
    while rows := list(register().filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from publish(rows, reach=Reach.BULK)
        last = rows[-1].pk


def _harmless(text: str) -> str:
    """A spreadsheet takes a cell that begins like this for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _write_register(folder: Path, columns: dict[str, Disclosure], day: datetime.date) -> int:
    """Both forms in one pass, so that they agree."""
    written = 0
    with (
        (folder / bundle.REGISTER_CSV).open("w", encoding="utf-8-sig", newline="") as table,
        (folder / bundle.REGISTER_JSON).open("w", encoding="utf-8") as lines,
    ):
        sheet = csv.writer(table)
        sheet.writerow(["编号", *(row.label for row in columns.values()), "数据截至"])
        lines.write(f'{{"data_day": "{day.isoformat()}", "organizations": [')
        for public in _organizations():
            facts = public.by_key
            cells = [_harmless(facts[key].text) if key in facts else "" for key in columns]
            sheet.writerow([public.slug, *cells, day.isoformat()])
            record = {"id": public.slug, **public.as_record()}
            lines.write(f"{',' if written else ''}\n{json.dumps(record, ensure_ascii=False)}")
            written += 1
        lines.write("\n]}\n")
    return written


# -- the dictionary ---------------------------------------------------------------------------------------------------

DICTIONARY_COLUMNS = ("字段", "名称", "类型", "含义和取值", "依据", "依据是否已核对原文", "自何日起公开")


def _write_dictionary(folder: Path, columns: dict[str, Disclosure]) -> None:
    rows = [
        {
            "key": row.key,
            "label": row.label,
            "type": row.shape,
            "meaning": row.note,
            "values": row.values,
            "basis": row.basis,
            "is_basis_verified": row.is_verified,
            "since": row.since.isoformat(),
        }
        for row in columns.values()
    ]
    own = {
        "key": "id",
        "label": "编号",
        "type": "text",
        "meaning": "本平台地址 /o/<编号>/ 中的编号，有信用代码的为信用代码",
    }
    _write_json(folder / bundle.DICTIONARY_JSON, {"types": SHAPES, "fields": [own, *rows]})
    with (folder / bundle.DICTIONARY_CSV).open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(DICTIONARY_COLUMNS)
        sheet.writerow([own["key"], own["label"], SHAPES["text"], own["meaning"], "", "", ""])
        for row in columns.values():
            meaning = "。".join(part for part in (row.note, row.values) if part)
            verified = "已核对" if row.is_verified else "条文待核"
            sheet.writerow(
                [row.key, row.label, SHAPES[row.shape], meaning, row.basis, verified, row.since.isoformat()]
            )


def _write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# -- what changed since the night before ------------------------------------------------------------------------------


def _write_changes(folder: Path, before: Bundle, keys: set[str], day: datetime.date) -> None:
    oldest = day - datetime.timedelta(days=settings.OPEN_DATA_CHANGE_DAYS)
    for kept_day, path in before.changes().items():
        if oldest < kept_day < day:
            shutil.copyfile(path, folder / path.name)
    kinds = _earlier_today(before, day)
    for slug, kind in _compared(before, folder / bundle.REGISTER_JSON, keys).items():
        kinds[slug] = NEW if kinds.get(slug) == NEW and kind == CHANGED else kind
    changes = [{"id": slug, "kind": kind} for slug, kind in sorted(kinds.items())]
    _write_json(folder / bundle.changes_name(day), {"data_day": day.isoformat(), "changes": changes})


def _earlier_today(before: Bundle, day: datetime.date) -> dict[str, str]:
    path = before.changes().get(day)
    return {one["id"]: one["kind"] for one in json.loads(path.read_text())["changes"]} if path else {}


def _compared(before: Bundle, register_now: Path, keys: set[str]) -> dict[str, str]:
    """By the keys that both nights publish: a new column of the table is no change of an organization."""
    dictionary = json.loads((before.folder / bundle.DICTIONARY_JSON).read_text(encoding="utf-8"))
    both = keys & {field["key"] for field in dictionary["fields"]}
    old, new = _senses(before.folder / bundle.REGISTER_JSON, both), _senses(register_now, both)
    found = {slug: GONE for slug in old.keys() - new.keys()}
    found |= {slug: NEW for slug in new.keys() - old.keys()}
    return found | {slug: CHANGED for slug in new.keys() & old.keys() if new[slug] != old[slug]}


def _senses(path: Path, keys: set[str]) -> dict[str, bytes]:
    """A short digest of what each organization's line says under these keys; one line in memory at a time."""
    found = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith('{"id"'):
                record = json.loads(line.rstrip().rstrip(","))
                said = json.dumps({key: record.get(key) for key in sorted(keys)}, ensure_ascii=False)
                found[record["id"]] = hashlib.sha256(said.encode()).digest()[:12]
    return found


# -- manifest, digests, signature -------------------------------------------------------------------------------------


def _seal(folder: Path, day: datetime.date, organizations: int) -> None:
    files = sorted(folder.iterdir())
    manifest = {
        "title": "社会组织名录",
        "data_day": day.isoformat(),
        "written_at": clock.now().astimezone(clock.SHANGHAI).isoformat(timespec="seconds"),
        "source": settings.PORTAL_URL,
        "licence": settings.OPEN_DATA_LICENCE,
        "organizations": organizations,
        "is_signed": signing.public_key_pem() is not None,
        "files": [
            {"name": path.name, "bytes": path.stat().st_size, "about": bundle.ABOUT.get(path.name, CHANGES_ABOUT)}
            for path in files
        ],
    }
    _write_json(folder / bundle.MANIFEST, manifest)
    files = sorted(folder.iterdir())
    sums = folder / bundle.SUMS
    sums.write_text(signing.digest_list(files), encoding="utf-8")
    if signature := signing.sign(sums.read_bytes()):
        (folder / bundle.SIGNATURE).write_bytes(signature)
    files = sorted(folder.iterdir())
    with zipfile.ZipFile(folder / bundle.PACKAGE, "w", zipfile.ZIP_DEFLATED) as package:
        for path in files:
            package.write(path, path.name)
