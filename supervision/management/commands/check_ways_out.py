"""The nightly check of the ladders by hand: from where every organization stands, a way to good standing exists."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from supervision.ladders.paths import shortest
from supervision.ladders.situations import concerned, situation_of


class Command(BaseCommand):
    help = "Print the shortest way to good standing of every organization concerned. Exit code 1 where one has none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options) -> None:
        day, rows = clock.today(), []
        for organization in concerned():
            path = shortest(situation_of(organization, day))
            steps = None if path is None else [f"{move.who}：{move.title}" for move in path]
            rows.append({"organization": organization.pk, "steps": steps})
        blocked = [row["organization"] for row in rows if row["steps"] is None]
        if options["json"]:
            self.stdout.write(
                json.dumps({"as_of": f"{day}", "rows": rows, "without_way": blocked}, ensure_ascii=False)
            )
        else:
            for row in rows:
                self.stdout.write(f"{row['organization']}  {' → '.join(row['steps'] or ['没有路径'])}")
            self.stdout.write(f"{day:%Y-%m-%d} 核对 {len(rows)} 家，没有路径的 {len(blocked)} 家")
        if blocked:
            raise CommandError(f"{len(blocked)} 家没有恢复正常的路径。")
