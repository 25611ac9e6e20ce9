"""One-time codes that travel on paper or by telephone: 12 characters, no I L O U, shown once, kept as a keyed hash."""

import secrets

from core.privacy import sealing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
PREFIX_LENGTH = 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def generate() -> str:
    """60 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalize(typed: str) -> str:
    """What a person types: spaces, hyphens, small letters and the usual misreadings do not matter."""
    return "".join(c for c in typed.upper().translate(_MISREAD) if c in ALPHABET)


def digest(code: str) -> str:
    return sealing.keyed_hash("one_time_code", normalize(code))


def matches(code: str, stored: str) -> bool:
    return secrets.compare_digest(digest(code), stored)


def prefix(code: str) -> str:
    """The part that may stand on a list, and by which wrong attempts are counted."""
    return normalize(code)[:PREFIX_LENGTH]


def spaced(code: str) -> str:
    """ABCD-EFGH-JKMN, as it is printed."""
    return "-".join(code[i : i + 4] for i in range(0, LENGTH, 4))
