"""`script/manage ARGS…`: manage.py beside a running demo, or with servers of its own for the length of the call."""

import json
import os
import subprocess
import sys
import time

from script.local import processes
from script.local.places import ROOT, Home
from script.local.servers import Hold

DEMO_NOW = "2026-06-03T09:00:00+08:00"  # the day the demo city is born on, three days after the report deadline
NEEDS_NO_SERVER = {"", "help", "version", "--help", "-h", "--version"}
AS_OWNER = {"migrate", "showmigrations", "sqlmigrate", "makemigrations", "squashmigrations", "pgtrigger"}
AS_OWNER |= {
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


def call(home: Home, *arguments: str, capture: bool = False) -> str:
    """manage.py as a child of ours, on servers we hold. Raises CalledProcessError; its messages go to the terminal."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**os.environ, **django_environment(home, as_owner=arguments[0] in AS_OWNER)},
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


def django_environment(home: Home, *, as_owner: bool = False) -> dict[str, str]:
    """What Django needs to know; what the caller has set already stays."""
    environment = {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE") or "config.settings.demo",
        **demo_clock(home),
        **home.addresses(),
    }
    if as_owner:
        environment["PORTAL_AS_OWNER"] = "1"
    return environment


def demo_clock(home: Home) -> dict[str, str]:
    """The demo's clock runs while the demo runs, and stands while it is off: rows never come from the future."""
    if os.environ.get("PORTAL_NOW"):
        return {}
    try:
        clock = json.loads((home.folder / "clock.json").read_text())
    except (FileNotFoundError, ValueError):
        clock = {"now": DEMO_NOW}
    return {"PORTAL_NOW": clock["now"], "PORTAL_NOW_SINCE": str(clock.get("since") or time.time())}
