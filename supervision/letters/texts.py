"""Structured text with {placeholders}: what a template may hold, and how its places are filled. Knows no model.

A block is {"kind": paragraph|heading|items|table, "text": …}. In items one line is one item; in a table the first line
holds the columns, each further one a row, cells parted by "|". A value of several lines makes several paragraphs,
items or rows where the placeholder stands alone.
"""

import re
from collections.abc import Iterable, Mapping

from core.documents.letters import Block, Heading, Items, Table
from core.refusal import Refusal

KINDS = {"paragraph": "段落", "heading": "标题", "items": "分项", "table": "表格"}
MOST_BLOCKS, MOST_CHARACTERS = 40, 8000
# What the portal knows by itself. Every other placeholder is a field of the kind, filled by whoever drafts.
BUILT_IN = {
    "recipient": "主送单位", "issuer": "署名单位", "subject": "事由", "reply_workdays": "回复时限（工作日）",
    "kind": "文种",
}  # fmt: skip
_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")
_STRAY = re.compile(r"[{}]")


class Unfilled(Refusal):
    """A placeholder has no value, or a value has no placeholder."""


def places(blocks: Iterable[Mapping]) -> list[str]:
    """Placeholders in the order in which they stand, each once."""
    return list(dict.fromkeys(name for block in blocks for name in _PLACE.findall(block.get("text", ""))))


def check(blocks: list[dict], fields: Mapping[str, str], *, title: str = "") -> None:
    """Whether `blocks` may be a template of a kind with `fields` (name → label). Raises Refusal, with the place."""
    if not blocks:
        raise Refusal("范文没有内容，请至少写一段。")
    if len(blocks) > MOST_BLOCKS:
        raise Refusal(f"范文最多{MOST_BLOCKS}块，请合并段落。")
    known = {**BUILT_IN, **fields}
    for number, block in enumerate(blocks, 1):
        _check_block(number, block)
    for name in places([*blocks, {"text": title}]):
        if name not in known:
            words = "、".join(f"{{{label}}}" for label in known.values())
            raise Refusal(f"“{{{name}}}”不是本文种的填写项。可以使用：{words}。")
    if sum(len(block["text"]) for block in blocks) > MOST_CHARACTERS:
        raise Refusal(f"范文最多{MOST_CHARACTERS}字。")


def _check_block(number: int, block: Mapping) -> None:
    if block.get("kind") not in KINDS:
        raise Refusal(f"第{number}块的类型不明。")
    text = block.get("text", "")
    if not text.strip():
        raise Refusal(f"第{number}块没有内容。")
    if _STRAY.search(_PLACE.sub("", text)):
        raise Refusal(f"第{number}块中的花括号不成对，填写项须写成{{名称}}。")
    if block["kind"] == "table":
        lines = [line for line in text.splitlines() if line.strip()]
        widths = {len(cells(line)) for line in lines if not _alone(line)}
        if len(lines) < 2 or len(widths) != 1:
            raise Refusal(f"第{number}块表格：第一行写各列名称，以后每行写一行内容，各格用“|”隔开，格数须一致。")


def named(text: str, labels: Mapping[str, str]) -> str:
    """{违规事实} → {facts}: people write the labels, the portal keeps the names."""
    by_label = {label: name for name, label in {**BUILT_IN, **labels}.items()}
    return _PLACE.sub(lambda found: f"{{{by_label.get(found[1].strip(), found[1].strip())}}}", text)


def labelled(text: str, labels: Mapping[str, str]) -> str:
    known = {**BUILT_IN, **labels}
    return _PLACE.sub(lambda found: f"{{{known.get(found[1], found[1])}}}", text)


def fill(blocks: Iterable[Mapping], values: Mapping[str, str], labels: Mapping[str, str]) -> list[dict]:
    """The blocks with every place filled. Raises Unfilled, naming what is missing by its label."""
    blocks = list(blocks)
    known = {**BUILT_IN, **labels}
    missing = [known.get(name, name) for name in places(blocks) if not str(values.get(name, "")).strip()]
    if missing:
        raise Unfilled(f"还没有填写：{'、'.join(missing)}。")
    return [made for block in blocks for made in _filled(block, values)]


def fill_line(text: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """A title. Raises Unfilled."""
    return fill([{"kind": "paragraph", "text": text}], values, labels)[0]["text"]


def _filled(block: Mapping, values: Mapping[str, str]) -> list[dict]:
    lines = [filled for line in block["text"].splitlines() if line.strip() for filled in _line(line, values)]
    if block["kind"] == "paragraph":
        return [{"kind": "paragraph", "text": line} for line in lines]
    text = "".join(lines) if block["kind"] == "heading" else "\n".join(lines)
    return [{"kind": block["kind"], "text": text}]


def _line(line: str, values: Mapping[str, str]) -> list[str]:
    if _alone(line):
        value = str(values[_PLACE.fullmatch(line.strip())[1]])
        return [one.strip() for one in value.splitlines() if one.strip()]
    joined = _PLACE.sub(lambda found: _one_line(values[found[1]]), line)
    return [joined.strip()]


def _one_line(value) -> str:
    return (
        "；".join(one.strip().rstrip("；。") for one in str(value).splitlines() if one.strip())
        if "\n" in str(value).strip()
        else str(value).strip()
    )


def _alone(line: str) -> bool:
    return bool(_PLACE.fullmatch(line.strip()))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def body(blocks: Iterable[Mapping]) -> tuple[Block, ...]:
    """Filled blocks as core.documents draws them. A row that is too short or too long is made to fit."""
    return tuple(_block(block) for block in blocks)


def _block(block: Mapping) -> Block:
    lines = block["text"].splitlines()
    if block["kind"] == "heading":
        return Heading(block["text"])
    if block["kind"] == "items":
        return Items(tuple(lines))
    if block["kind"] == "table":
        columns = tuple(cells(lines[0]))
        return Table(columns, tuple(_fitted(cells(line), len(columns)) for line in lines[1:]))
    return block["text"]


def _fitted(row: list[str], width: int) -> tuple[str, ...]:
    return tuple([*row, *[""] * width][:width])
