"""Anchors outside the database: what the end of the chain was, minute by minute, signed with a key the database
does not hold. A superuser who deletes the tail or recomputes the whole chain still contradicts them.

One JSON line each: {"n", "count", "hash", "at", "mac"}; `mac` covers the previous line's mac, so that a line taken
out of the middle shows as well.
"""

import fcntl
import hashlib
import hmac
import json
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core import clock
from core.audit.chain import Finding
from core.audit.models import AuditHead


def _path() -> Path:
    return Path(settings.AUDIT_ANCHORS)


def _mac(previous: str, line: dict) -> str:
    key = settings.AUDIT_ANCHOR_KEY
    if not key:
        raise ImproperlyConfigured("AUDIT_ANCHOR_KEY is empty")
    text = f"{previous}|{line['n']}|{line['count']}|{line['hash']}|{line['at']}"
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def _last(file) -> dict | None:
    """The last line, without reading the years before it."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 4096))
    lines = file.read().splitlines()
    return json.loads(lines[-1]) if lines else None


def last() -> dict | None:
    """The newest anchor, its signature unchecked; None before the first."""
    if not exists():
        return None
    with _path().open("rb") as file:
        return _last(file)


def append() -> bool:
    """Anchor the end of the chain; False when nothing was added since the last anchor of the same day."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last(file)
        head = AuditHead.objects.get(pk=1)
        at = clock.real_now().isoformat(timespec="seconds")
        if last and last["count"] == head.seq and last["at"][:10] == at[:10]:
            return False
        line = {"n": (last["n"] if last else 0) + 1, "count": head.seq, "hash": head.hash, "at": at}
        line["mac"] = _mac(last["mac"] if last else "", line)
        file.write(json.dumps(line).encode() + b"\n")
        file.flush()
    return True


def read() -> tuple[list[dict], list[Finding]]:
    """Lines whose signature holds, and a finding for each that does not."""
    if not _path().exists():
        return [], []
    good, findings, previous, expected = [], [], "", 1
    for number, text in enumerate(_path().read_text().splitlines(), 1):
        try:
            line = json.loads(text)
            whole = hmac.compare_digest(line["mac"], _mac(previous, line)) and line["n"] == expected
        except (ValueError, KeyError, TypeError):
            findings.append(Finding("anchor_bad", 0, 0, note=f"line {number}"))
            continue
        previous, expected = line["mac"], line["n"] + 1
        if whole:
            good.append(line)
        else:
            findings.append(Finding("anchor_bad", line["count"], line["count"], note=f"line {number}"))
    return good, findings


def contradictions(lines: list[dict], last_seq: int, hashes: dict[int, str], has_file: bool) -> list[Finding]:
    """What the anchors say against the chain. A range begins after the last anchor that still holds."""
    if not has_file:
        return [Finding("anchors_missing", 0, 0)] if last_seq else []
    findings, held = [], 0
    for line in lines:
        count = line["count"]
        if count == 0 or hashes.get(count) == line["hash"]:
            held = max(held, count)
        elif count > last_seq:
            findings.append(Finding("tail_lost", last_seq + 1, count, note=f"anchor of {line['at']}"))
        elif count in hashes:
            findings.append(Finding("rewritten", held + 1, count, note=f"anchor of {line['at']}"))
            held = count
    return _widest(findings)


def _widest(findings: list[Finding]) -> list[Finding]:
    """Of several anchors that name the same loss, the one that reaches furthest."""
    best: dict[tuple, Finding] = {}
    for finding in findings:
        key = (finding.kind, finding.first_seq)
        if key not in best or finding.last_seq > best[key].last_seq:
            best[key] = finding
    return list(best.values())


def exists() -> bool:
    return _path().exists()


def written_at() -> float:
    """Unix seconds of the last anchor. Raises FileNotFoundError before the first."""
    return _path().stat().st_mtime
