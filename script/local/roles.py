"""The two database roles of the portal, the database, and what the one may do with the tables of the other.

`portal_owner` migrates; `portal_app` is what the application and the tests connect as. Neither is a superuser, so
that missing grants and append-only tables are met in every run, not first in production.
"""

import psycopg
from psycopg import sql

from script.local.places import Home
from script.local.processes import Problem

ROLES = {"portal_owner": "LOGIN CREATEDB", "portal_app": "LOGIN"}
DEFAULT_PRIVILEGES = [
    "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app",
    "GRANT USAGE, SELECT ON SEQUENCES TO portal_app",
    "GRANT EXECUTE ON FUNCTIONS TO portal_app",
]


def prepare(home: Home) -> None:
    with _superuser(home, "postgres") as connection:
        roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()}
        for role, options in ROLES.items():
            if role not in roles:
                connection.execute(sql.SQL("CREATE ROLE {} " + options).format(sql.Identifier(role)))
        connection.execute("GRANT pg_signal_backend TO portal_owner")  # drops clones that a process still looks at
        if "portal" not in databases:
            _grant(home, "template1")  # every later database starts with the same default privileges
            connection.execute("CREATE DATABASE portal OWNER portal_owner")
    with psycopg.connect(home.database_url("portal_owner"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        (trigrams,) = connection.execute("SELECT coalesce(array_length(show_trgm('志愿者'), 1), 0)").fetchone() or (0,)
        if not trigrams:
            raise Problem("The database's locale hides Chinese letters from pg_trgm; make it with a UTF-8 locale.")


def _grant(home: Home, database: str) -> None:
    with _superuser(home, database) as connection:
        connection.execute("GRANT USAGE ON SCHEMA public TO portal_app")
        for privilege in DEFAULT_PRIVILEGES:
            connection.execute("ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner " + privilege)  # type: ignore[arg-type]


def _superuser(home: Home, database: str) -> psycopg.Connection:
    return psycopg.connect(home.database_url("postgres", database), autocommit=True)
