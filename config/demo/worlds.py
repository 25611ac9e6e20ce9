"""The demo city on four days of one year. Each day is a *world*: a database of its own with a clock of its own.

One file (`worlds.json`) says which world everybody is in. Web, worker and commands read it, whoever chooses replaces
it. Nothing here imports Django: the launcher prepares the worlds before Django can start.
"""

import datetime
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class World:
    day: datetime.date
    words: str

    @property
    def key(self) -> str:
        return self.day.isoformat()

    @property
    def morning(self) -> str:
        """Where its clock stands when it is entered for the first time."""
        return f"{self.key}T09:00:00+08:00"

    def database(self, base: str) -> str:
        return f"{base}_{self.day:%Y%m%d}"


WORLDS = (
    World(datetime.date(2026, 3, 2), "年报开始"),
    World(datetime.date(2026, 5, 20), "截止前夕"),
    World(datetime.date(2026, 6, 3), "截止之后（默认）"),
    World(datetime.date(2026, 11, 30), "年末"),
)
START = WORLDS[2]  # three days after the report deadline
_BY_KEY = {world.key: world for world in WORLDS}


@dataclass(frozen=True)
class Choice:
    """What the file says. Moments are ISO with offset; `since` is Unix seconds, None while the demo is off."""

    day: str
    databases: dict[str, str]  # day: name of its database
    now: str
    since: float | None = None
    left: dict[str, str] = field(default_factory=dict)  # day: where its clock stood when another was chosen

    @property
    def database(self) -> str:
        return self.databases[self.day]

    def moment(self, database: str) -> datetime.datetime:
        """The time in the world of this database: the chosen one's runs, the others' stand."""
        if database == self.database:
            passed = time.time() - self.since if self.since else 0
            return datetime.datetime.fromisoformat(self.now) + datetime.timedelta(seconds=passed)
        day = next(key for key, name in self.databases.items() if name == database)
        return datetime.datetime.fromisoformat(self.left.get(day) or _BY_KEY[day].morning)


_read: dict[str, tuple[tuple[int, int], Choice]] = {}


def read(path: str | Path) -> Choice:
    """The choice as it stands; one stat a call. Raises FileNotFoundError before the launcher has prepared worlds."""
    found = os.stat(path)
    stamp, known = (found.st_mtime_ns, found.st_ino), _read.get(str(path))
    if known is None or known[0] != stamp:
        known = _read[str(path)] = (stamp, Choice(**json.loads(Path(path).read_text())))
    return known[1]


def establish(path: str | Path, databases: dict[str, str]) -> Choice:
    """Name the worlds there are. Day and clocks of an earlier run stay where their world still exists."""
    with _changing(path):
        try:
            choice = replace(read(path), databases=databases)
        except FileNotFoundError:
            choice = Choice(START.key, databases, START.morning)
        if choice.day not in databases:
            choice = Choice(START.key, databases, START.morning)
        return _write(path, choice)


def choose(path: str | Path, day: str) -> Choice:
    """Everybody goes to the world of `day`, whose clock goes on where it stood. Raises KeyError for an unknown day."""
    with _changing(path):
        choice = read(path)
        choice.databases[day]
        if day == choice.day:
            return choice
        left = {**choice.left, choice.day: choice.moment(choice.database).isoformat(timespec="seconds")}
        since = time.time() if choice.since else None
        return _write(path, Choice(day, choice.databases, left.get(day) or _BY_KEY[day].morning, since, left))


def run(path: str | Path) -> None:
    """The clock of the chosen world runs from here on."""
    with _changing(path):
        choice = read(path)
        if not choice.since:
            _write(path, replace(choice, since=time.time()))


def stand(path: str | Path) -> None:
    """The clock stands until `run`: while the demo is off no time passes, and no row comes from the future."""
    with _changing(path):
        choice = read(path)
        now = choice.moment(choice.database).isoformat(timespec="seconds")
        _write(path, replace(choice, now=now, since=None))


@contextmanager
def _changing(path: str | Path) -> Iterator[None]:
    with Path(path).with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: str | Path, choice: Choice) -> Choice:
    draft = Path(path).with_suffix(".new")
    draft.write_text(json.dumps(asdict(choice), indent=1))
    draft.replace(path)
    return choice
