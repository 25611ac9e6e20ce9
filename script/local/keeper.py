"""The process that owns the embedded servers of one home, for as long as anybody uses them.

Users hold a shared lock on `run/users` (see servers.py). The keeper tries for the exclusive one: having it means that
nobody is left, whether they ended or were killed, and it stops the servers. Its children die with it.
"""

import fcntl
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import IO

from script.local import roles
from script.local.places import Home
from script.local.postgres import Postgres
from script.local.processes import Problem, wait_until
from script.local.valkey import Valkey

LOOK_EVERY = 0.1


def main(arguments: list[str]) -> int:
    if os.fork():  # nobody's child: whoever started us may end first, and shall not have to wait for us
        os._exit(0)
    home = Home(Path(arguments[0]), arguments[1])
    for name in (signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # Ctrl-C is for our users; we go when they have gone
    keeper = Keeper(home, int(arguments[2]))
    with (home.run / "keeper").open("w") as lock:
        # Somebody who looks whether a keeper is there holds this lock for a moment.
        if not wait_until(lambda: try_lock(lock), seconds=5):
            keeper.say(f"Another process keeps the servers of {home.folder}.")
            return 1
        return keeper.keep()


def try_lock(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Keeper:
    def __init__(self, home: Home, pipe: int) -> None:
        self.home = home
        self.pipe = pipe
        self.servers: list[Postgres | Valkey] = []
        self.told_to_stop = False
        # Never closed: from the moment we hold it exclusively, newcomers wait until this process has ended.
        self.users = (home.run / "users").open("a")

    def keep(self) -> int:
        signal.signal(signal.SIGTERM, self._told)
        ready = self.home.run / "ready"
        try:
            self._start()
            ready.write_text(json.dumps({"keeper": os.getpid(), **self._pids()}))
            self.say("ready")
            while not self.told_to_stop and not try_lock(self.users):
                self._restart_the_fallen()
                time.sleep(LOOK_EVERY)
        except Problem as problem:
            self.say(str(problem))
            return 1
        finally:
            ready.unlink(missing_ok=True)
            for server in reversed(self.servers):
                server.stop()
        return 0

    def _start(self) -> None:
        if self.home.has_own_database:
            self.servers.append(Postgres(self.home))
        if self.home.has_own_valkey:
            self.servers.append(Valkey(self.home))
        for server in self.servers:
            server.start()
        if self.home.has_own_database:
            roles.prepare(self.home)

    def _restart_the_fallen(self) -> None:
        for server in self.servers:
            if server.process and server.process.poll() is not None:
                print(f"{type(server).__name__} ended ({server.process.returncode}); starting it again", flush=True)
                server.start()

    def _pids(self) -> dict[str, int]:
        return {type(server).__name__.lower(): server.process.pid for server in self.servers if server.process}

    def _told(self, *_: object) -> None:
        self.told_to_stop = True

    def say(self, text: str) -> None:
        """The first words go to whoever started us; after that the pipe is closed and the log takes over."""
        try:
            os.write(self.pipe, text.encode())
            os.close(self.pipe)
        except OSError:
            print(text, file=sys.stderr, flush=True)
