"""Runs as its own process with limits on memory and time: opens one workbook, prints its cells as JSON.

A hostile sheet can name a cell in the last column of the last line and make a parser allocate everything between; here
it kills only this process. Imports nothing of the portal. Arguments: path, most rows, most cells, megabytes, seconds,
sheet ("" for the first one with content).
"""

import datetime
import decimal
import json
import resource
import sys


def text_of(value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{decimal.Decimal(f'{value:.15g}'):f}"  # fifteen digits are all a number cell holds
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def cells_of(row) -> list:
    return [
        [text_of(value) for value in row],
        [i for i, v in enumerate(row) if isinstance(v, int | float) and not isinstance(v, bool)],
    ]


def read(path: str, most_rows: int, most_cells: int, wanted: str) -> dict:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    names = list(book.sheet_names)
    for name in [wanted] if wanted in names else names:
        sheet = book.get_sheet_by_name(name)
        if not sheet.width or not sheet.height:
            continue
        if sheet.height > most_rows or sheet.height * sheet.width > most_cells:
            return {"too_large": [sheet.height, sheet.width]}
        first = sheet.start[0] + 1 if sheet.start else 1
        rows = sheet.to_python(skip_empty_area=True)
        return {"sheet": name, "sheets": names, "first_line": first, "rows": [cells_of(row) for row in rows]}
    return {"sheet": "", "sheets": names, "first_line": 1, "rows": []}


def main() -> int:
    path, most_rows, most_cells, megabytes, seconds = sys.argv[1], *map(int, sys.argv[2:6])
    wanted = sys.argv[6]
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(path, most_rows, most_cells, wanted)
    except MemoryError:
        answer = {"too_large": [0, 0]}
    except Exception as error:  # the parser's own errors: wrong password, damaged file
        answer = {"error": type(error).__name__}
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
