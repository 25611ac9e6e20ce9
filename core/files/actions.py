"""The only writers of stored files."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.files import types
from core.files.models import StoredFile


def store(
    data: bytes,
    *,
    name: str,
    kind: str,
    permission: str,
    actor: Actor,
    allowed: tuple[str, ...] = ("xlsx", "xls", "csv"),
) -> StoredFile:
    """Check, write the blob (once per content) and the row. Raises FileRefused; nothing is stored then.

    A blob whose row is rolled back stays behind for `sweep_orphans`.
    """
    found = types.checked_type(data, name, allowed)
    scan = _scanned(data)
    digest = hashlib.sha256(data).hexdigest()
    twin = StoredFile.objects.filter(sha256=digest).order_by("pk").first()
    path = twin.path if twin and blob_path(twin.path).exists() else _written(data)
    return StoredFile.objects.create(
        sha256=digest,
        size=len(data),
        name=types.safe_name(name),
        content_type=types.CONTENT_TYPES[found],
        kind=kind,
        permission=permission,
        path=path,
        scan=scan,
        department_id=actor.department_id,
        uploaded_by_id=actor.user_id,
    )


def blob_path(path: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "files" / path


def read(file: StoredFile) -> bytes:
    return blob_path(file.path).read_bytes()


def _written(data: bytes) -> str:
    """Write, sync and move into place under a random name; returns the relative path."""
    name = secrets.token_hex(20)
    target = blob_path(f"{name[:2]}/{name}")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_suffix(".part")
    with draft.open("wb") as blob:
        blob.write(data)
        blob.flush()
        os.fsync(blob.fileno())
    draft.rename(target)
    return f"{name[:2]}/{name}"


def _scanned(data: bytes) -> str:
    """A scanner is a dotted path in settings.FILE_SCANNER: bytes → None, or a sentence that refuses."""
    scanner = getattr(settings, "FILE_SCANNER", "")
    if not scanner:
        return StoredFile.Scan.OFF
    sentence = import_string(scanner)(data)
    if sentence:
        raise types.FileRefused(sentence)
    return StoredFile.Scan.CLEAN


def sweep_orphans(*, older_than_hours: int = 24) -> int:
    """Remove blobs without a row (their transaction was rolled back). Returns how many."""
    if settings.FILES_ARE_SHARED:
        return 0
    root = blob_path("")
    limit = clock.real_now().timestamp() - older_than_hours * 3600
    known = set(StoredFile.objects.values_list("path", flat=True))
    removed = 0
    for blob in root.glob("*/*"):
        if str(blob.relative_to(root)) not in known and blob.stat().st_mtime < limit:
            blob.unlink()
            removed += 1
    return removed
