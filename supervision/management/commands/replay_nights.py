"""Consecutive nights over the data as they are, without writing anything."""

import datetime
import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from supervision.risk_alerts import replay


class Command(BaseCommand):
    help = (
        "Run the whole rule book for each night from --from to --to in a transaction that is rolled back, print what "
        "opened and closed, and check in the end that no open alert's condition is gone. Exit code 1 when a rule "
        "failed or the check found something. Holds the night's locks: not for a portal in use, but for a copy."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", required=True, type=datetime.date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--to", dest="last", required=True, type=datetime.date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options) -> None:
        first, last = options["first"], options["last"]
        if last < first:
            raise CommandError("--to 不能早于 --from。")
        told = (lambda night: None) if options["json"] else self._print
        done = replay.run(first, last, told)
        if options["json"]:
            totals = {name: done.total(name) for name in ("opened", "changed", "closed", "escalated")}
            self.stdout.write(json.dumps({**asdict(done), **totals}, cls=DjangoJSONEncoder, ensure_ascii=False))
        else:
            self._summary(done)
        if done.failed or done.wrong:
            raise CommandError(f"{done.failed} 次规则出错，{len(done.wrong)} 条预警与规则不符。")

    def _print(self, night: replay.Night) -> None:
        self.stdout.write(
            f"{night.day:%Y-%m-%d}  新增 {night.opened:>6}  变化 {night.changed:>6}  解除 {night.closed:>6}  "
            f"升级 {night.escalated:>6}"
        )

    def _summary(self, done: replay.Replay) -> None:
        for code, its in done.explained.items():
            stood = its["stood_days"]
            days = f"，存续 {stood['least']}–{stood['most']} 天" if stood else ""
            self.stdout.write(
                f"{code:<8} 新增 {its['opened']:>6}  解除 {its['closed']:>6}  未解除 {its['open']:>6}  "
                f"{its['title']}{days}"
            )
        for sentence in done.wrong:
            self.stdout.write(sentence)
        self.stdout.write(f"{len(done.nights)} 晚，未解除 {done.open_at_end} 条，用时 {done.seconds} 秒")
