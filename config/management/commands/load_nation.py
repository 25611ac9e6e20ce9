"""Fill the demo city up to the size of a nation, by COPY without history: for script/bench only."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.access.actor import Actor
from core.history import acting


class Command(BaseCommand):
    help = "性能测量用：以 COPY 装入大量虚构社会组织及三年年报"

    def add_arguments(self, parser):
        parser.add_argument("--organizations", type=int, default=1_000_000)

    def handle(self, *, organizations, **options):
        from tests.benchmarks import loading

        if not settings.IS_DEMO:
            raise CommandError("只能在演示环境中装入虚构数据。")
        begun = time.monotonic()
        with acting(Actor.system("bench"), command="load_nation"):
            written = loading.load(organizations, with_facts=True)
        for table, rows in written.items():
            self.stdout.write(f"{table:<32} {rows:>10,}")
        self.stdout.write(f"{time.monotonic() - begun:.0f} s")
