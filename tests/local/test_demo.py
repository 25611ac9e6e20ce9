"""script/demo itself, whole; two minutes, so only with `script/test --slow-local`. The suite has the smoke:
test_supervisor.py and test_servers.py exercise the same code in parts."""

import os
import signal
import subprocess

import psycopg
import pytest

from script.local import processes
from script.local.places import ROOT, Home
from script.local.stack import free_port
from script.local.supervisor import answers
from tests.local.machines import all_gone, environment

pytestmark = pytest.mark.slow_local


STARTED: list[subprocess.Popen[bytes]] = []


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(autouse=True)
def _nothing_stays():
    yield
    while STARTED:
        process = STARTED.pop()
        process.kill()
        process.wait()


def demo(var, *arguments: str) -> subprocess.Popen[bytes]:
    with (var / "demo.log").open("ab") as log:
        process = subprocess.Popen(
            [ROOT / "script" / "demo", *arguments],
            env=environment(var),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    STARTED.append(process)
    return process


def started(var) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    process, url = demo(var, "--port", str(port)), f"http://localhost:{port}/health/"
    assert processes.wait_until(lambda: answers(url) or process.poll() is not None, seconds=600, every=0.5)
    assert process.poll() is None, (var / "demo.log").read_text()[-3000:]
    return process, url


def users(var) -> int:
    with psycopg.connect(Home(var, "keep").database_url()) as connection:
        (count,) = connection.execute("SELECT count(*) FROM core_user").fetchone()
    return count


def test_check_signs_in_as_everybody_and_leaves_nothing_running(var):
    process = demo(var, "--check", "--port", str(free_port()))
    assert process.wait(900) == 0, (var / "demo.log").read_text()[-3000:]
    assert "CHECK PASSED" in (var / "demo.log").read_text()
    assert all_gone(var, seconds=2) == {}


def test_a_second_start_keeps_the_data_and_a_killed_supervisor_leaves_no_child(var):
    first, _ = started(var)
    before = users(var)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert all_gone(var) == {}
    second, url = started(var)
    assert users(var) == before > 0
    second.terminate()
    assert second.wait(60) == 0
    assert not answers(url)
    assert all_gone(var, seconds=2) == {}


def test_reset_starts_over(var):
    process = demo(var, "--reset", "--check", "--port", str(free_port()))
    assert process.wait(900) == 0, (var / "demo.log").read_text()[-3000:]
    assert all_gone(var, seconds=2) == {}
