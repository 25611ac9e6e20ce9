"""The chain as Python computes it: the same bytes as core_audit_text() in the database, trusting none of its code."""

import hashlib
from dataclasses import asdict, dataclass

from django.db import connection

# Every part as the text that PostgreSQL gives, in the order of core_audit_text().
_PARTS = """
select id, seq, prev_hash, hash,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  coalesce(user_id::text, ''), seat_key, coalesce(department_id::text, ''), action,
  object_type, coalesce(object_id::text, ''), outcome, ip, request_id, detail::text
from core_auditentry where seq > %s order by seq limit %s
"""
BATCH = 20_000


@dataclass(frozen=True)
class Finding:
    """`kind`: altered | deleted | tail_lost | rewritten | unsealed | head_wrong | anchor_bad | anchors_missing."""

    kind: str
    first_seq: int
    last_seq: int
    entry_id: int | None = None
    note: str = ""

    def as_dict(self) -> dict:
        return asdict(self)

    @property
    def sentence(self) -> str:
        where = (
            f"第{self.first_seq}条" if self.first_seq == self.last_seq else f"第{self.first_seq}至{self.last_seq}条"
        )
        text = {
            "altered": "内容或哈希被改动",
            "deleted": "被删除",
            "tail_lost": "从末尾被删除",
            "rewritten": "在锚定之后被重新计算或改写",
            "unsealed": "未进入哈希链",
            "head_wrong": "链尾记录与末条不符",
            "anchor_bad": "锚点文件被改动",
            "anchors_missing": "锚点文件缺失",
        }[self.kind]
        return f"{where}{text}" if self.first_seq else text


def text_of(parts: list[str]) -> str:
    return "".join(f"{len(part)}:{part}" for part in parts)


def _entries():
    """(id, seq, prev_hash, hash, computed hash) of every sealed entry, in batches: memory is flat."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_PARTS, [last, BATCH])
            rows = cursor.fetchall()
        for pk, seq, prev_hash, stored, *rest in rows:
            text = text_of([str(seq), str(pk), prev_hash, *rest])
            yield pk, seq, prev_hash, stored, hashlib.sha256(text.encode()).hexdigest()
        if len(rows) < BATCH:
            return
        last = rows[-1][1]


def check_chain(wanted: set[int]) -> tuple[list[Finding], int, dict[int, str]]:
    """Findings, the last seq, and the stored hashes of the `wanted` seqs (those that were anchored)."""
    findings, hashes, last, last_hash = [], {}, 0, ""
    for pk, seq, prev_hash, stored, computed in _entries():
        if seq > last + 1:
            findings.append(Finding("deleted", last + 1, seq - 1))
        elif prev_hash != last_hash:
            findings.append(Finding("altered", seq, seq, pk, "prev_hash"))
        if stored != computed:
            findings.append(Finding("altered", seq, seq, pk, "hash"))
        if seq in wanted:
            hashes[seq] = stored
        last, last_hash = seq, stored
    findings += _check_head(last, last_hash)
    return _once(findings), last, hashes


def _once(findings: list[Finding]) -> list[Finding]:
    """One line per entry: a row whose link and content are both wrong is named once."""
    seen: dict[tuple, Finding] = {}
    for finding in findings:
        seen.setdefault((finding.kind, finding.first_seq, finding.last_seq), finding)
    return list(seen.values())


def _check_head(last: int, last_hash: str) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("select seq, hash from core_audithead where id = 1")
        head_seq, head_hash = cursor.fetchone() or (0, "")
        cursor.execute("select min(id), count(*) from core_auditentry where seq is null")
        unsealed_id, unsealed = cursor.fetchone()
    findings = []
    if head_seq > last:
        findings.append(Finding("tail_lost", last + 1, head_seq))
    elif head_seq != last or head_hash != last_hash:
        findings.append(Finding("head_wrong", last, last))
    if unsealed:
        findings.append(Finding("unsealed", 0, 0, unsealed_id, str(unsealed)))
    return findings
