"""Imports filed statements into a scratch database and lists every identity that does not hold."""

import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.access.actor import Actor
from registry.annual_reports import taken_over

ACTOR = Actor.system("check_statements")


class Command(BaseCommand):
    help = "把文件夹中 2016 年度的基金会报表导入临时数据库，列出不平衡的数据；临时数据库用后删除，本库不受影响"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="folder with foundation_statements_2016_*.csv")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *, folder, **options):
        try:
            taken_over.filed_in(folder)
        except FileNotFoundError as missing:
            raise CommandError(str(missing)) from None
        found = self._in_scratch(folder)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self._lines(found)

    @staticmethod
    def _in_scratch(folder: Path) -> dict:
        """The database is made, migrated and dropped here; a name of its own lets two calls run beside one another."""
        own = connection.settings_dict["NAME"]
        connection.settings_dict.setdefault("TEST", {})["NAME"] = f"scratch_statements_{os.getpid()}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            return summary(folder)
        finally:
            connection.creation.destroy_test_db(own, verbosity=0)

    def _lines(self, found: dict) -> None:
        for one in found["foundations"]:
            for failure in one["failures"]:
                self.stdout.write(f"{one['name']}：[{failure['severity']}] {failure['text']}")
        self.stdout.write(
            f"共 {found['reports']} 份，其中 {found['reports_failing']} 份有不平衡的数据，{found['failures']} 处"
        )


def summary(folder: Path) -> dict:
    """What the command tells, from whatever database is connected."""
    foundations = []
    for report in taken_over.import_statements(folder, actor=ACTOR):
        failed = taken_over.failures(report)
        rows = [
            {
                "code": one.check.code, "section": one.check.section, "severity": one.check.severity,
                "difference_yuan": f"{one.difference:.2f}", "text": one.text,
            }
            for one in failed
        ]  # fmt: skip
        foundations.append({"name": report.organization.name, "failures": rows})
    failing = [one for one in foundations if one["failures"]]
    return {
        "year": taken_over.YEAR,
        "reports": len(foundations),
        "reports_failing": len(failing),
        "failures": sum(len(one["failures"]) for one in failing),
        "foundations": failing,
    }
