"""The checks that need no test database, each a command; the suite runs them beside building the templates."""

import os
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from script.local.places import ROOT

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float
    output: str


CHECKS: dict[str, list[str | Path]] = {
    "ruff check": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "import contracts": [BIN / "lint-imports", "--no-cache"],
    "djlint": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "mypy": [BIN / "mypy"],
}


class LintPool:
    """Starts all checks at once, two at a time; `results()` waits."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = {**os.environ, **env}
        self.pool = ThreadPoolExecutor(2)
        self.futures: list[Future[Outcome]] = [self.pool.submit(self._run, name) for name in CHECKS]

    def results(self) -> list[Outcome]:
        outcomes = [future.result() for future in self.futures]
        self.pool.shutdown()
        return outcomes

    def _run(self, name: str) -> Outcome:
        began = time.monotonic()
        done = subprocess.run(
            [str(part) for part in CHECKS[name]],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(name, done.returncode == 0, time.monotonic() - began, done.stdout + done.stderr)
