"""From an empty database to a filled portal; from a filled one to an up-to-date one, quickly.

What was done stands in the comment of the database itself, so that it goes where the rows go.
"""

import json

import psycopg
from psycopg import sql

from config.demo.worlds import START, World
from script.local import manage, sources
from script.local.places import Home
from script.local.supervisor import say

MARK = "portal "


def prepare(home: Home, scale: str, *, quiet: bool = False) -> None:
    """Schema, reference data and, once, the demo city on its one day. With `quiet` standard output stays clean."""
    migrate(home, quiet=quiet)
    if not read_state(home).get("seeded") and manage.has_command("seed_demo"):
        seed(home, scale, START, quiet=quiet)
    keep_scale(home, scale, quiet=quiet)
    collect_static(home)


def migrate(home: Home, database: str = "", *, quiet: bool = False) -> None:
    """Schema and reference data of this version; nothing to do where the sources have not changed."""
    state, digest = read_state(home, database), sources.digest("ref")
    if state.get("prepared") == digest:
        return
    _tell(f"Migrating {database or 'the database'}, loading reference data …", quiet)
    database = database or name_of(home)
    manage.call(home, "migrate", "--verbosity", "0", capture=quiet, database=database)
    manage.call(home, "load_reference", capture=True, database=database)
    write_state(home, {**state, "prepared": digest}, database)


def seed(home: Home, scale: str, world: World, *, quiet: bool = False) -> None:
    """Bring the city in the base database up to this day."""
    _tell(f"Seeding the demo city ({scale}) up to {world.key} …", quiet)
    arguments = ("--scale", scale, "--until", world.key)
    manage.call(home, "seed_demo", *arguments, capture=quiet, database=name_of(home), now=world.morning)
    write_state(home, {**read_state(home), "seeded": scale, "until": world.key})


def keep_scale(home: Home, scale: str, *, quiet: bool = False) -> str:
    """The scale the city was made at, which is not changed by asking for another."""
    seeded = read_state(home).get("seeded", scale)
    if seeded != scale:
        _tell(f"The data of scale “{seeded}” stays; --reset --scale {scale} starts over.", quiet)
    return seeded


def collect_static(home: Home) -> None:
    stamp, digest = home.folder / "static" / ".sources", sources.digest("static")
    if not stamp.exists() or stamp.read_text() != digest:
        manage.call(home, "collectstatic", "--noinput", "--verbosity", "0", capture=True)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def name_of(home: Home) -> str:
    """The base database: what DATABASE_URL names, `portal` on servers of our own."""
    return str(psycopg.conninfo.conninfo_to_dict(home.addresses()["DATABASE_OWNER_URL"])["dbname"])


def read_state(home: Home, database: str = "") -> dict[str, str]:
    """{"prepared": hash of the sources, "seeded": scale, "until": day}; empty for a database nobody has prepared."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    with psycopg.connect(home.addresses(database)["DATABASE_OWNER_URL"]) as connection:
        (comment,) = connection.execute(query).fetchone() or (None,)
    return json.loads(comment.removeprefix(MARK)) if comment and comment.startswith(MARK) else {}


def write_state(home: Home, state: dict[str, str], database: str = "") -> dict[str, str]:
    with psycopg.connect(home.addresses(database)["DATABASE_OWNER_URL"]) as connection:
        name, text = sql.Identifier(connection.info.dbname), sql.Literal(MARK + json.dumps(state))
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, text))
    return state


def _tell(text: str, quiet: bool) -> None:
    if not quiet:
        say(text)
