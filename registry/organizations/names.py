"""How names are written down, so that the same name typed twice is one name."""

import re
import unicodedata

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_BRACKETS = str.maketrans("()", "（）")


def tidy(name: str) -> str:
    """Full-width letters and digits folded, brackets as Chinese names write them, white space gone.

    Spaces between two Latin words stay as one space; rare characters are never exchanged for look-alikes.
    """
    folded = "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" or c.isspace() else c for c in name)
    spaced = _SPACE.sub(" ", folded).strip().translate(_BRACKETS)
    return re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", spaced)
