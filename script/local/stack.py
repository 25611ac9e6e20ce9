"""The running portal that browser journeys drive: web, worker and clock on a clone of the demo city."""

import os
import shutil
import socket
import subprocess
import sys
import time

from script.local import supervisor
from script.local.manage import DEMO_NOW
from script.local.places import ROOT, Home
from script.local.supervisor import Supervisor
from script.local.templates import Templates


class Stack:
    """Needs servers held by its owner. `env` lets manage.py calls meet the same portal."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.database = f"test_stack_{os.getpid()}"
        self.files = home.folder / self.database
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {**environment(home, self.database), "PORTAL_URL": self.url}
        self.supervisor = Supervisor(
            home, [supervisor.worker(1), supervisor.clock(self.home), supervisor.web(self.port, workers=1)], self.env
        )

    def start(self) -> None:
        self._forget()
        Templates(self.home).clone("city", self.database)
        self._lend_files()
        self.supervisor.start()
        self.supervisor.wait_until_healthy(f"{self.url}/health/")

    def stop(self) -> None:
        self.supervisor.stop()
        Templates(self.home).drop(self.database)
        shutil.rmtree(self.files, ignore_errors=True)

    def _lend_files(self) -> None:
        """Those the city was made with, as further names of the same content, which is never changed."""
        self.files.mkdir(parents=True)
        made = self.home.folder / "media"
        if made.exists():
            shutil.copytree(made, self.files / "media", copy_function=os.link)

    def _forget(self) -> None:
        """Messages of earlier runs name rows that are gone."""
        import redis

        with redis.Redis.from_url(self.env["REDIS_URL"]) as server:
            server.flushall()
        shutil.rmtree(self.home.folder / "beat", ignore_errors=True)
        (self.home.folder / "beat").mkdir(parents=True)


def environment(home: Home, database: str) -> dict[str, str]:
    return {
        **home.addresses(database),
        "PORTAL_VAR": str(home.folder / database),
        "DJANGO_SETTINGS_MODULE": "config.settings.journey",
        "PORTAL_NOW": DEMO_NOW,
        "PORTAL_NOW_SINCE": os.environ.get("PORTAL_STACK_SINCE") or str(time.time()),
    }


def manage(env: dict[str, str], *arguments: str) -> str:
    """Output of one manage.py call against the stack; raises with its error text when it fails."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**os.environ, **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"manage.py {' '.join(arguments)} failed:\n{done.stderr[-4000:]}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
