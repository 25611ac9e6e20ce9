"""`script/bench`: the figures of quality.md, each beside its floor, on servers and data of their own (var/bench).

The servers run with the demo's settings and no other: what is measured is what a bureau would get.
"""

import argparse
import signal
import subprocess

from script.local import demo, manage, preparation, servers
from script.local.places import Home
from script.local.processes import Problem


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="script/bench", description=__doc__, epilog="Everything else goes to manage.py bench."
    )
    parser.add_argument("--scale", choices=["small", "city"], default="city")
    parser.add_argument("--reset", action="store_true", help="build the data anew")
    options, rest = parser.parse_known_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not manage.has_command("bench"):
        raise Problem("manage.py bench does not exist yet.")
    home = Home.bench()
    with demo.only_one(home):
        if options.reset or demo_scale_differs(home, options.scale):
            demo.reset(home)
        with servers.held(home):
            try:
                preparation.prepare(home, options.scale, quiet=True)
                manage.call(home, "bench", "--scale", options.scale, *rest)
            except subprocess.CalledProcessError as error:
                raise Problem(f"manage.py {error.cmd[2]} failed; its message stands above.") from error
    return 0


def demo_scale_differs(home: Home, scale: str) -> bool:
    """A cluster filled at the other scale is no use to this run."""
    if not (home.data / "PG_VERSION").exists():
        return False
    with servers.held(home):
        found = preparation.read_state(home).get("seeded")
    return bool(found) and found != scale
