"""The rows of config/disclosure.py: a fact, where it may be seen, on what basis, from which day."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings


class Reach(StrEnum):
    """How far a fact goes. A page shows one organization, a list many, bulk data leaves the house."""

    PAGE = "page"
    LIST = "list"
    BULK = "bulk"


REACH_WORDS = {Reach.PAGE: "组织页面", Reach.LIST: "查询结果", Reach.BULK: "批量数据和接口"}


SHAPES = {
    "text": "文本",
    "code": "代码",
    "date": "日期（年-月-日）",
    "decimal": "金额（元，以文本记录，不失精度）",
    "object": "对象",
    "texts": "文本数组",
    "objects": "对象数组",
}


@dataclass(frozen=True)
class Disclosure:
    """One fact. `since` is the first day it is public; before it the fact is hidden everywhere.

    `is_verified` is False while the article was not compared with the original text (条文待核).
    """

    key: str
    label: str
    basis: str
    since: datetime.date
    reaches: frozenset[Reach]
    note: str = ""
    is_verified: bool = True
    shape: str = "text"  # of the value in files and answers for machines: a key of SHAPES
    values: str = ""  # what a code or the keys of an object mean

    @property
    def where(self) -> str:
        return "、".join(words for reach, words in REACH_WORDS.items() if reach in self.reaches)


def disclosed(reach: Reach, day: datetime.date) -> dict[str, Disclosure]:
    """Rows that reach so far on `day` (its first day included), in the order of the table."""
    return {row.key: row for row in settings.DISCLOSURES if reach in row.reaches and row.since <= day}
