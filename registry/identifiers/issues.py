"""What a check has to say about a value: a code for filters, a severity, one Chinese sentence for people."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How far an issue holds a row up."""

    ERROR = "error"  # the value cannot be stored as it stands
    CONFIRM = "confirm"  # stored only when an officer gives a reason: such codes are in real use
    WARNING = "warning"  # worth knowing, holds nothing up


@dataclass(frozen=True)
class Issue:
    code: str
    severity: Severity
    message: str


def normalize_code(raw: str) -> str:
    """Full-width to half-width, upper case, no white space, no hyphens or dashes. Letters are never exchanged."""
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in raw)
    return "".join(c for c in half.upper() if not c.isspace() and c not in _DASHES)


_DASHES = frozenset("-‐‑‒–—―−﹣\u200b\ufeff")
