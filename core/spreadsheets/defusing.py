"""Text that a spreadsheet program would run: quoted on the way out, the quote taken off on the way in.

Only a .csv needs it: a cell of a workbook says itself that it is text.
"""

_STARTS = tuple("=+-@\t\r\n＝＋－＠")
QUOTE = "'"


def defused(text: str) -> str:
    return QUOTE + text if text.lstrip(QUOTE)[:1] in _STARTS else text


def restored(text: str) -> str:
    """The opposite of `defused`, for every text."""
    return text[1:] if text[:1] == QUOTE and text.lstrip(QUOTE)[:1] in _STARTS else text
