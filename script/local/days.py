"""The demo's days: seed the city day by day, and after each day copy the database into a world of its own.

A server named by DATABASE_URL whose owner may not create databases keeps the one day, and so does a city that was
seeded before there were several; `--reset` starts over.
"""

import psycopg
from psycopg import sql

from config.demo import worlds
from config.demo.worlds import START, WORLDS
from script.local import preparation
from script.local.places import Home, with_database
from script.local.processes import Problem
from script.local.supervisor import say

MAY_CREATE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


def prepare(home: Home, scale: str) -> None:
    """Every world up to date, and the file that names them. Interrupted, it goes on where it was at the next start."""
    if _may_have_worlds(home):
        names = _prepare_worlds(home, scale)
    else:
        preparation.prepare(home, scale)
        names = {START.key: preparation.name_of(home)}
    worlds.establish(home.worlds, names)


def _prepare_worlds(home: Home, scale: str) -> dict[str, str]:
    preparation.migrate(home)
    scale, base, there = preparation.keep_scale(home, scale), preparation.name_of(home), _databases(home)
    for world in WORLDS:
        database = world.database(base)
        if database in there:
            preparation.migrate(home, database)
            continue
        if preparation.read_state(home).get("until", "") > world.key:
            raise Problem(f"The database {database} is gone and cannot be made again. Start over: script/demo --reset")
        preparation.seed(home, scale, world)
        _copy(home, base, database)
    preparation.collect_static(home)
    return {world.key: world.database(base) for world in WORLDS}


def _may_have_worlds(home: Home) -> bool:
    state = preparation.read_state(home)
    with _server(home) as server:
        (may_create,) = server.execute(MAY_CREATE).fetchone() or (False,)
    return may_create and ("until" in state or not state.get("seeded"))


def _copy(home: Home, base: str, database: str) -> None:
    """Under another name until it is whole; owner, default privileges and grants inside come with the copy."""
    say(f"Keeping it as {database} …")
    draft, state = sql.Identifier(f"{database}_copying"), preparation.read_state(home)
    application = psycopg.conninfo.conninfo_to_dict(home.addresses()["DATABASE_URL"]).get("user")
    with _server(home) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(draft))
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        server.execute(copy.format(draft, sql.Identifier(base)))
        if application:
            allow = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
            server.execute(allow.format(draft, sql.Identifier(str(application))))
        preparation.write_state(home, state, f"{database}_copying")
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(draft, sql.Identifier(database)))


def _databases(home: Home) -> set[str]:
    with _server(home) as server:
        return {name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()}


def _server(home: Home) -> psycopg.Connection:
    url = with_database(home.addresses()["DATABASE_OWNER_URL"], "postgres")
    return psycopg.connect(url, autocommit=True)
