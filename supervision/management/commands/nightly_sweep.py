"""The nightly run by hand; beat calls the same function."""

import datetime
import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.workflow.errors import Refusal
from supervision.risk_alerts import sweep


class Command(BaseCommand):
    help = "Ask the nightly rules, open and resolve alerts. Exit code 1 when a rule failed or the run was refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="YYYY-MM-DD, default today")
        parser.add_argument("--rules", default="", help="codes with commas, default all")
        parser.add_argument("--dry-run", action="store_true", help="count and write nothing; any day")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options) -> None:
        codes = [code.strip() for code in options["rules"].split(",") if code.strip()]
        try:
            report = sweep.run(options["as_of"], codes=codes, dry_run=options["dry_run"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._print(report)
        if report.failed:
            raise CommandError(f"{report.failed} 条规则运行出错。")

    def _print(self, report: sweep.Report) -> None:
        self.stdout.write(f"检查日期 {report.as_of:%Y-%m-%d}{'（试运行，未写入）' if report.dry_run else ''}")
        for result in report.rules:
            line = (
                f"{result.rule:<8} 符合 {result.found:>6}  新增 {result.opened:>6}  变化 {result.changed:>6}  "
                f"解除 {result.resolved:>6}  {result.duration_ms:>6} ms  {result.title}"
            )
            self.stdout.write(f"{line}\n         出错：{result.error}" if result.error else line)
        self.stdout.write(f"合计用时 {report.duration_ms} ms，归属更新 {report.rescoped} 条")
