"""A letter as structure: what stands in it, in which order. Page, PDF and .docx are drawn from it and say the same."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Heading:
    """Numbered 一、二、三、 by its place in the letter; write the words alone."""

    text: str


@dataclass(frozen=True)
class Items:
    """A numbered list. Numbers run from 1 in each list; write the words alone."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A ruled table. `numeric` are the places (from 0) of columns set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()

    @property
    def cells(self) -> list[list[tuple[str, str, bool]]]:
        """Rows of (column, text, whether numeric)."""
        return [
            [(self.columns[place], text, place in self.numeric) for place, text in enumerate(row)] for row in self.rows
        ]


@dataclass(frozen=True)
class Line:
    """One block as every renderer sets it: `kind` is heading, text, item or table."""

    kind: str
    text: str = ""
    table: Table | None = None


Block = str | Heading | Items | Table


@dataclass(frozen=True)
class Letter:
    """`body` is a sequence of blocks; a string is a paragraph. Without `number` it is a draft and says so.

    `number` is the whole document number (霁民函〔2026〕12号), given by the caller's own series. `note` stands small
    at the very end (contact, how to object). A paper that is not a letter of an office (a declaration to sign) has
    `is_numbered` False.
    """

    title: str
    body: tuple[Block, ...]
    recipient: str = ""
    signer: str = ""
    signed_on: datetime.date | None = None
    number: str = ""
    attachments: tuple[str, ...] = field(default=())
    note: str = ""
    is_numbered: bool = True

    @property
    def is_draft(self) -> bool:
        return self.is_numbered and not self.number

    @property
    def date_words(self) -> str:
        """成文日期 in Arabic digits; blanks to fill in by hand where there is none."""
        on = self.signed_on
        return f"{on.year}年{on.month}月{on.day}日" if on else "　　　　年　　月　　日"

    @property
    def attachment_lines(self) -> list[str]:
        if len(self.attachments) == 1:
            return [f"附件：{self.attachments[0]}"]
        return [f"{'附件：' if n == 1 else '　　　'}{n}．{name}" for n, name in enumerate(self.attachments, 1)]

    @property
    def lines(self) -> list[Line]:
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        place = 0
        for block in self.body:
            if isinstance(block, Heading):
                place += 1
                yield Line("heading", f"{numeral(place)}、{block.text}")
            elif isinstance(block, Items):
                yield from (Line("item", f"{n}．{text}") for n, text in enumerate(block.texts, 1))
            elif isinstance(block, Table):
                yield Line("table", table=block)
            else:
                yield Line("text", block)


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones - 1]
    head = "" if tens == 1 else NUMERALS[tens - 1]
    return f"{head}十{NUMERALS[ones - 1] if ones else ''}"
