"""`script/bench`: the figures of quality.md, each beside its floor, on servers and data of their own (var/bench).

The servers run with the demo's settings and no other: what is measured is what a bureau would get. The scale "nation"
is a second database beside the city's, loaded by COPY; both are measured in turn, so that growth is one run's figure.
"""

import argparse
import os
import signal
import subprocess
import sys

import psycopg
from psycopg import sql

from script.local import demo, manage, preparation, servers
from script.local.places import Home
from script.local.processes import Problem

NATION = "nation"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="script/bench", description=__doc__, epilog="Everything else goes to manage.py bench."
    )
    parser.add_argument("--scale", choices=["small", "city", NATION], default="city")
    parser.add_argument("--organizations", type=int, default=1_000_000, help="how many the nation has")
    parser.add_argument("--reset", action="store_true", help="build the data anew")
    parser.add_argument("--drop", action="store_true", help="give the nation's disk space back afterwards")
    options, rest = parser.parse_known_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not manage.has_command("bench"):
        raise Problem("manage.py bench does not exist yet.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.bench"  # the demo's, with the floors' routes
    with demo.only_one(Home.bench()):
        try:
            (_nation if options.scale == NATION else _city)(options, rest)
        except subprocess.CalledProcessError as error:
            raise Problem(f"manage.py {error.cmd[2]} failed; its message stands above.") from error
    return 0


def _city(options: argparse.Namespace, rest: list[str]) -> None:
    home = Home.bench()
    if options.reset or demo_scale_differs(home, options.scale):
        demo.reset(home)
    with servers.held(home):
        preparation.prepare(home, options.scale, quiet=True)
        manage.call(home, "bench", "--scale", options.scale, *rest)


def demo_scale_differs(home: Home, scale: str) -> bool:
    """A cluster filled at the other scale is no use to this run."""
    if not (home.data / "PG_VERSION").exists():
        return False
    with servers.held(home):
        found = preparation.read_state(home).get("seeded")
    return bool(found) and found != scale


def _nation(options: argparse.Namespace, rest: list[str]) -> None:
    city, nation = Home.bench(), Home.bench(NATION)
    if demo_scale_differs(city, "city"):
        demo.reset(city)
    with servers.held(city):
        preparation.prepare(city, "city", quiet=True)
        _fill(nation, options.organizations, anew=options.reset)
        try:
            manage.call(nation, "bench", "--scale", NATION, "--beside", city.addresses()["DATABASE_URL"], *rest)
        finally:
            if options.drop:
                _drop(nation)


def _fill(nation: Home, organizations: int, *, anew: bool) -> None:
    """The small demo city with its people, and around it as many organizations as asked for."""
    if anew or (_exists(nation) and preparation.read_state(nation).get(NATION) != str(organizations)):
        _drop(nation)
    if not _exists(nation):
        with _server(nation) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NATION)))
    preparation.prepare(nation, "small", quiet=True)
    state = preparation.read_state(nation)
    if NATION not in state:
        sys.stderr.write(manage.call(nation, "load_nation", "--organizations", str(organizations), capture=True))
        preparation.write_state(nation, {**state, NATION: str(organizations)})


def _exists(nation: Home) -> bool:
    with _server(nation) as server:
        return server.execute("SELECT FROM pg_database WHERE datname = %s", [NATION]).fetchone() is not None


def _drop(nation: Home) -> None:
    with _server(nation) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NATION)))


def _server(nation: Home) -> psycopg.Connection:
    url = Home(nation.folder, nation.profile, "postgres").addresses()["DATABASE_OWNER_URL"]
    return psycopg.connect(url, autocommit=True)
