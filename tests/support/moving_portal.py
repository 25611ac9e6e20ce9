"""A portal of one journey's own, whose day the journey moves: what takes weeks cannot be walked on a standing day.

One clone of the city, one web process and one worker that read the hour from a file, as the demo does for its days
(config/demo/worlds.py). Beat is not there: what comes by night comes by `manage("nightly_sweep")`.
"""

import datetime
import json
import os
import shutil
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from config.demo import worlds
from script.local import stack, supervisor
from script.local.places import Home
from script.local.supervisor import Supervisor
from script.local.templates import Templates
from tests.support.journeys import Portal


class MovingPortal:
    """Needs servers held by its owner. `portal` is what visitors are given, `manage` a command against it."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.database = f"test_moving_{os.getpid()}"
        self.folder = home.folder / self.database
        self.clock = self.folder / "worlds.json"
        port = stack.free_port()
        self.portal = Portal(f"http://localhost:{port}")
        self.portal.env = {
            **home.addresses(self.database),
            "PORTAL_VAR": str(self.folder),
            "PORTAL_URL": str(self.portal),
            "PORTAL_WORLDS_FILE": str(self.clock),
            "PORTAL_NOW": "",
            "CELERY_BROKER_URL": _own_queue(home),
            "DJANGO_SETTINGS_MODULE": "config.settings.journey",
        }
        services = [supervisor.worker(1), supervisor.web(port, workers=1)]
        self.supervisor = Supervisor(home, services, self.portal.env)

    def start(self) -> None:
        Templates(self.home).clone("city", self.database)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.move(worlds.START.day)
        self.supervisor.start()
        self.supervisor.wait_until_healthy(f"{self.portal}/health/", seconds=180)
        _warm(f"{self.portal}/accounts/login/")

    def stop(self) -> None:
        self.supervisor.stop()
        Templates(self.home).drop(self.database)
        shutil.rmtree(self.folder, ignore_errors=True)

    def move(self, day: datetime.date, hour: int = 9) -> None:
        """From here on it is `hour` o'clock of `day` for everybody, and time runs on."""
        now = f"{day.isoformat()}T{hour:02d}:00:00+08:00"
        choice = {"day": worlds.START.key, "databases": {worlds.START.key: self.database}}
        draft = self.clock.with_suffix(".new")
        draft.write_text(json.dumps({**choice, "now": now, "since": time.time()}))
        draft.replace(self.clock)

    def manage(self, *arguments: str) -> str:
        return stack.manage(self.portal.env, *arguments)


def _warm(url: str) -> None:
    """The first page of a new process is the slowest; no visitor shall wait for it."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=120) as response:
        response.read()


def _own_queue(home: Home) -> str:
    """Messages of this portal name rows of its database; the worker of the other one must not meet them."""
    if home.has_own_valkey:
        return f"redis+socket://{Path(home.valkey_socket)}?virtual_host=2"
    return urlsplit(os.environ["REDIS_URL"])._replace(path="/2").geturl()
