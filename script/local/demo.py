"""`script/demo`: the whole portal on this machine, one command, no server to install."""

import argparse
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from config.demo import worlds
from script.local import check, days, manage, processes, servers, supervisor
from script.local.places import Home
from script.local.processes import Problem
from script.local.servers import Hold
from script.local.supervisor import Supervisor, say

DISPOSABLE = ["pg", "pg.initdb", "valkey", "media", "mail", "static", "audit", "beat", "metrics"]
DISPOSABLE += ["worlds.json", "worlds.lock"]


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end in KeyboardInterrupt, and in order
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    home = Home.demo()
    with only_one(home):
        if options.reset:
            reset(home)
        hold = Hold(home).take()
        try:
            return Demo(home, hold, options).run()
        except subprocess.CalledProcessError as error:
            raise Problem(f"manage.py {error.cmd[2]} failed; its message stands above.") from error
        finally:
            hold.release(wait=40)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--scale", choices=["small", "city"], default="small", help="size of the demo city, first run")
    parser.add_argument("--day", choices=[world.key for world in worlds.WORLDS], help="the day everybody sees first")
    parser.add_argument("--reset", action="store_true", help="give the demo's data up and start over")
    parser.add_argument("--check", action="store_true", help="start, sign in as everybody, run a job, stop")
    return parser.parse_args(arguments)


class Demo:
    def __init__(self, home: Home, hold: Hold, options: argparse.Namespace) -> None:
        self.home, self.hold, self.options = home, hold, options
        self.url = f"http://localhost:{options.port}"

    def run(self) -> int:
        began = time.monotonic()
        need_free_port(self.options.port)
        days.prepare(self.home, self.options.scale)
        self._choose_day()
        worlds.run(self.home.worlds)
        stack = self._stack()
        try:
            stack.start()
            stack.wait_until_healthy(f"{self.url}/health/")
            say(f"\nReady after {time.monotonic() - began:.0f} s:  {self.url}\n")
            accounts = self._accounts()
            if accounts:
                print_accounts(accounts)
            if self.options.check:
                return check.run(self.home, self.url, accounts)
            say("\nCtrl-C stops everything. Logs: " + str(self.home.log))
            self._tend(stack)
        except KeyboardInterrupt:
            pass
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            worlds.stand(self.home.worlds)
            say("\nStopping …")
            stack.stop()
        return 0

    def _stack(self) -> Supervisor:
        metrics = self.home.folder / "metrics"
        shutil.rmtree(metrics, ignore_errors=True)
        metrics.mkdir(parents=True)
        env = {**manage.django_environment(self.home), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        env.setdefault("PORTAL_URL", self.url)  # what QR codes and messages lead to
        services = [supervisor.worker(), supervisor.clock(self.home), supervisor.web(self.options.port)]
        return Supervisor(self.home, services, env, self.hold)

    def _tend(self, stack: Supervisor) -> None:
        while True:
            time.sleep(0.5)
            stack.tend()

    def _accounts(self) -> list[dict[str, str]]:
        if not manage.has_command("demo_accounts"):
            return []
        return json.loads(manage.call(self.home, "demo_accounts", "--json", capture=True))

    def _choose_day(self) -> None:
        """What was chosen last stays, until somebody asks for another."""
        if self.options.day:
            try:
                worlds.choose(self.home.worlds, self.options.day)
            except KeyError:
                raise Problem(f"This database knows the city on {worlds.START.key} only.") from None


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    home.run.mkdir(parents=True, exist_ok=True)
    with (home.run / "demo").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Problem(f"The demo is running already (process {lock.read() or 'unknown'}).") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def reset(home: Home) -> None:
    if not home.has_own_database:
        raise Problem("--reset works on the embedded database only; empty the one DATABASE_URL names yourself.")
    with (home.run / "users").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem("Somebody (perhaps script/manage) uses the servers; --reset waits for nobody.") from None
        processes.wait_until(lambda: not servers.keeper_is_alive(home), seconds=60)
        for name in DISPOSABLE:
            path = home.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def need_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Problem(f"Port {port} is taken. Another one:  script/demo --port {port + 1}") from None


def print_accounts(accounts: list[dict[str, str]]) -> None:
    columns = ["username", "password", "role", "name", "place"]
    shown = [column for column in columns if any(account.get(column) for account in accounts)]
    rows = [[str(account.get(column) or "") for column in shown] for account in accounts]
    widths = [max(map(width, column)) for column in zip(shown, *rows, strict=True)]
    for row in [shown, *rows]:
        say("  ".join(cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)).rstrip())


def width(text: str) -> int:
    """Columns on a terminal: Chinese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
