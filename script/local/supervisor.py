"""Web, worker and clock under one roof: started together, restarted when they fall, stopped in order."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from script.local import processes
from script.local.places import ROOT, Home
from script.local.processes import Problem
from script.local.servers import Hold

LONGEST_PAUSE = 30.0  # seconds between two attempts to restart
WEB_OPTIONS = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c jit=off"


@dataclass
class Service:
    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    patience: float = 10.0  # seconds for a quiet end
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started: float = 0.0
    start_again_at: float = 0.0

    def has_fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def web(port: int, workers: int = 2) -> Service:
    memory = Path("/dev/shm")  # noqa: S108  heartbeat files of gunicorn, kept off the disk
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--graceful-timeout", "5", "--timeout", "60", "--no-control-socket"]
    command += ["--config", "python:script.local.gunicorn_hooks", "--log-level", "warning"]
    if memory.is_dir():
        command += ["--worker-tmp-dir", str(memory)]
    return Service("web", command, env={"PORTAL_DB_OPTIONS": WEB_OPTIONS})


def worker(concurrency: int = 2) -> Service:
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", str(concurrency)]
    command += ["--include", "script.local.celery_hooks", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    return Service("worker", command, env={"C_FORCE_ROOT": "1"}, patience=20)


def clock(home: Home) -> Service:
    schedule = home.folder / "beat" / "schedule"
    schedule.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "celery", "-A", "config", "beat", "--schedule", str(schedule)]
    return Service("beat", [*command, "--pidfile=", "--loglevel", "INFO"])


class Supervisor:
    """Must be used from the main thread: the children's death signal hangs on it."""

    def __init__(self, home: Home, services: list[Service], env: dict[str, str], hold: Hold | None = None) -> None:
        self.home = home
        self.services = services
        self.env = env
        self.hold = hold

    def start(self) -> None:
        for service in self.services:
            self._start(service)

    def wait_until_healthy(self, url: str, *, seconds: float = 90) -> None:
        """Health page answers 200 while nothing has fallen."""

        def settled() -> bool:
            return any(service.has_fallen() for service in self.services) or answers(url)

        reached = processes.wait_until(settled, seconds=seconds, every=0.3)
        for service in self.services:
            if service.has_fallen():
                raise Problem(f"The {service.name} process did not stay up:\n{processes.tail(self._log(service), 30)}")
        if not reached:
            raise Problem(f"{url} did not answer 200 within {seconds:.0f} s. See {self.home.log}.")

    def tend(self) -> None:
        """One look: start again what has fallen, after a pause that doubles with each fall."""
        if self.hold:
            self.hold.ensure()
        for service in self.services:
            if not service.has_fallen() or service.process is None:
                continue
            if not service.start_again_at:
                if time.monotonic() - service.started > 2 * LONGEST_PAUSE:
                    service.falls = 0
                service.falls += 1
                pause = min(2.0 ** (service.falls - 1), LONGEST_PAUSE)
                service.start_again_at = time.monotonic() + pause
                processes.stop(service.process)  # children it may have left behind
                say(f"{service.name} ended ({service.process.returncode}); starting it again in {pause:.0f} s")
            elif time.monotonic() >= service.start_again_at:
                self._start(service)

    def stop(self) -> None:
        """Web first, so that nobody is answered by half a portal; the worker may finish what it holds."""
        for service in self.services:
            if service.process and service.name != "worker" and service.process.poll() is None:
                service.process.send_signal(signal.SIGTERM)
        for service in sorted(self.services, key=lambda service: service.name == "worker"):
            if service.process:
                processes.stop(service.process, seconds=service.patience)

    def _start(self, service: Service) -> None:
        service.started, service.start_again_at = time.monotonic(), 0.0
        service.process = processes.start(
            service.command,
            log=self._log(service),
            env={**self.env, **service.env},
            # When we are killed the servers go too. A worker told to stop politely would wait for its broker for ever;
            # killed, it leaves jobs that the reaper takes up again.
            death_signal=signal.SIGKILL,
            cwd=ROOT,
        )

    def _log(self, service: Service) -> Path:
        return self.home.log / f"{service.name}.log"


def answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def say(text: str) -> None:
    print(text, flush=True)
