"""`script/manage ARGS…`: manage.py beside a running demo, or with servers of its own for the length of the call."""

import json
import os
import sys

from script.local.places import ROOT, Home
from script.local.servers import Hold

DEMO_NOW = "2026-06-03T09:00:00+08:00"  # the day the demo city lives on, two days after the report deadline
NEEDS_NO_SERVER = {"", "help", "version", "--help", "-h", "--version"}
AS_OWNER = {"migrate", "showmigrations", "sqlmigrate", "makemigrations", "squashmigrations", "pgtrigger"}


def main(arguments: list[str]) -> int:
    home = Home.demo()
    command = arguments[0] if arguments else ""
    if command not in NEEDS_NO_SERVER:
        Hold(home).take().pass_on()
    environment = {**os.environ, **django_environment(home, as_owner=command in AS_OWNER)}
    os.execve(sys.executable, [sys.executable, str(ROOT / "manage.py"), *arguments], environment)


def django_environment(home: Home, *, as_owner: bool = False) -> dict[str, str]:
    """What Django needs to know; what the caller has set already stays."""
    environment = {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE") or "config.settings.demo",
        "PORTAL_NOW": os.environ.get("PORTAL_NOW") or running_demo(home).get("now") or DEMO_NOW,
        **home.addresses(),
    }
    if as_owner:
        environment["PORTAL_AS_OWNER"] = "1"
    return environment


def running_demo(home: Home) -> dict[str, str]:
    """What the demo that runs now said about itself."""
    try:
        return json.loads((home.run / "demo.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
