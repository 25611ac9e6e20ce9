"""From an empty database to a filled portal; from a filled one to an up-to-date one, quickly.

What was done stands in the comment of the database itself, so that it goes where the rows go.
"""

import json

import psycopg
from psycopg import sql

from script.local import manage, sources
from script.local.places import Home
from script.local.supervisor import say

MARK = "portal "


def prepare(home: Home, scale: str, *, quiet: bool = False) -> None:
    """Schema, reference data and, once, the demo city. With `quiet` standard output stays clean."""
    state, digest = read_state(home), sources.digest("ref")
    if state.get("prepared") != digest:
        _tell("Migrating, loading reference data …", quiet)
        manage.call(home, "migrate", "--verbosity", "0", capture=quiet)
        manage.call(home, "load_reference", capture=True)
        state = write_state(home, {**state, "prepared": digest})
    seeded = state.get("seeded")
    if not seeded and manage.has_command("seed_demo"):
        _tell(f"Seeding the demo city ({scale}) …", quiet)
        manage.call(home, "seed_demo", "--scale", scale, capture=quiet)
        write_state(home, {**state, "seeded": scale})
    elif seeded and seeded != scale:
        _tell(f"The data of scale “{seeded}” stays; --reset --scale {scale} starts over.", quiet)
    _collect_static(home)


def _collect_static(home: Home) -> None:
    stamp, digest = home.folder / "static" / ".sources", sources.digest("static")
    if not stamp.exists() or stamp.read_text() != digest:
        manage.call(home, "collectstatic", "--noinput", "--verbosity", "0", capture=True)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def read_state(home: Home) -> dict[str, str]:
    """{"prepared": hash of the sources, "seeded": scale}; empty for a database nobody has prepared."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    with psycopg.connect(home.addresses()["DATABASE_OWNER_URL"]) as connection:
        (comment,) = connection.execute(query).fetchone() or (None,)
    return json.loads(comment.removeprefix(MARK)) if comment and comment.startswith(MARK) else {}


def write_state(home: Home, state: dict[str, str]) -> dict[str, str]:
    with psycopg.connect(home.addresses()["DATABASE_OWNER_URL"]) as connection:
        name, text = sql.Identifier(connection.info.dbname), sql.Literal(MARK + json.dumps(state))
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, text))
    return state


def _tell(text: str, quiet: bool) -> None:
    if not quiet:
        say(text)
