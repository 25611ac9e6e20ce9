"""What a column of a list can mean, and which headers usually mean it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from core import text


@dataclass(frozen=True)
class Target:
    """`key` is what `ImportRow.values` calls it; `words` are further headers that suggest it, beside the label.

    A key column (`is_key`) says which record is meant: it is compared and never written.
    """

    key: str
    label: str
    words: tuple[str, ...] = ()
    hint: str = ""
    is_key: bool = False


def folded(header: Iterable[str]) -> list[str]:
    return [text.fold(name).lower() for name in header]


def signature(header: list[str]) -> str:
    """The same for the same columns in the same order, however they are spaced or cased."""
    return hashlib.sha256("\x1f".join(folded(header)).encode()).hexdigest()


def suggested(header: list[str], targets: Iterable[Target]) -> list[str]:
    """A target for each column whose header is a usual one; the first column wins, "" for the rest."""
    by_word = {word: target.key for target in targets for word in folded((target.label, *target.words))}
    mapping: list[str] = []
    for name in folded(header):
        key = by_word.get(name) or by_word.get(name.split("(", 1)[0], "")
        mapping.append(key if key and key not in mapping else "")
    return mapping
