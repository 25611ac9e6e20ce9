"""Live the demo city up to a day: ten years of registrations, changes, reports and nights, all invented."""

import datetime
import json
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo import departments, life, regions, story
from config.demo.accounts import SEEDER
from config.demo.truth import Truth
from config.demo.world import FACTORS, World, streets_of
from core import clock
from core.departments.models import Region
from core.history import acting
from registry.annual_reports.reference import load_regimes
from registry.models import FormVersion

FIRST_FORM_YEAR = 2022


class Command(BaseCommand):
    help = "建立演示城市“霁川市”（全部数据均为虚构），从现在的进度过到指定日期的早晨；重复运行不改变已有数据"

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=FACTORS, default="small")
        parser.add_argument("--until", type=datetime.date.fromisoformat, help="YYYY-MM-DD, default: the clock's day")
        parser.add_argument("--truth", type=Path, help="also write what the story knows about its days (JSON)")

    def handle(self, *, scale, until, truth, **options):
        if not settings.IS_DEMO:
            raise CommandError("演示数据只能建立在演示环境中（config.settings.demo）。")
        self._begun = time.monotonic()
        until = min(until or clock.today(), story.END)
        try:
            stands = life.lived_to()
        except life.OlderCity:
            raise CommandError(
                "数据库中的演示城市由旧版本建立，不能继续；请用 script/demo --reset 重新建立。"
            ) from None
        if stands and until <= stands:
            self._say(f"{stands:%Y-%m-%d} is reached already, nothing to do")
        else:
            if stands is None:
                self._ground(scale)
            elif scale != (scale := self._scale()):
                self._say(f"the city is of scale {scale}")
            life.live(World(scale), max(until, story.BEGIN + story.DAY), self._say)
            self._say(f"lived up to the morning of {until:%Y-%m-%d}")
        if truth:
            self._tell(truth, until)

    def _tell(self, path: Path, until: datetime.date) -> None:
        """Year ends, mid-years and the four days, as far as the city has been lived."""
        days = {datetime.date(year, *day) for year in range(2017, 2027) for day in ((6, 30), (12, 31))} | set(
            story.DAYS
        )
        told = Truth(self._scale(), streets_of()).as_dict(sorted(day for day in days if day < until))
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        self._say(f"truth of {len(told)} days in {path}")

    def _ground(self, scale: str) -> None:
        """What stands still: reference data, divisions, offices, report rules and forms of the old years."""
        call_command("load_reference", verbosity=0)
        with acting(SEEDER, command="seed_demo"), transaction.atomic():
            offices = departments.build(regions.build(scale))
            load_regimes(first_year=story.REPORT_YEARS[0])
            for form in FormVersion.objects.filter(year_from=FIRST_FORM_YEAR):
                code = f"demo_{form.org_type}_0"
                FormVersion.objects.get_or_create(
                    code=code,
                    defaults={
                        "org_type": form.org_type, "year_from": story.REPORT_YEARS[0],
                        "year_to": FIRST_FORM_YEAR - 1, "schema": {**form.schema, "code": code},
                    },
                )  # fmt: skip
        self._say(f"{len(offices)} offices, report rules from {story.REPORT_YEARS[0]} on")

    @staticmethod
    def _scale() -> str:
        return "city" if Region.objects.filter(code=regions.pad("379951")).exists() else "small"

    def _say(self, what):
        self.stdout.write(f"[{time.monotonic() - self._begun:6.1f}s] {what}")
