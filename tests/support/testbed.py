"""The databases of one test process: clones of the templates, made when the first test asks for one."""

import contextlib
import os
from collections.abc import Iterator

from django.conf import settings
from django.db import connections

from script.local.manage import DEMO_NOW
from script.local.places import Home
from script.local.processes import Problem
from script.local.servers import Hold
from script.local.templates import Templates


class TestBed:
    """Holds the servers of var/test for as long as this process lives and points Django at the right clone."""

    __test__ = False

    def __init__(self) -> None:
        self.home = Home.test()
        self.clones: dict[str, str] = {}
        self.failures: dict[str, Problem] = {}
        self._hold: Hold | None = None

    def hold(self) -> None:
        """Servers up, and up they stay until `close()`."""
        if self._hold is None:
            self._hold = Hold(self.home).take()
            Templates(self.home).sweep()

    @property
    def templates(self) -> Templates:
        self.hold()
        return Templates(self.home)

    def database(self, kind: str) -> str:
        """This process's own clone of `t_ref` or `t_city`; tests roll back, so one serves the whole session."""
        if kind in self.failures:
            raise self.failures[kind]
        if kind not in self.clones:
            try:
                self.clones[kind] = self.fresh(kind, kind)
            except Problem as problem:
                self.failures[kind] = problem
                raise
        return self.clones[kind]

    def fresh(self, kind: str, label: str) -> str:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        return self.templates.clone(kind, f"test_{label}_{worker}_{os.getpid()}")

    def use(self, name: str) -> None:
        """Point every Django connection at database `name`. Call it between tests only."""
        for alias, configured in settings.DATABASES.items():
            if configured.get("NAME") == name and connections[alias].settings_dict["NAME"] == name:
                continue
            connections[alias].close()
            configured["NAME"] = name
            connections[alias].settings_dict["NAME"] = name

    @contextlib.contextmanager
    def using(self, name: str) -> Iterator[str]:
        before = settings.DATABASES["default"]["NAME"]
        self.use(name)
        try:
            yield name
        finally:
            self.use(before)

    def close(self) -> None:
        if self._hold is None:
            return
        connections.close_all()
        for name in self.clones.values():
            self.templates.drop(name)
        self._hold.release()
        self._hold = None


BED = TestBed()


def clock_of(kind: str) -> None:
    """The demo city lives on a fixed day; everything else on the machine's own (freeze it where it matters)."""
    if kind == "city":
        os.environ["PORTAL_NOW"] = DEMO_NOW
    else:
        os.environ.pop("PORTAL_NOW", None)
