"""Read an uploaded table. Everything is text; what a number cell destroyed cannot be repaired, only marked."""

import csv
import io
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from core.spreadsheets import safety
from core.spreadsheets.decoding import DELIMITERS, decoded
from core.spreadsheets.defusing import restored
from core.spreadsheets.table import Asked, Row, SpreadsheetRefused, Table

logger = logging.getLogger(__name__)

MOST_BYTES = 20 * 1024 * 1024
_CHILD = Path(__file__).with_name("child.py")
_CHILD_MEGABYTES = 900
_CHILD_SECONDS = 60
_HEADER_WITHIN = 10
_WIDEST = 300
_AS_IT_SUGGESTS = Asked()


def read_table(
    file,
    *,
    max_rows: int = 50_000,
    max_cells: int = 3_000_000,
    max_bytes: int = MOST_BYTES,
    asked: Asked = _AS_IT_SUGGESTS,
) -> Table:
    """The first sheet with content of an .xlsx or .xls, or a .csv in any usual encoding, as header and rows.

    `file` has `name` and `read()`. The header is the first line with two or more filled cells among the first ten;
    titles above it and cells beyond its last column are told, not kept. Empty lines are left out, line numbers stay
    those of the file. Raises SpreadsheetRefused with a sentence for the user.
    """
    data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise SpreadsheetRefused(f"文件超过{max_bytes // 1024 // 1024}MB，请拆分后上传。")
    kind = safety.kind_of(data, file.name or "")
    read = _csv_lines if kind == "csv" else _workbook_lines
    lines, about = read(data, max_rows, max_cells, asked)
    return _table(lines, kind=kind, **about)


def _table(lines: list[Row], **about) -> Table:
    filled = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not filled:
        raise SpreadsheetRefused("文件中没有数据。")
    head = next((x for x in filled[:_HEADER_WITHIN] if sum(bool(c.strip()) for c in x.cells) > 1), filled[0])
    header = _header(head.cells)
    width = len(header)
    below = [x for x in filled if x.line > head.line]
    rows = [Row(x.line, [*x.cells[:width], *[""] * (width - len(x.cells))], x.numeric) for x in below]
    if not rows:
        raise SpreadsheetRefused("文件中只有表头，没有数据行。")
    titles = tuple((x.line, " ".join(c for c in x.cells if c.strip())[:200]) for x in filled if x.line < head.line)
    beyond = tuple(x.line for x in below if any(c.strip() for c in x.cells[width:]))
    return Table(header=header, header_line=head.line, rows=rows, titles=titles, beyond=beyond, **about)


def _header(cells: list[str]) -> list[str]:
    """Trimmed names up to the last filled one; a repeated or empty name gets its column number."""
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > _WIDEST:
        raise SpreadsheetRefused(f"表格有{len(names)}列，超过{_WIDEST}列，请删去无关的列后上传。")
    seen, unique = set(), []
    for number, name in enumerate(names, start=1):
        label = name or f"第{number}列"
        label = f"{label}（第{number}列）" if label in seen else label
        seen.add(label)
        unique.append(label)
    return unique


def _csv_lines(data: bytes, max_rows: int, max_cells: int, asked: Asked) -> tuple[list[Row], dict]:
    found = decoded(data, asked.encoding)
    if "\x00" in found.text:
        raise SpreadsheetRefused("文件含有无法识别的字符，不是文本表格。")
    text = found.text.removeprefix("\ufeff")
    delimiter = asked.delimiter if asked.delimiter in DELIMITERS else _delimiter(text)
    lines, cells = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        before = 0
        for record in reader:
            cells += len(record)
            _refuse_too_large(len(lines), cells, max_rows, max_cells)
            lines.append(Row(before + 1, [restored(cell) for cell in record]))
            before = reader.line_num
    except csv.Error:
        raise SpreadsheetRefused("文件的引号或分隔符有误，无法按表格读取。请用表格软件另存为 .xlsx 后上传。") from None
    return lines, {"encoding": found.encoding, "is_certain": found.is_certain, "delimiter": delimiter}


def _delimiter(text: str) -> str:
    """The one that stands most often in the first line with any of them; a title above it may have none."""
    for line in text.lstrip("\r\n").splitlines()[:_HEADER_WITHIN]:
        if any(mark in line for mark in DELIMITERS):
            return max(DELIMITERS, key=line.count)
    return ","


def _refuse_too_large(rows: int, cells: int, max_rows: int, max_cells: int) -> None:
    if rows > max_rows:
        raise SpreadsheetRefused(f"表格超过{max_rows:,}行，请拆分后上传。")
    if cells > max_cells:
        raise SpreadsheetRefused(f"表格超过{max_cells:,}个单元格，请删去无关的行列后上传。")


def _workbook_lines(data: bytes, max_rows: int, max_cells: int, asked: Asked) -> tuple[list[Row], dict]:
    answer = _asked_child(data, max_rows + _HEADER_WITHIN, max_cells, asked.sheet)
    if "too_large" in answer:
        raise SpreadsheetRefused(f"表格超过{max_rows:,}行或{max_cells:,}个单元格，请删去无关的行列或拆分后上传。")
    if answer.get("error") == "PasswordError":
        raise SpreadsheetRefused("文件设有密码，请取消密码后再上传。")
    if "error" in answer:
        raise SpreadsheetRefused("文件已损坏，无法读取。请用表格软件打开后另存为 .xlsx 再上传。")
    first = answer["first_line"]
    lines = [Row(first + i, cells, frozenset(numeric)) for i, (cells, numeric) in enumerate(answer["rows"])]
    others = tuple(s for s in answer["sheets"] if s != answer["sheet"])
    return lines, {"sheet": answer["sheet"], "other_sheets": others}


def _asked_child(data: bytes, max_rows: int, max_cells: int, sheet: str) -> dict:
    with tempfile.NamedTemporaryFile(suffix=".book") as book:
        book.write(data)
        book.flush()
        limits = map(str, (max_rows, max_cells, _CHILD_MEGABYTES, _CHILD_SECONDS))
        command = [sys.executable, "-I", str(_CHILD), book.name, *limits, sheet]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_CHILD_SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise SpreadsheetRefused("文件过于复杂，未能在规定时间内读完，不予接收。") from None
    if done.returncode != 0:
        logger.warning("spreadsheet reader died", extra={"returncode": done.returncode})
        raise SpreadsheetRefused("表格范围异常或文件已损坏，无法读取。请删去空白行列后另存为 .xlsx 再上传。")
    return json.loads(done.stdout)
