"""`script/manage ARGS…`: manage.py beside a running demo, or with servers of its own for the length of the call."""

import os
import subprocess
import sys
import time

from config.demo import worlds
from config.demo.worlds import START
from script.local import processes
from script.local.places import ROOT, Home
from script.local.servers import Hold

DEMO_NOW = START.morning
NEEDS_NO_SERVER = {"", "help", "version", "--help", "-h", "--version"}
AS_OWNER = {"migrate", "showmigrations", "sqlmigrate", "makemigrations", "squashmigrations", "pgtrigger"}
AS_OWNER |= {
    "check_statements",
    "load_reference",
    "seed_demo",
    "load_nation",
}  # bulk loads switch history triggers off, which only the owner may


def main(arguments: list[str]) -> int:
    home = Home.demo()
    command = arguments[0] if arguments else ""
    hold = Hold(home)  # lives until exec, and its lock beyond
    if command not in NEEDS_NO_SERVER:
        hold.take().pass_on()
    environment = {**os.environ, **django_environment(home, as_owner=command in AS_OWNER)}
    os.execve(sys.executable, [sys.executable, str(ROOT / "manage.py"), *arguments], environment)


def call(home: Home, *arguments: str, capture: bool = False, database: str = "", now: str = "") -> str:
    """manage.py as a child of ours, on servers we hold. Raises CalledProcessError; its messages go to the terminal.

    With `database` it works on that one at the standing moment `now`, whatever day the demo shows.
    """
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**os.environ, **django_environment(home, arguments[0] in AS_OWNER, database, now)},
        cwd=ROOT,
        check=True,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else None,
        preexec_fn=processes.die_with_parent,
    )
    return done.stdout or ""


def has_command(name: str) -> bool:
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def django_environment(home: Home, as_owner: bool = False, database: str = "", now: str = "") -> dict[str, str]:
    """What Django needs to know; what the caller has set already stays."""
    environment = {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE") or "config.settings.demo",
        **({"PORTAL_NOW": now or DEMO_NOW} if database else demo_clock(home)),
        **home.addresses(database),
    }
    if as_owner:
        environment["PORTAL_AS_OWNER"] = "1"
    return environment


def demo_clock(home: Home) -> dict[str, str]:
    """Where Django learns the day. While the demo is off its clock stands, and runs only for the length of a call."""
    if home.worlds.exists():
        choice = worlds.read(home.worlds)
        clock = {"PORTAL_WORLDS_FILE": str(home.worlds)}
        moment = "" if choice.since else choice.now
    else:
        clock, moment = {}, DEMO_NOW
    if moment and not os.environ.get("PORTAL_NOW"):
        clock |= {"PORTAL_NOW": moment, "PORTAL_NOW_SINCE": str(time.time())}
    return clock
