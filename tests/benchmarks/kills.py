"""Kill the nightly run at random moments: the next run must end in the same tables as an undisturbed one.

`python -m tests.benchmarks.kills [--times 50] [--organizations 2000] [--json]`. One loaded database; a copy of it is
swept undisturbed; then, for each kill, another copy is swept by a process that gets SIGKILL in the middle of its run
(a kill before or after the run does not count and is tried again), swept once more, and compared table by table.
"""

import argparse
import datetime
import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

import psycopg
from psycopg import sql

from script.local.places import ROOT, with_database
from script.local.templates import Templates
from tests.benchmarks.scratch import Scratch, told

DAY = datetime.date(2026, 6, 3)
TRIES = 6  # kills that miss, for each that must hit

# What a night leaves behind, without what numbers rows and moments. The log of the runs is not compared: a killed run
# stands in it, as it should.
TABLES = {
    "alerts": (
        "SELECT to_jsonb(a) - 'id' FROM supervision_riskalert a ORDER BY rule_code, subject_kind, subject_id, period, "
        "opened_on"
    ),
    "history": (
        "SELECT to_jsonb(e) - ARRAY['id', 'pgh_id', 'pgh_obj_id', 'pgh_created_at', 'pgh_context_id'] AS event "
        "FROM supervision_riskalertevent e ORDER BY event"
    ),
    "escalations": (
        "SELECT a.rule_code, a.subject_kind, a.subject_id, a.period, e.since, e.severity, e.turn, e.made_on, "
        "e.office_id FROM supervision_alertescalation e JOIN supervision_riskalert a ON a.id = e.alert_id "
        "ORDER BY 1, 2, 3, 4, 5, 7"
    ),
    "work items": (
        "SELECT kind, title, department_id, role, state, due_on FROM core_workitem ORDER BY kind, department_id, title"
    ),
}


@dataclass
class Figures:
    kills: int = 0
    missed: int = 0
    alerts: int = 0
    undisturbed_ms: int = 0
    moments_ms: list[int] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.kills > 0 and not self.differing


class Nights:
    """Copies of one database, each swept by processes of their own."""

    def __init__(self, templates: Templates, loaded: str, day: datetime.date = DAY):
        self.templates, self.loaded, self.day = templates, loaded, day

    @contextmanager
    def copy(self, label: str) -> Iterator[str]:
        name = f"{self.loaded}_{label}"
        with self._server() as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(self.loaded))
            )
        try:
            yield name
        finally:
            self.templates.drop(name)

    def _server(self) -> psycopg.Connection:
        return psycopg.connect(with_database(self.templates.owner_url, "postgres"), autocommit=True)

    def start(self, name: str) -> subprocess.Popen:
        environment = {
            **os.environ,
            **self.templates.home.addresses(name),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PORTAL_AS_OWNER": "1",
            "PORTAL_NOW": f"{self.day}T01:30:00+08:00",
        }
        command = [sys.executable, str(ROOT / "manage.py"), "nightly_sweep", "--json"]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def whole(self, name: str) -> dict:
        process = self.start(name)
        output, errors = process.communicate()
        if process.returncode:
            raise RuntimeError(errors.decode()[-2000:])
        return json.loads(output)

    def runs(self, name: str) -> int:
        return self.rows(name, "SELECT count(*) FROM supervision_sweeprun")[0][0]

    def is_unfinished(self, name: str) -> bool:
        return bool(self.rows(name, "SELECT 1 FROM supervision_sweeprun WHERE finished_at IS NULL"))

    def rows(self, name: str, query: str) -> list:
        with psycopg.connect(with_database(self.templates.owner_url, name), autocommit=True) as database:
            return database.execute(query).fetchall()  # type: ignore[arg-type]

    def digests(self, name: str) -> dict[str, str]:
        return {
            table: hashlib.sha256(json.dumps(self.rows(name, query), default=str).encode()).hexdigest()
            for table, query in TABLES.items()
        }


def run(nights: Nights, times: int, seed: int, say: Callable[[str], None] = lambda text: None) -> Figures:
    figures, dice = Figures(), random.Random(seed)
    with nights.copy("whole") as name:
        figures.undisturbed_ms = nights.whole(name)["duration_ms"]
        expected = nights.digests(name)
        figures.alerts = nights.rows(name, "SELECT count(*) FROM supervision_riskalert")[0][0]
    while figures.kills < times and figures.missed < times * TRIES:
        with nights.copy("killed") as name:
            wait = dice.uniform(0, figures.undisturbed_ms / 1000)
            if not _killed(nights, name, wait):
                figures.missed += 1
                continue
            figures.kills += 1
            figures.moments_ms.append(round(wait * 1000))
            nights.whole(name)
            found = nights.digests(name)
            differing = [table for table in TABLES if found[table] != expected[table]]
            figures.differing += [f"{table} after {wait:.3f} s" for table in differing]
            say(f"{figures.kills}/{times} killed after {wait:.3f} s: {'、'.join(differing) or 'the same'}")
    return figures


def _killed(nights: Nights, name: str, wait: float) -> bool:
    """SIGKILL so long after the run began; whether it died in the middle of it."""
    known = nights.runs(name)
    with nights.start(name) as process:
        try:
            while process.poll() is None and nights.runs(name) == known:
                time.sleep(0.02)
            time.sleep(wait)
        finally:
            process.kill()
    return process.returncode == -9 and nights.is_unfinished(name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--organizations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with Scratch("kills", DAY) as scratch:
        from django.db import connections

        from tests.benchmarks.loading import load

        load(options.organizations)
        connections.close_all()
        say = (lambda text: None) if options.json else print
        figures = run(Nights(scratch.templates, scratch.database), options.times, options.seed, say)
    print(told({**asdict(figures), "holds": figures.holds}, as_json=options.json))
    return 0 if figures.holds else 1


if __name__ == "__main__":
    sys.exit(main())
