"""Where the open data lies: one folder a night, and a link that says which of them is published.

    open-data/current -> 2026-06-02-3f9c…/   register.csv register.json … SHA256SUMS SHA256SUMS.sig all.zip

The link is turned in one step, so whoever reads sees the files of one night. The folder of the night before is then
removed: a file holds the current state, and an entry that was mistaken lives on in no copy of ours.
"""

import contextlib
import datetime
import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from django.conf import settings

MANIFEST, SUMS, SIGNATURE, PACKAGE = "manifest.json", "SHA256SUMS", "SHA256SUMS.sig", "all.zip"
REGISTER_CSV, REGISTER_JSON = "register.csv", "register.json"
DICTIONARY_CSV, DICTIONARY_JSON = "dictionary.csv", "dictionary.json"
ABOUT = {  # in the order of the page
    PACKAGE: "以下全部文件，一次下载，保证属于同一批",
    REGISTER_CSV: "名录，表格软件可以直接打开",
    REGISTER_JSON: "名录，供程序读取，每行一家",
    DICTIONARY_CSV: "数据字典：每一列的含义、类型和公开依据",
    DICTIONARY_JSON: "数据字典，供程序读取",
    MANIFEST: "本批文件的数据日期、家数、大小和使用许可",
    SUMS: "每个文件的 SHA-256 摘要",
    SIGNATURE: "摘要清单的数字签名（Ed25519）",
}
MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".zip": "application/zip",
    ".sig": "application/octet-stream",
    "": "text/plain; charset=utf-8",
}
_CHANGES = re.compile(r"changes-(\d{4}-\d{2}-\d{2})\.json")
_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
_LINK = "current"


def changes_name(day: datetime.date) -> str:
    return f"changes-{day.isoformat()}.json"


def day_of_changes(name: str) -> datetime.date | None:
    match = _CHANGES.fullmatch(name)
    return datetime.date.fromisoformat(match[1]) if match else None


@dataclass(frozen=True)
class Bundle:
    """One night's files. May be removed while it is read by whoever does not hold them open: see `opened`."""

    folder: Path

    @cached_property
    def manifest(self) -> dict:
        return json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.manifest["data_day"])

    @property
    def is_signed(self) -> bool:
        return (self.folder / SIGNATURE).exists()

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def size(self, name: str) -> int:
        return (self.folder / name).stat().st_size

    def changes(self) -> dict[datetime.date, Path]:
        """Change files by their day, newest first."""
        found = {day: self.folder / name for name in self.names if (day := day_of_changes(name))}
        return dict(sorted(found.items(), reverse=True))


def root() -> Path:
    return Path(settings.OPEN_DATA)


def current() -> Bundle | None:
    """The published one; None before the first night."""
    link = root() / _LINK
    try:
        return Bundle(link.resolve(strict=True))
    except OSError:
        return None


def opened(name: str) -> IO[bytes] | None:
    """A file of the published bundle, open for reading; None for a name it does not hold.

    A reader who comes in the moment the link is turned looks a second time.
    """
    for _ in range(2):
        bundle = current()
        try:
            if bundle is not None and name in bundle.names:
                return (bundle.folder / name).open("rb")
        except FileNotFoundError:
            continue
    return None


@contextlib.contextmanager
def writing(day: datetime.date) -> Iterator[Path]:
    """An empty folder that becomes the published one when the block ends well, and vanishes when it does not.

    One writer at a time; the next one waits.
    """
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft = root() / f"{day.isoformat()}-{secrets.token_hex(4)}"
        draft.mkdir()
        try:
            yield draft
            _publish(draft)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise


def _publish(folder: Path) -> None:
    fresh = root() / f".{folder.name}"
    fresh.symlink_to(folder.name)
    os.replace(fresh, root() / _LINK)
    for other in root().iterdir():
        if other != folder and _FOLDER.fullmatch(other.name):
            shutil.rmtree(other, ignore_errors=True)
