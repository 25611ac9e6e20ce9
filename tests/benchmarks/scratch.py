"""A database for one benchmark: a clone of the reference database, dropped afterwards."""

import datetime
import json
import os
import resource


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
