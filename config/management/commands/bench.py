"""Every performance figure beside a floor measured in the same run; the ratio is what counts."""

import json
import logging
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from config.demo.accounts import PASSWORD
from core import clock
from registry.models import Organization

CLERK = "wangke"
SWEEPS = {"nation": 1_000_000}


class Command(BaseCommand):
    help = "性能测量：每个数字旁边是同一次运行中的底线"

    def add_arguments(self, parser):
        from tests.benchmarks import pages

        parts = [*pages.FIGURES, "growth", "writes", "import", "export", "sweep"]
        parser.add_argument(
            "--deadline", type=float, default=0, help="minutes of the last day's load, instead of all else"
        )
        parser.add_argument("--filers", type=int, default=300, help="organizations of the last day")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--scale", default="city", help="said by script/bench; the database at hand decides")
        parser.add_argument("--only", nargs="*", choices=parts, default=parts)
        parser.add_argument("--times", type=int, default=200, help="how often a page is drawn for a figure")
        parser.add_argument("--beside", default="", help="address of the city's database, for the growth from it")

    def handle(self, *, as_json, scale, only, times, beside, **options):
        from tests.benchmarks import deadline, exports, imports, pages, reports

        logging.disable(logging.INFO)  # requests inside this process would speak into the output
        if options["deadline"]:
            told = deadline.run(options["deadline"], options["filers"], scale)
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        figures = pages.run(only, CLERK, PASSWORD, times=times, beside=beside)
        if "writes" in only:
            figures += reports.run(scale, times)
        if "import" in only:
            figures.append(imports.run(CLERK))
        if "export" in only:
            figures += exports.run(CLERK)
        result = {
            "measured_on": clock.real_now().isoformat(timespec="seconds"),
            "scale": scale,
            "organizations": Organization.objects.count(),
            "disk_mb": _disk_mb(),
            "figures": [figure.row() for figure in figures],
        }
        if "sweep" in only:
            result["sweep"] = _sweep(SWEEPS.get(scale, 12_000))
        self.stdout.write(json.dumps(result, ensure_ascii=False) if as_json else _table(result))


def _disk_mb() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_database_size(current_database()) / 1048576")
        return cursor.fetchone()[0]


def _sweep(organizations: int) -> dict:
    """On a database of its own, filled by COPY, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.sweep", "--organizations", str(organizations), "--json"],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


HEAD = ("what", "p50 ms", "p95 ms", "floor", "ratio", "goal", "bare", "ratio", "holds")
LINE = "{:<44}{:>9}{:>9}{:>9}{:>7}{:>6}{:>9}{:>7}  {:<6}"


def _table(result: dict) -> str:
    lines = [
        f"{result['organizations']:,} organizations, {result['disk_mb']:,} MB, measured {result['measured_on']}",
        "floor: named at the end of the line; bare: a view with the same SQL behind the same middleware and layout",
        "",
        LINE.format(*HEAD),
    ]
    lines += [_line(row) for row in result["figures"]]
    if sweep := result.get("sweep"):
        lines += ["", f"nightly sweep, {sweep['organizations']:,} organizations"]
        lines += [f"  {key:<14} {value}" for key, value in sweep.items() if key != "organizations"]
    return "\n".join(lines)


def _line(row: dict) -> str:
    holds = {True: "yes", False: "NO", None: "-"}[row["holds"]]
    cells = ("what", "p50_ms", "p95_ms", "floor_p95_ms", "ratio", "goal", "bare_p95_ms", "ratio_to_bare")
    note = f"; {row['note']}" if row["note"] else ""
    return LINE.format(*(row[cell] if row[cell] is not None else "-" for cell in cells), holds) + row["floor"] + note
