"""A database for one benchmark: a clone of the reference database, dropped afterwards; its command; its floor."""

import argparse
import datetime
import json
import os
import resource
import time
from collections.abc import Callable


class Scratch:
    """Sets the environment up before Django is, so whatever needs Django is imported inside the block."""

    def __init__(self, name: str, day: datetime.date):
        self.name = f"bench_{name}_{os.getpid()}"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PORTAL_AS_OWNER": "1",
            "PORTAL_NOW": f"{day}T09:00:00+08:00",
        }

    def __enter__(self) -> "Scratch":
        from script.local.places import Home
        from script.local.servers import Hold
        from script.local.templates import Templates

        home = Home.test()
        self.hold = Hold(home).take()
        self.templates = Templates(home)
        self.database = self.templates.clone("ref", self.name)
        os.environ |= home.addresses(self.database)
        import django

        django.setup()
        return self

    def __exit__(self, *error) -> None:
        from django.db import connections

        connections.close_all()
        self.templates.drop(self.database)
        self.hold.release()


def resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(figures: dict, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(figures, ensure_ascii=False)
    return "\n".join(f"{name:<14} {value}" for name, value in figures.items())


def undone_seconds(statement: str, parameters: list) -> float:
    """Of one statement with the history triggers it meets; rolled back."""
    from django.db import connection, transaction

    from core.access.actor import Actor
    from core.history import acting

    with acting(Actor.system("bench")), transaction.atomic(), connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(statement, parameters)
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return taken


def main(description: str, name: str, day: datetime.date, measure: Callable[[], dict]) -> None:
    """The command of a benchmark on so many organizations, loaded by COPY."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organizations", type=int, default=12_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with Scratch(name, day):
        from tests.benchmarks.loading import load

        begun = time.perf_counter()
        rows = load(options.organizations)
        loaded = time.perf_counter() - begun
        sizes = {"organizations": options.organizations, "rows": sum(rows.values()), "load_s": round(loaded, 1)}
        figures = {**sizes, **measure()}
    print(told(figures, as_json=options.json))
