"""A block copied from a spreadsheet, laid over a statement: lines are found by their name or number. Pure.

The printed balance sheet stands in two halves, assets beside liabilities: one row of the block may hold several lines.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from registry.report_forms import answers as edge
from registry.report_forms.schema import Answers, Field, Section, Sheet
from registry.report_forms.structure import SheetLine

DASHES = {"-", "—", "–", "−", "──", "--"}
LEADING = re.compile(r"^(其中|减|加|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])[:：]?")
MOST_ROWS, MOST_CELLS, MOST_CHARACTERS = 400, 40, 100_000


@dataclass(frozen=True)
class PastedCell:
    """`kept` is the amount in yuan; "" where `text` could not be read as one."""

    field: Field
    text: str
    kept: str


@dataclass(frozen=True)
class PastedLine:
    line: SheetLine
    cells: tuple[PastedCell, ...]


@dataclass(frozen=True)
class Pasted:
    lines: tuple[PastedLine, ...]
    unmatched: tuple[str, ...]  # words before amounts that name no line of the statement

    @property
    def answers(self) -> Answers:
        return {cell.field.key: cell.kept for line in self.lines for cell in line.cells if cell.kept}

    @property
    def unread(self) -> int:
        return sum(not cell.kept for line in self.lines for cell in line.cells)


def block(text: str) -> list[list[str]]:
    """Rows of cells, as a spreadsheet copies them; quoted cells may hold line breaks."""
    plain = re.sub(r'"((?:[^"]|"")*)"', lambda found: re.sub(r"\s+", " ", found[1]), text[:MOST_CHARACTERS])
    rows = [line.split("\t")[:MOST_CELLS] for line in plain.replace("\r\n", "\n").split("\n")]
    return [[cell.strip() for cell in row] for row in rows[:MOST_ROWS] if any(cell.strip() for cell in row)]


def typed(field: Field, text: str) -> str:
    """An amount of a spreadsheet as a person would type it: (1,234) is negative, a dash is 0, 万 is counted out."""
    plain = re.sub(r"[,，\s¥￥]", "", unicodedata.normalize("NFKC", text)).removesuffix("元")
    if plain in DASHES:
        return "0"
    if found := re.fullmatch(r"\((.+)\)", plain):
        plain = f"-{found[1]}"
    if plain.endswith("万"):
        plain = plain[:-1]
        if field.unit == "yuan" and re.fullmatch(r"[+-]?\d+(\.\d{1,6})?", plain, re.ASCII):
            plain = f"{Decimal(plain) * 10000:.2f}"
    return plain


def kept(field: Field, text: str) -> str:
    """In yuan; "" where it is no amount."""
    value = edge.figure(field, edge.from_typed(field, typed(field, text)))
    return "" if value is None else f"{value:.2f}"


def name_of(text: str) -> str:
    """Of a line: without numbering, 其中, brackets of explanation and spaces."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).rstrip(":：")
    while (shorter := LEADING.sub("", plain)) != plain:
        plain = shorter
    return re.sub(r"\((以|亏损|减少|损失).*?\)$", "", plain)


def match(section: Section, text: str) -> Pasted:
    """Never guesses: what names no line is listed and not taken over."""
    sheet = section.sheet
    by_name = {name_of(line.label): line for line in sheet.lines}
    by_row = {line.row: line for line in sheet.lines}
    found: dict[str, PastedLine] = {}
    unmatched = []
    for row in block(text):
        for line, words, amounts in _runs(row, by_name, by_row, len(sheet.columns)):
            if line is None:
                unmatched.append(words)
            elif cells := _cells(section, sheet, line, amounts):
                found[line.row] = PastedLine(line, cells)
    return Pasted(tuple(found[line.row] for line in sheet.lines if line.row in found), tuple(unmatched))


def _runs(row: list[str], by_name: dict, by_row: dict, width: int):
    """(line or None, what it was called, amounts) for every name in a row that amounts follow.

    Words among the amounts of a line that has cells left stand in a cell, and will not be read.
    """
    place = 0
    while place < len(row):
        line, words, place = _head(row, place, by_name, by_row)
        start = place
        while place < len(row) and not _is_name(row[place], by_name, has_room=line and place - start < width):
            place += 1
        amounts = row[start:place]
        if line is not None or (words and any(_is_amount(one) for one in amounts)):
            yield line, words, amounts


def _is_name(text: str, by_name: dict, *, has_room) -> bool:
    return name_of(text) in by_name or (_is_words(text) and not has_room)


def _head(row: list[str], place: int, by_name: dict, by_row: dict) -> tuple[SheetLine | None, str, int]:
    """The line named at `place`, its words, and where its amounts begin; the number stands before or behind."""
    number = ""
    if row[place] in by_row and place + 1 < len(row) and _is_words(row[place + 1]):
        number, place = row[place], place + 1
    words = row[place] if _is_words(row[place]) else ""
    if words:
        place += 1
        if not number and place < len(row) and (row[place] in by_row or row[place] == "行次"):
            number, place = row[place], place + 1
    line = by_name.get(name_of(words)) if words else None
    return line or by_row.get(number), words, place if words or number else place + 1


def _is_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text)) and not _is_amount(text)


def _is_amount(text: str) -> bool:
    return bool(re.fullmatch(r"\(?[+-]?[\d,.，]+\)?(万|元|万元)?", unicodedata.normalize("NFKC", text).strip(" ¥￥")))


def _cells(section: Section, sheet: Sheet, line: SheetLine, amounts: list[str]) -> tuple[PastedCell, ...]:
    """By column in order; a block without the computed columns fills those that are typed."""
    columns = list(sheet.columns)
    given = [one for one in amounts if one]
    own = [column for column in columns if not column.plus]
    if len(amounts) == len(own) < len(columns):
        columns = own
    found = []
    for column, text in zip(columns, amounts, strict=False):
        field = section.by_key[sheet.cell(line.row, column.key)]
        if text:
            found.append(PastedCell(field, text, kept(field, text)))
    return tuple(found) if given else ()
