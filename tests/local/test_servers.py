"""The embedded servers: up while somebody uses them, down when nobody does, however they ended."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from script.local import processes, servers
from script.local.places import ROOT, Home, socket_folder
from script.local.postgres import Postgres
from script.local.processes import Problem
from tests.local.machines import HOLD, all_gone, environment, finish, first_line, python_for_everybody, run


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A home that has been initialized once, so that each test starts in a tenth of a second."""
    var = tmp_path_factory.mktemp("var")
    holder = run(HOLD, var)
    assert first_line(holder) == "up"
    finish(holder)
    assert all_gone(var) == {}
    return var


@pytest.fixture
def var(prepared):
    yield prepared
    assert all_gone(prepared) == {}


def query(var: Path, statement: str) -> tuple | None:
    with psycopg.connect(Home(var, "test").database_url("portal_owner"), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone() if cursor.description else None


def test_the_servers_stay_for_the_second_user_when_the_first_who_started_them_ends(var):
    first, second = run(HOLD, var), None
    try:
        assert first_line(first) == "up"
        second = run(HOLD, var)
        assert first_line(second) == "up"
        assert finish(first) == 0
        assert query(var, "SELECT 1") == (1,)
    finally:
        finish(first)
        if second:
            finish(second)


def test_a_killed_user_leaves_no_server_behind(var):
    holder = run(HOLD, var)
    assert first_line(holder) == "up"
    holder.kill()
    holder.communicate()
    assert all_gone(var) == {}


def test_a_killed_keeper_takes_its_servers_with_it_and_the_next_start_finds_the_rows(var):
    holder = run(HOLD, var)
    assert first_line(holder) == "up"
    query(var, "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number")
    running = servers.pids(Home(var, "test"))
    os.kill(running["keeper"], signal.SIGKILL)
    assert processes.wait_until(lambda: not any(map(processes.is_running, running.values())), seconds=20)
    finish(holder)
    again = run(HOLD, var)
    try:
        assert first_line(again) == "up"
        assert query(var, "SELECT number FROM kept") == (7,)
    finally:
        finish(again)


def call_manage(var: Path) -> subprocess.CompletedProcess[str]:
    """A command that reads the database."""
    command = [ROOT / "script" / "manage", "showmigrations", "core"]
    return subprocess.run(command, env=environment(var), capture_output=True, text=True, check=False)


def test_manage_alone_has_servers_for_as_long_as_it_runs(var):
    told = call_manage(var)
    assert told.returncode == 0, told.stderr
    assert "0001" in told.stdout


def test_manage_beside_running_servers_leaves_them_running(var):
    holder = run(HOLD, var)
    try:
        assert first_line(holder) == "up"
        before = servers.pids(Home(var, "test"))
        told = call_manage(var)
        assert told.returncode == 0, told.stderr
        assert not processes.wait_until(lambda: servers.pids(Home(var, "test")) != before, seconds=0.5)
        assert query(var, "SELECT 1") == (1,)
    finally:
        finish(holder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else for this test")
class TestUsers:
    @pytest.mark.parametrize("uid", [65534, 54321], ids=["nobody", "a uid without an entry in /etc/passwd"])
    def test_it_works_as_an_ordinary_user(self, uid):
        python = python_for_everybody()
        if not shutil.which("setpriv") or not python or not all(folder.stat().st_mode & 1 for folder in ROOT.parents):
            pytest.skip("needs setpriv, and a Python and a project folder that other users may enter")
        var = Path("/tmp") / f"portal-user-{uid}-{os.getpid()}"  # noqa: S108
        var.mkdir(mode=0o700)
        os.chown(var, uid, uid)
        try:
            command = ("setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", python)
            holder = run(HOLD, var, command=command, PYTHONDONTWRITEBYTECODE="1")
            assert first_line(holder) == "up"
            assert query(var, "SELECT current_user::text") == ("portal_owner",)
            finish(holder)
            assert all_gone(var) == {}
        finally:
            shutil.rmtree(var, ignore_errors=True)

    def test_root_without_user_namespaces_drops_to_nobody(self):
        var = Path("/tmp") / f"portal-nobody-{os.getpid()}"  # noqa: S108
        try:
            holder = run(HOLD, var, PORTAL_PG_AS_NOBODY="1")
            assert first_line(holder) == "up"
            owner = Path(f"/proc/{servers.pids(Home(var, 'test'))['postgres']}").stat().st_uid
            assert owner == processes.NOBODY
            finish(holder)
            assert all_gone(var) == {}
        finally:
            shutil.rmtree(var, ignore_errors=True)


def test_data_of_another_version_is_refused_in_plain_words(tmp_path):
    home = Home(tmp_path, "keep")
    home.data.mkdir()
    (home.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(Problem, match="was made by PostgreSQL 12, the program here is"):
        Postgres(home).start()


def test_a_long_path_moves_the_socket_to_a_short_folder(tmp_path):
    deep = tmp_path / ("霁" * 20) / ("川" * 20)
    assert socket_folder(tmp_path) == tmp_path
    assert len(os.fsencode(socket_folder(deep))) < 60


def test_addresses_given_from_outside_replace_the_embedded_servers(monkeypatch):
    home = Home.test()
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://cache.example:6379/0")
    assert (home.has_own_database, home.has_own_valkey) == (False, False)
    assert home.addresses()["DATABASE_OWNER_URL"] == "postgresql://somebody@db.example/portal"
    assert home.addresses("other")["DATABASE_URL"].endswith("db.example/other")


def test_a_python_without_ensurepip_is_told_the_package_to_install(monkeypatch, tmp_path):
    from script.local import environment as venv

    monkeypatch.setenv("PORTAL_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(venv, "_has", lambda module: False)
    with pytest.raises(Problem, match="apt install python3-venv"):
        venv.ensure("requirements.txt")


def test_an_environment_that_has_every_pin_is_taken_as_it_is(monkeypatch, tmp_path):
    from script.local import environment as venv

    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setenv("PORTAL_VENV", str(tmp_path))
    monkeypatch.setattr(venv, "_satisfied", lambda pins: True)
    monkeypatch.setattr(venv, "_install", lambda requirements: pytest.fail("installed although all pins are there"))
    venv.ensure("requirements.txt")
    assert (tmp_path / ".requirements.txt.stamp").exists()
