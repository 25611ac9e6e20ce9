"""Programs that stand in for a terminal in the launcher's tests, and eyes for what they leave behind."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from script.local import processes
from script.local.places import ROOT

# Takes the servers of PORTAL_VAR and waits for its standard input to close.
HOLD = """
import sys
from script.local.places import Home, var_folder
from script.local.servers import Hold
hold = Hold(Home(var_folder(), "test")).take()
print("up", flush=True)
sys.stdin.read()
hold.release(wait=20)
"""
# The same with web, worker and clock, as script/demo runs them, tended until a signal comes.
SUPERVISE = """
import signal, sys, time
from script.local import manage, supervisor
from script.local.places import Home, var_folder
from script.local.servers import Hold
from script.local.stack import free_port
signal.signal(signal.SIGTERM, signal.default_int_handler)
home = Home(var_folder(), "test")
hold = Hold(home).take()
services = [supervisor.worker(1), supervisor.clock(home), supervisor.web(free_port(), workers=1)]
team = supervisor.Supervisor(home, services, manage.django_environment(home), hold)
try:
    team.start()
    while True:
        print(*[service.process.pid for service in services], flush=True)
        time.sleep(0.1)
        team.tend()
except KeyboardInterrupt:
    team.stop()
    hold.release(wait=20)
"""


def environment(var: Path, **more: str) -> dict[str, str]:
    """Our own, without the addresses of the suite's servers."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    kept.pop("DATABASE_OWNER_URL", None)
    return {
        **kept,
        "PORTAL_VAR": str(var),
        "PYTHONPATH": f"{ROOT}:{sysconfig.get_path('purelib')}",
        "PORTAL_VENV": sys.prefix,
        **more,
    }


def python_for_everybody() -> str | None:
    """An interpreter other users may run; ours may lie in a closed home folder."""
    for found in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        if Path(found).exists() and all(folder.stat().st_mode & 1 for folder in Path(found).resolve().parents):
            return found
    return None


def run(
    program: str, var: Path, *, command: tuple[str, ...] = (sys.executable,), **more: str
) -> subprocess.Popen[str]:
    """`command` runs the program: an interpreter, perhaps behind setpriv."""
    return subprocess.Popen(
        [*command, "-c", program],
        env=environment(var, **more),
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    return line + process.communicate()[0] if line.startswith("Traceback") else line.strip()


def finish(process: subprocess.Popen[str]) -> int:
    """Close what it reads from, as a terminal that goes away does, and wait."""
    try:
        process.communicate(timeout=40)
    finally:
        process.kill()
    return process.returncode


def alive(var: Path) -> Mapping[int, str]:
    """Every process that works for this folder: its environment says so."""
    mark, found = f"PORTAL_VAR={var}\0".encode(), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes() and processes.is_running(int(folder.name)):
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")[:90]
        except (OSError, ValueError):
            continue
    found.pop(os.getpid(), None)
    return found


def all_gone(var: Path, seconds: float = 20) -> Mapping[int, str]:
    """What is left after waiting: empty when nothing outlived its keeper."""
    processes.wait_until(lambda: not alive(var), seconds=seconds, every=0.1)
    return alive(var)
