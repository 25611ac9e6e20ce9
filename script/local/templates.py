"""Template databases: migrate once, seed once, clone in a fraction of a second.

`t_schema_<hash>` holds the schema, `t_ref_<hash>` the reference data on top, `t_city_<hash>` the small demo city on
top of that. The hash covers what they are made from, so a changed migration makes a new one and the old one goes. A
schema to which migrations were only added is made from the old one, by the new migrations alone.
"""

import fcntl
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from config.demo.worlds import START
from script.local import processes, roles, sources
from script.local.manage import DEMO_NOW
from script.local.places import ROOT, Home, with_database
from script.local.processes import Problem


class Templates:
    def __init__(self, home: Home) -> None:
        self.home = home
        self.owner_url = home.addresses()["DATABASE_OWNER_URL"]

    def ensure(self, kind: str) -> str:
        """Name of the up-to-date template of this kind ("ref" or "city"), built first where it is missing."""
        with self._lock(), self._server() as server:
            return self._make_sure(server, kind)

    def _make_sure(self, server: psycopg.Connection, kind: str) -> str:
        name = f"t_{kind}_{sources.digest(kind)}"
        if name not in self._databases(server):
            if kind != "schema":
                self._drop_outdated(server, kind)
            self._build(server, kind, name)
        return name

    def clone(self, kind: str, name: str) -> str:
        template = self.ensure(kind)
        with self._server() as server:
            self._drop(server, name)
            self._copy(server, template, name)
        return name

    def drop(self, name: str) -> None:
        with self._server() as server:
            self._drop(server, name)

    def sweep(self) -> None:
        """Drop clones whose makers (the process id at the end of the name) were killed before they could."""
        if not self.home.has_own_database:
            return
        with self._lock(), self._server() as server:
            for name in self._databases(server):
                made_by = re.fullmatch(r"test_\w+_(\d+)", name)
                if made_by and not processes.is_running(int(made_by[1])):
                    self._drop(server, name)

    def _build(self, server: psycopg.Connection, kind: str, name: str) -> None:
        building = f"{name}_building"
        self._drop(server, building)
        if kind == "schema":
            self._build_schema(server, building)
        else:
            below = self._make_sure(server, "ref" if kind == "city" else "schema")
            self._copy(server, below, building)
            if kind == "city":
                self.manage(building, "seed_demo", "--scale", "small", "--until", START.key)
            else:
                self.manage(building, "load_reference")
        with psycopg.connect(with_database(self.owner_url, building), autocommit=True) as connection:
            connection.execute("ANALYZE")
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
        )
        if kind == "schema":
            self._note(name).write_text(json.dumps(sources.parts("schema")))

    def _build_schema(self, server: psycopg.Connection, building: str) -> None:
        earlier = self._earlier_schema(server)
        if earlier is None:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
            self._open_to_application(building)
        else:
            self._copy(server, earlier, building)
        self.manage(building, "migrate", "--verbosity", "0")
        self._drop_outdated(server, "schema", but=building)

    def _earlier_schema(self, server: psycopg.Connection) -> str | None:
        """A schema template all of whose sources are still there unchanged; what came since are new migrations."""
        now = sources.parts("schema")
        for name in sorted(self._databases(server)):
            note = self._note(name)
            if re.fullmatch(r"t_schema_[0-9a-f]+", name) and note.exists():
                then = json.loads(note.read_text())
                added = now.keys() - then.keys()
                if then.items() <= now.items() and all("/migrations/" in path for path in added):
                    return name
        return None

    def _note(self, name: str) -> Path:
        """What a schema template was made from; kept beside the lock, one for each cluster and template."""
        return self.home.run / f"{name}.json"

    @staticmethod
    def _copy(server: psycopg.Connection, template: str, name: str) -> None:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )

    def _open_to_application(self, database: str) -> None:
        """Our own cluster has this in template1; a server named by DATABASE_URL may not."""
        with psycopg.connect(with_database(self.owner_url, database), autocommit=True) as connection:
            if connection.execute("SELECT FROM pg_roles WHERE rolname = 'portal_app'").fetchone() is None:
                return
            for privilege in roles.DEFAULT_PRIVILEGES:
                connection.execute("ALTER DEFAULT PRIVILEGES " + privilege)  # type: ignore[arg-type]

    def manage(self, database: str, command: str, *arguments: str) -> None:
        if command != "migrate" and not any(ROOT.glob(f"*/management/commands/{command}.py")):
            return
        environment = {
            **os.environ,
            **self.home.addresses(database),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PORTAL_AS_OWNER": "1",
            "PORTAL_NOW": DEMO_NOW,
        }
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), command, *arguments],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Problem(f"manage.py {command} failed while a template database was made:\n{done.stderr[-4000:]}")

    def _drop_outdated(self, server: psycopg.Connection, kind: str, *, but: str = "") -> None:
        for name in self._databases(server):
            if name.startswith(f"t_{kind}_") and name != but:
                self._drop(server, name)
                self._note(name).unlink(missing_ok=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.home.run.mkdir(parents=True, exist_ok=True)
        with (self.home.run / "templates").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _server(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(with_database(self.owner_url, "postgres"), autocommit=True) as connection:
            yield connection

    @staticmethod
    def _databases(server: psycopg.Connection) -> set[str]:
        return {name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()}

    @staticmethod
    def _drop(server: psycopg.Connection, name: str) -> None:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
