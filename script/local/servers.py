"""Use the embedded servers of a home: start them when they are down, never stop them under another user."""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from script.local import processes
from script.local.places import Home
from script.local.processes import Problem

ENTRY = Path(__file__).parent


class Hold:
    """A shared lock that keeps the servers up. Ends with `release()` or with this process, however it ends."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._users: IO[str] | None = None

    def take(self) -> "Hold":
        if not (self.home.has_own_database or self.home.has_own_valkey):
            return self
        for folder in (self.home.run, self.home.log):
            folder.mkdir(parents=True, exist_ok=True)
        self._users = (self.home.run / "users").open("a")
        fcntl.flock(self._users, fcntl.LOCK_SH)  # waits while a keeper is on its way out
        self.ensure()
        return self

    def ensure(self) -> None:
        """Servers up? Otherwise start a keeper. Also the way back after a keeper was killed."""
        if self._users is None:
            return
        with (self.home.run / "starting").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not keeper_is_alive(self.home):
                self._start_keeper()

    def _start_keeper(self) -> None:
        reading, writing = os.pipe()
        with (self.home.log / "keeper.log").open("ab") as log:
            subprocess.run(  # returns at once: the keeper leaves us by forking
                [sys.executable, str(ENTRY), "keeper", str(self.home.folder), self.home.profile, str(writing)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
                pass_fds=[writing],
                check=False,
            )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            words = pipe.read()
        if words != "ready":
            log_tail = processes.tail(self.home.log / "keeper.log")
            raise Problem(words or f"The embedded servers did not start:\n{log_tail}")

    def pass_on(self) -> None:
        """Let a program that replaces this one (exec) keep the lock."""
        if self._users:
            os.set_inheritable(self._users.fileno(), True)

    def release(self, *, wait: float = 0) -> None:
        """Give up the lock; with `wait`, stay until the servers are down or somebody else is seen using them."""
        if self._users is None:
            return
        self._users.close()
        self._users = None
        end = time.monotonic() + wait
        while time.monotonic() < end and keeper_is_alive(self.home) and not in_use(self.home):
            time.sleep(0.05)


@contextmanager
def held(home: Home) -> Iterator[Hold]:
    hold = Hold(home).take()
    try:
        yield hold
    finally:
        hold.release()


def keeper_is_alive(home: Home) -> bool:
    return _is_locked(home.run / "keeper", fcntl.LOCK_SH)


def in_use(home: Home) -> bool:
    """Does anybody (but a keeper about to end) hold the servers?"""
    try:
        with (home.run / "users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return (home.run / "ready").exists()  # the keeper removes it before it stops
    return False


def pids(home: Home) -> dict[str, int]:
    try:
        return json.loads((home.run / "ready").read_text())
    except (FileNotFoundError, ValueError):
        return {}


def _is_locked(path: Path, kind: int) -> bool:
    try:
        with path.open("a") as handle:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
