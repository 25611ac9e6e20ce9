"""The arithmetic of a draw: whoever has the seed and the numbers of the reports comes to the same result."""

import hashlib
from collections.abc import Iterable


def commitment(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()


def draw_hash(seed: str, report_id: int) -> str:
    return hashlib.sha256(f"{seed}:{report_id}".encode()).hexdigest()


def size(count: int, percent: int) -> int:
    """The share rounded up: one of a single report, none of none."""
    return -(-count * percent // 100)


def order(seed: str, reports: Iterable[int]) -> list[tuple[str, int]]:
    """(draw hash, report id), smallest hash first; the first `size` of them are chosen."""
    return sorted((draw_hash(seed, report), report) for report in reports)
