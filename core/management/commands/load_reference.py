"""Fill the tables that ship with the portal: regions, holidays, regimes, forms, rules. Safe to repeat."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from core.access.actor import Actor
from core.history import acting


class Command(BaseCommand):
    help = "Load the shipped reference data (settings.REFERENCE_LOADERS, in order). A second run writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        written = {}
        with acting(Actor.system("load_reference")):
            for path in settings.REFERENCE_LOADERS:
                written[path] = import_string(path)()
        if options["json"]:
            self.stdout.write(json.dumps(written, ensure_ascii=False))
            return
        for path, rows in written.items():
            self.stdout.write(f"{path}: {rows} rows written")
