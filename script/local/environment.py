"""The virtual environment: made once, refilled only when the pinned requirements change."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from script.local.places import ROOT
from script.local.processes import Problem

OLDEST_PYTHON = (3, 11)
# Runs under the environment's own Python: exits 0 when every pin of the given files is installed as pinned.
COMPARE_PINS = """
import importlib.metadata, re, sys
for line in sys.stdin:
    pin = re.match(r"([A-Za-z0-9_.-]+)(?:\\[[^]]*\\])?==([^\\s#;]+)", line)
    if pin and importlib.metadata.version(pin[1]) != pin[2]:
        sys.exit(1)
"""


def folder() -> Path:
    return Path(os.environ.get("PORTAL_VENV") or ROOT / ".venv").absolute()


def python() -> Path:
    return folder() / "bin" / "python"


def step_into(requirements: str, arguments: list[str]) -> None:
    """Return only when running inside the ready environment; otherwise make it ready and start over in it."""
    if sys.version_info < OLDEST_PYTHON:
        raise Problem(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    ensure(requirements)
    if Path(sys.prefix).resolve() != folder().resolve():
        os.execv(python(), [str(python()), *arguments])


def ensure(requirements: str) -> None:
    pins = _pins(ROOT / requirements)
    stamp = folder() / f".{requirements}.stamp"
    digest = hashlib.sha256(pins.encode()).hexdigest()
    if _runs() and stamp.is_file() and stamp.read_text() == digest:
        return
    if not _runs():
        _create()
    if not _satisfied(pins):
        _install(requirements)
    try:
        stamp.write_text(digest)
    except OSError:
        pass  # a shared environment may be read-only; the pins are compared again next time


def _pins(path: Path) -> str:
    """The text of a requirements file with the files it includes."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        lines.append(_pins(path.parent / line[3:].strip()) if line.startswith("-r ") else line)
    return "\n".join(lines)


def _runs() -> bool:
    if not python().exists():
        return False
    return subprocess.run([python(), "-c", "pass"], capture_output=True, check=False).returncode == 0


def _satisfied(pins: str) -> bool:
    compared = subprocess.run([python(), "-c", COMPARE_PINS], input=pins.encode(), capture_output=True, check=False)
    return compared.returncode == 0


def _create() -> None:
    if folder().is_symlink():
        raise Problem(f"{folder()} points to an environment that does not run: mend or remove the link.")
    print(f"Making the virtual environment {folder()} …", flush=True)
    options = ["--clear", str(folder())]
    if not _has("ensurepip"):
        if not _has("pip"):
            raise Problem(
                "This Python cannot make virtual environments: its ensurepip module is missing.\n"
                "On Debian and Ubuntu it is a package of its own:  apt install python3-venv"
            )
        options.insert(0, "--without-pip")
    made = subprocess.run([sys.executable, "-m", "venv", *options], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Problem(f"The virtual environment could not be made:\n{made.stdout}{made.stderr}")


def _install(requirements: str) -> None:
    print(f"Installing {requirements} (once; needs the network) …", flush=True)
    command = [str(python()), "-m", "pip"]
    if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode:
        command = [sys.executable, "-m", "pip", "--python", str(python())]
    command += ["install", "--quiet", "--disable-pip-version-check", "--no-input", "-r", str(ROOT / requirements)]
    if subprocess.run(command, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}, check=False).returncode:
        raise Problem("pip could not install the requirements; its message stands above. Start again to retry.")


def _has(module: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
