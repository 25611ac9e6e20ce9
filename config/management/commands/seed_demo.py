"""Make the demo city: divisions, offices, people, organizations, obligations and reports, then one nightly sweep."""

import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from config.demo import accounts, departments, organizations, regions, reports
from core.history import acting

FACTORS = {"small": 1, "city": 40}


class Command(BaseCommand):
    help = "建立演示城市“霁川市”（全部数据均为虚构）；重复运行不改变已有数据"

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=FACTORS, default="small")
        parser.add_argument("--until", help="the day up to which the city lives, e.g. 2026-06-03")
        parser.add_argument("--years", type=int, default=3, help="how many report years, newest last")

    def handle(self, *, scale, years, **options):
        if not settings.IS_DEMO:
            raise CommandError("演示数据只能建立在演示环境中（config.settings.demo）。")
        self._begun = time.monotonic()
        call_command("load_reference", verbosity=0)
        self._say("reference data")
        with acting(accounts.SEEDER, command="seed_demo"), transaction.atomic():
            self._city(scale, years)
        with connection.cursor() as cursor:  # tables that grew in one transaction have no statistics yet
            cursor.execute("ANALYZE")
        call_command("nightly_sweep", verbosity=0)
        self._say("nightly sweep")

    def _city(self, scale, years):
        """All or nothing: a half-made city would look finished to the next run."""
        divisions = regions.build(scale)
        offices = departments.build(divisions)
        accounts.build_staff(offices)
        self._say(f"{len(divisions)} divisions, {len(offices)} offices")
        made = organizations.build(divisions, offices, factor=FACTORS[scale])
        accounts.build_organization_people()
        self._say(f"{len(made)} organizations")
        if made:
            self._say(f"{reports.build(years)} reports")

    def _say(self, what):
        self.stdout.write(f"[{time.monotonic() - self._begun:6.1f}s] {what}")
