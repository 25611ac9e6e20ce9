"""Web, worker and clock: nothing of them outlives the supervisor, and what falls is started again."""

import os
import signal

import pytest

from script.local import processes
from tests.local.machines import SUPERVISE, alive, all_gone, first_line, run


@pytest.fixture
def supervised(tmp_path):
    """A running supervisor with its pool processes up, and its folder."""
    supervisor = run(SUPERVISE, tmp_path)
    first_line(supervisor)
    try:
        # keeper, postgres and its helpers, valkey; web and its worker, celery and its pool, beat
        assert processes.wait_until(lambda: families(tmp_path) == (2, 2, 1), seconds=40, every=0.2), alive(tmp_path)
        yield supervisor, tmp_path
    finally:
        supervisor.kill()
        supervisor.communicate()


def families(var) -> tuple[int, int, int]:
    """How many processes gunicorn, the worker and beat have."""
    commands = list(alive(var).values())
    return tuple(sum(name in command for command in commands) for name in ("gunicorn", "config worker", "config beat"))


def test_a_killed_supervisor_leaves_nothing_behind(supervised):
    supervisor, var = supervised
    os.kill(supervisor.pid, signal.SIGKILL)
    assert all_gone(var) == {}


def test_what_falls_is_started_again_and_sigterm_stops_everything(supervised):
    supervisor, var = supervised
    worker, _, web = map(int, first_line(supervisor).split())
    os.kill(web, signal.SIGKILL)
    assert processes.wait_until(lambda: families(var) == (2, 2, 1) and web not in alive(var), seconds=20, every=0.2)
    supervisor.terminate()
    supervisor.communicate(timeout=40)
    assert supervisor.returncode == 0
    assert all_gone(var, seconds=2) == {}
