"""Every performance figure beside a floor measured in the same run; the ratio is what counts."""

import json
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from config.demo.accounts import PASSWORD
from core import clock
from registry.models import Organization

CLERK = "wangke"
PARTS = ("pages", "import", "sweep", "nation")


class Command(BaseCommand):
    help = "性能测量：每个数字旁边是同一次运行中的底线"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--scale", default="city", help="said by script/bench; the database at hand decides")
        parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)

    def handle(self, *, as_json, only, **options):
        result = {
            "measured_on": clock.real_now().isoformat(timespec="seconds"),
            "organizations": Organization.objects.count(),
            "figures": self._figures(only),
        }
        for part, organizations in (("sweep", 12_000), ("nation", 1_000_000)):
            if part in only:
                result[f"sweep_{organizations}"] = _sweep(organizations)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if as_json else _table(result))

    def _figures(self, only) -> list[dict]:
        from tests.benchmarks import imports, pages

        figures = []
        if "pages" in only:
            figures += pages.run(CLERK, PASSWORD)
        if "import" in only:
            figures.append(imports.run(CLERK))
        return [figure.row() for figure in figures]


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


def _table(result: dict) -> str:
    lines = [f"{result['organizations']:,} organizations in the register, measured {result['measured_on']}", ""]
    lines.append(f"{'what':<48}{'p50 ms':>10}{'p95 ms':>10}{'floor':>10}{'ratio':>8}{'goal':>7}  holds")
    for row in result["figures"]:
        holds = {True: "yes", False: "NO", None: "-"}[row["holds"]]
        lines.append(
            f"{row['what']:<48}{row['p50_ms']:>10}{row['p95_ms']:>10}{row['floor_p95_ms']:>10}{row['ratio']:>8}"
            f"{row['goal'] or '-':>7}  {holds}  ({row['floor']}; {row['note']})"
        )
    for name, figures in result.items():
        if name.startswith("sweep_"):
            lines += ["", f"nightly sweep, {figures['organizations']:,} organizations"]
            lines += [f"  {key:<14} {value}" for key, value in figures.items() if key != "organizations"]
    return "\n".join(lines)
