"""`script/test`: lint beside building the template databases, then the tests, then the browser journeys."""

import argparse
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from script.local import browser, changed, processes, servers
from script.local.lint import LintPool
from script.local.places import ROOT, Home
from script.local.processes import Problem
from script.local.stack import Stack
from script.local.templates import Templates

NOTHING_COLLECTED = 5
SLOWEST = 10


def main(arguments: list[str]) -> int:
    options, pytest_arguments = parse(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    suite = Suite(Home.test(), pytest_arguments, only=options.slow_local and "slow_local" or "")
    if options.changed:
        selection = changed.tests()
        print(f"Changed since main: {' '.join(selection) or 'nothing that a test covers'}", flush=True)
        if not selection:
            return 0
        suite.arguments += selection
    with servers.held(suite.home):
        return suite.run()


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="script/test", description=__doc__, epilog="Everything else goes to pytest, paths and options alike."
    )
    parser.add_argument("--changed", action="store_true", help="only tests of what differs from main")
    parser.add_argument("--slow-local", action="store_true", help="only the slow tests of the launcher (start, kill)")
    return parser.parse_known_args(arguments)


class Suite:
    def __init__(self, home: Home, arguments: list[str], only: str = "") -> None:
        self.home = home
        self.arguments = arguments
        self.only = only
        self.seed = int(time.time()) % 100_000
        self.counts: Counter[str] = Counter()
        self.times: dict[str, float] = {}
        self.slowest: list[tuple[float, str]] = []
        self.notes: list[str] = []

    def run(self) -> int:
        self.home.log.mkdir(parents=True, exist_ok=True)
        if self.only:
            self._phase(self.only, self._pytest, self.only, self.only)
        else:
            self._phase("lint and templates", self._lint_and_templates)
            self._phase("tests", self._pytest, "tests", "not journey and not slow_local")
            if self._has_journeys():
                self._phase("journeys", self._journeys)
        return self._report()

    def _phase(self, name: str, work, *arguments: str) -> None:
        print(f"\n=== {name} ===", flush=True)
        began = time.monotonic()
        try:
            work(*arguments)
        except Problem as problem:
            print(problem, flush=True)
            self.notes.append(f"{name}: {str(problem).splitlines()[0]}")
            self.counts["failed"] += 1
        self.times[name] = time.monotonic() - began

    def _has_journeys(self) -> bool:
        """Among what the caller chose; starting the portal for nothing would cost half a minute."""
        if not self.arguments:
            return any("mark.journey" in path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
        command = [sys.executable, "-m", "pytest", "-m", "journey", "--collect-only", "-q", *self.arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != NOTHING_COLLECTED

    def _lint_and_templates(self) -> None:
        lint = LintPool({**self.home.addresses(), "DJANGO_SETTINGS_MODULE": "config.settings.test"})
        try:
            self._build_templates()
        finally:
            for outcome in lint.results():
                self.counts["passed" if outcome.passed else "failed"] += 1
                print(
                    f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.name} ({outcome.seconds:.1f} s)", flush=True
                )
                if not outcome.passed:
                    self.notes.append(f"lint: {outcome.name}")
                    print(outcome.output[-6000:], flush=True)

    def _build_templates(self) -> None:
        templates = Templates(self.home)
        for kind in ("ref", "city"):
            began = time.monotonic()
            name = templates.ensure(kind)
            print(f"ok     template {name} ({time.monotonic() - began:.1f} s)", flush=True)

    def _journeys(self) -> None:
        lacking = browser.provide(self.home.log / "apt.log")
        if lacking:
            self.notes.append("journeys without " + " and ".join(lacking))
        if not browser.chromium():
            self._pytest("journeys", "journey")  # each says that it is skipped, and why
            return
        stack = Stack(self.home)
        with stopped_at_the_end(stack):
            stack.start()
            env = {"PORTAL_STACK_URL": stack.url, "PORTAL_STACK_DATABASE": stack.database}
            self._pytest("journeys", "journey", env={**env, "PORTAL_STACK_SINCE": stack.env["PORTAL_NOW_SINCE"]})

    def _pytest(self, name: str, expression: str, env: dict[str, str] | None = None) -> None:
        report = self.home.folder / f"{name}.xml"
        report.unlink(missing_ok=True)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-m",
            expression,
            f"--junitxml={report}",
            "-q",
            "--no-header",
            "-rfEs",
        ]
        if expression != "slow_local":
            command += ["-n", str(max(2, min(4, os.cpu_count() or 2))), "--dist", "worksteal"]
        if "no:randomly" not in self.arguments:
            command.append(f"--randomly-seed={self.seed}")  # after it the caller's own, which wins
        process = subprocess.Popen(
            [*command, *self.arguments],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            preexec_fn=processes.die_with_parent,
        )
        try:
            code = process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        failed_before = self.counts["failed"]
        self._read(report)
        if code not in (0, NOTHING_COLLECTED) and self.counts["failed"] == failed_before:
            self.counts["failed"] += 1
            self.notes.append(f"{name}: pytest ended with {code}")

    def _read(self, report: Path) -> None:
        if not report.exists():
            return
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            self.slowest.append((float(case.get("time") or 0), f"{case.get('classname')}::{case.get('name')}"))
            if case.find("failure") is not None or case.find("error") is not None:
                self.counts["failed"] += 1
            elif case.find("skipped") is not None:
                self.counts["skipped"] += 1
            else:
                self.counts["passed"] += 1

    def _report(self) -> int:
        print("\n=== slowest ===")
        for seconds, name in sorted(self.slowest, reverse=True)[:SLOWEST]:
            print(f"{seconds:7.2f} s  {name}")
        print("\n=== phases ===")
        for name, seconds in self.times.items():
            print(f"{seconds:7.1f} s  {name}")
        print(f"\nOrder: --randomly-seed={self.seed}")
        for note in self.notes:
            print(f"!! {note}")
        counts = self.counts
        print(f"\n{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped", flush=True)
        return 1 if counts["failed"] else 0


@contextmanager
def stopped_at_the_end(stack: Stack) -> Iterator[None]:
    try:
        yield
    finally:
        stack.stop()
