"""Timing over loopback and its floors. A figure is a list of seconds; its ratio to a floor of the same run counts."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@dataclass
class Figure:
    """One row of the table: `seconds` of the thing, `floor` of the bare thing, and the goal for p95 over p95."""

    name: str
    seconds: list[float]
    floor_name: str
    floor: list[float]
    goal: float | None = None
    note: str = ""
    bare: list[float] = field(default_factory=list)  # a bare view with the same SQL, middleware and layout
    extra: dict = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return p95(self.seconds) / p95(self.floor)

    def row(self) -> dict:
        return {
            "what": self.name,
            "p50_ms": round(statistics.median(self.seconds) * 1000, 2),
            "p95_ms": round(p95(self.seconds) * 1000, 2),
            "floor": self.floor_name,
            "floor_p95_ms": round(p95(self.floor) * 1000, 2),
            "ratio": round(self.ratio, 2),
            "goal": self.goal,
            "holds": None if self.goal is None else self.ratio <= self.goal,
            "bare_p95_ms": round(p95(self.bare) * 1000, 2) if self.bare else None,
            "ratio_to_bare": round(p95(self.seconds) / p95(self.bare), 2) if self.bare else None,
            "note": self.note,
            **self.extra,
        }


def p95(seconds: list[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def alternately(times: int, **calls: Callable[[int], object]) -> dict[str, list[float]]:
    """Seconds of each call, `times` rounds in turn: whatever else the machine does slows all of them alike.

    A call gets the number of the round.
    """
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(-2, times):  # two rounds to warm up
        for name, call in calls.items():
            start = time.perf_counter()
            call(number)
            if number >= 0:
                taken[name].append(time.perf_counter() - start)
    return taken


class Site:
    """gunicorn with two workers on a free loopback port, on the database at hand or on another one."""

    def __init__(self, database_url: str = ""):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
        if database_url:
            env["DATABASE_URL"] = database_url
        self.log = (Path(settings.VAR) / "bench-web.log").open("ab")
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).parent / "gunicorn"),
                "config.wsgi",
                *("-b", f"127.0.0.1:{self.port}", "-w", "2", "--worker-tmp-dir", "/dev/shm", "--log-level", "warning"),
            ],  # fmt: skip
            cwd=settings.ROOT,
            env=env,
            stdout=self.log,
            stderr=self.log,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                raise SystemExit(f"the bench server did not start, see {self.log.name}")
            with contextlib.suppress(OSError):
                Visitor(self.port).get("/accounts/login/")
                return
            time.sleep(0.1)
        raise SystemExit("the bench server did not answer within 30 s")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


class Visitor:
    """A keep-alive connection with a cookie jar of its own."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def _send(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Host": "localhost"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        for name, value in response.getheaders():
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return response.status, response.read().decode(errors="replace")

    def get(self, path: str) -> str:
        status, text = self._send("GET", path)
        if status != 200:
            raise SystemExit(f"GET {path} answered {status}")
        return text

    def sign_in(self, username: str, password: str) -> "Visitor":
        page = self.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        status, _ = self._send(
            "POST",
            "/accounts/login/",
            urlencode({"login": username, "password": password, "csrfmiddlewaretoken": token}),
        )
        if status != 302:
            raise SystemExit(f"{username} could not sign in ({status})")
        return self


def queries_of(path: str, user) -> list[str]:
    """The SELECT statements a page runs, without the transaction's frame."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return [q["sql"] for q in captured if q["sql"].lstrip().upper().startswith(("SELECT", "WITH", "(SELECT"))]


class Replay:
    """Pages' own statements without the pages: over bare psycopg, and in a bare view (floor_views.replay)."""

    def __init__(self, paths: list[str], user, *, layout: str = "staff"):
        frame = set(queries_of(f"{BLANK}?layout={layout}", user))
        self.statements = [queries_of(path, user) for path in paths]
        kept = [[one for one in some if one not in frame] for some in self.statements]
        name = hashlib.sha256(repr(paths).encode()).hexdigest()[:16]
        (Path(settings.VAR) / f"bench-{name}.json").write_text(json.dumps(kept))
        self.view = f"{BLANK}?layout={layout}&of={name}"
        self.bare = psycopg.connect(settings.DATABASE_URL, autocommit=True)

    @property
    def most_queries(self) -> int:
        return max(map(len, self.statements))

    def sql(self, number: int) -> None:
        with self.bare.cursor() as cursor:
            for statement in self.statements[number % len(self.statements)]:
                cursor.execute(statement.encode())
                cursor.fetchall()

    def address(self, number: int) -> str:
        return f"{self.view}&n={number % len(self.statements)}"


BLANK = "/bench/replay/"
