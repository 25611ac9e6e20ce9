"""Every request and every task of the demo happens in one world: its database, its clock, its cache, its anchors.

Which one is decided once, before the first query, and then holds to the end: a job that runs while somebody chooses
another day finishes in the world it was asked for in. The name of the connected database is the only truth; the clock
is read for it.
"""

import datetime
import os
from pathlib import Path

from celery.signals import beat_init, before_task_publish, task_prerun
from django.conf import settings
from django.db import connection

from config.demo import worlds

MARK = "portal_world"  # header of a message: the database its ids belong to


def chosen() -> str:
    return worlds.read(settings.WORLDS_FILE).database


def entered() -> str:
    """Database of the world this thread is in."""
    return str(connection.settings_dict["NAME"])


def enter(database: str) -> None:
    """Point this thread, and threads begun later, at a world. Outside transactions only."""
    if entered() == database:
        return
    connection.close()
    connection.settings_dict = {**connection.settings_dict, "NAME": database}
    settings.DATABASES["default"]["NAME"] = database


def now() -> datetime.datetime:
    """`settings.CLOCK_SOURCE` of the demo."""
    return worlds.read(settings.WORLDS_FILE).moment(entered())


def cache_key(key: str, prefix: str, version: int) -> str:
    """`KEY_FUNCTION` of the cache: what one world remembers, no other reads."""
    return f"{entered()}:{prefix}:{version}:{key}"


class AnchorsOfWorld(os.PathLike):
    """`settings.AUDIT_ANCHORS`: every database has a chain of its own, and so a file of anchors of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __fspath__(self) -> str:
        return str(self.folder / f"{entered()}.jsonl")


class VisitorRouter:
    """Sessions live in the database all worlds were copied from: a visitor stays signed in on every day."""

    def db_for_read(self, model, **hints):
        return "visitors" if model._meta.app_label == "sessions" else None

    db_for_write = db_for_read


def days() -> list[dict]:
    """`settings.DEMO_DAYS`: what the band offers; empty where there is one day only."""
    choice = worlds.read(settings.WORLDS_FILE)
    found = [world for world in worlds.WORLDS if world.key in choice.databases]
    if len(found) < 2:
        return []
    return [
        {"key": w.key, "short": f"{w.day:%m-%d}", "words": w.words, "is_current": w.key == choice.day} for w in found
    ]


def connect() -> None:
    """A message carries its world; the clock's own messages carry none and run in the chosen one."""
    before_task_publish.connect(_mark, dispatch_uid=MARK)
    task_prerun.connect(_enter, dispatch_uid=MARK)
    beat_init.connect(_leave_unmarked, dispatch_uid=MARK)


def _mark(headers=None, **_):
    if headers is not None:
        headers[MARK] = entered()


def _enter(task, **_):
    enter(task.request.get(MARK) or chosen())


def _leave_unmarked(**_):
    before_task_publish.disconnect(_mark, dispatch_uid=MARK)
