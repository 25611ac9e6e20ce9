"""Print the demo city's accounts, one per role."""

import json

from django.core.management.base import BaseCommand

from config.demo.accounts import table


class Command(BaseCommand):
    help = "演示账号一览"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json, **options):
        rows = table()
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['username']:<14}{row['name']}\t{row['role']}\t{row['place']}")
        self.stdout.write(f"密码均为 {rows[0]['password']}")
