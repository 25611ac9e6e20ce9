"""The demo on two of its days: two clones of the city, one web process and one worker that follow the choice."""

import json
import os
import shutil
import time

import psycopg
import pytest

from config.demo import worlds
from script.local import stack, supervisor
from script.local.check import Visitor, show_day
from script.local.places import with_database
from script.local.supervisor import Supervisor
from tests.support.testbed import BED

MAY, JUNE = "2026-05-20", "2026-06-03"
PASSWORD = "Jichuan-2026-demo"  # noqa: S105  of invented people


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "worlds.json"
    worlds.establish(path, {MAY: "city_may", JUNE: "city_june"})
    return path


def test_the_first_choice_is_the_default_day_at_nine(file):
    choice = worlds.read(file)
    assert (choice.database, choice.moment("city_june").isoformat()) == ("city_june", "2026-06-03T09:00:00+08:00")
    assert choice.moment("city_may").isoformat() == "2026-05-20T09:00:00+08:00"


def test_a_clock_runs_while_its_day_is_chosen_and_goes_on_where_it_stood(file, monkeypatch):
    seconds = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: seconds[0])
    worlds.run(file)
    seconds[0] += 3600
    assert worlds.choose(file, MAY).moment("city_june").isoformat() == "2026-06-03T10:00:00+08:00"
    seconds[0] += 60
    choice = worlds.choose(file, JUNE)
    assert choice.moment("city_may").isoformat() == "2026-05-20T09:01:00+08:00"
    seconds[0] += 5
    worlds.stand(file)
    seconds[0] += 9999
    assert worlds.read(file).moment("city_june").isoformat() == "2026-06-03T10:00:05+08:00"


def test_a_later_start_keeps_the_day_that_was_chosen_unless_its_database_is_gone(file):
    worlds.choose(file, MAY)
    assert worlds.establish(file, {MAY: "city_may", JUNE: "city_june"}).day == MAY
    assert worlds.establish(file, {JUNE: "city_june"}).day == JUNE


def test_an_unknown_day_changes_nothing(file):
    with pytest.raises(KeyError):
        worlds.choose(file, "2026-01-01")
    assert worlds.read(file).day == JUNE


class TwoDays:
    """A running portal on two clones, and an eye on each database."""

    def __init__(self):
        self.home, self.base = BED.home, f"test_days_{os.getpid()}"
        self.databases = {MAY: f"test_days_may_{os.getpid()}", JUNE: f"test_days_june_{os.getpid()}"}
        self.folder = self.home.folder / self.base
        self.file, self.port = self.folder / "worlds.json", stack.free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {
            **self.home.addresses(self.base),
            "PORTAL_VAR": str(self.folder),
            "PORTAL_WORLDS_FILE": str(self.file),
            "DJANGO_SETTINGS_MODULE": "config.settings.journey",
        }
        services = [supervisor.worker(1), supervisor.web(self.port, workers=1)]
        self.supervisor = Supervisor(self.home, services, self.env)

    def start(self):
        for name in (self.base, *self.databases.values()):
            BED.templates.clone("city", name)
        self.folder.mkdir(parents=True)
        worlds.establish(self.file, self.databases)
        worlds.run(self.file)
        self.supervisor.start()
        self.supervisor.wait_until_healthy(f"{self.url}/health/")

    def stop(self):
        self.supervisor.stop()
        for name in (self.base, *self.databases.values()):
            BED.templates.drop(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self, day, query, *values):
        url = with_database(self.home.addresses()["DATABASE_OWNER_URL"], self.databases[day])
        with psycopg.connect(url) as connection:
            return connection.execute(query, values).fetchall()

    def manage(self, *arguments):
        return stack.manage({**self.env, "PORTAL_NOW": ""}, *arguments)


@pytest.fixture(scope="module")
def demo():
    BED.hold()
    running = TwoDays()
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(autouse=True)
def _begin_in_june(request):
    if "demo" in request.fixturenames:
        worlds.choose(request.getfixturevalue("demo").file, JUNE)


def test_choosing_a_day_moves_the_clock_and_the_database_for_everybody(demo):
    assert show_day(demo.url, MAY) == ""
    _, _, page = Visitor(demo.url).get("/")
    assert "演示日期 2026年5月20日" in page
    assert 'value="2026-05-20" aria-current="date"' in page
    visitor = Visitor(demo.url)
    visitor.sign_in("wangke", PASSWORD)
    signed_in = (
        "SELECT count(*) FROM usersessions_usersession s JOIN core_user u ON u.id = s.user_id WHERE username = %s"
    )
    assert demo.rows(MAY, signed_in, "wangke") == [(1,)]
    assert demo.rows(JUNE, signed_in, "wangke") == [(0,)]


def test_a_visitor_stays_signed_in_on_every_day_and_is_listed_among_its_devices(demo):
    visitor = Visitor(demo.url)
    assert visitor.sign_in("luozhiqiu", PASSWORD)[0] == 200
    _, _, page = visitor.get("/home/")
    visitor.post("/demo/day/", page, {"day": MAY, "next": "/home/"})
    status, path, page = visitor.get("/home/")
    assert (status, path) == (200, "/home/")
    assert "演示日期 2026年5月20日" in page
    listed = (
        "SELECT u.username FROM usersessions_usersession s JOIN core_user u ON u.id = s.user_id WHERE username = %s"
    )
    assert demo.rows(MAY, listed, "luozhiqiu") == [("luozhiqiu",)]


def test_the_worker_and_commands_follow_without_a_restart(demo):
    done = "SELECT count(*) FROM core_job WHERE state = 'done' AND kind = 'core.selftest'"
    before = demo.rows(MAY, done)[0][0], demo.rows(JUNE, done)[0][0]
    worlds.choose(demo.file, MAY)
    assert json.loads(demo.manage("demo_job", "--json"))["state"] == "done"
    assert demo.rows(MAY, done)[0][0] == before[0] + 1
    worlds.choose(demo.file, JUNE)
    assert json.loads(demo.manage("demo_job", "--json"))["state"] == "done"
    assert (demo.rows(MAY, done)[0][0], demo.rows(JUNE, done)[0][0]) == (before[0] + 1, before[1] + 1)


def test_a_job_asked_for_on_one_day_runs_there_though_another_was_chosen_meanwhile(demo):
    """The same id exists in both databases; only the one it was asked for in may change."""
    worlds.choose(demo.file, MAY)
    program = (
        "import time; from config.demo import worlds; from core import jobs; from core.access.actor import Actor;"
        "from django.db import transaction; from core.jobs.models import Job;"
        f"a = transaction.atomic(); a.__enter__(); job = jobs.enqueue('core.selftest', actor=Actor.system('test'));"
        f"worlds.choose({str(demo.file)!r}, {JUNE!r}); a.__exit__(None, None, None);"
        "[time.sleep(0.1) for _ in range(200) if Job.objects.get(pk=job.pk).is_open];"
        "print('id', job.pk, Job.objects.get(pk=job.pk).state)"
    )
    words = demo.manage("shell", "--no-imports", "-c", program).split()
    job = int(words[words.index("id") + 1])
    assert demo.rows(MAY, "SELECT state FROM core_job WHERE id = %s", job) == [("done",)]
    assert worlds.read(demo.file).day == JUNE
    assert demo.rows(JUNE, "SELECT count(*) FROM core_job WHERE id = %s AND state <> 'done'", job) == [(0,)]


def test_the_audit_log_is_whole_on_each_day(demo):
    visitor = Visitor(demo.url)
    for day in (MAY, JUNE, MAY):
        assert show_day(demo.url, day) == ""
        visitor.sign_in("wangke", "not her password")  # an entry of this day's chain
        assert json.loads(demo.manage("verify_audit", "--json"))["ok"]
    files = {path.stem for path in (demo.folder / "audit").glob("*.jsonl")}
    assert files == set(demo.databases.values())


def test_the_door_between_the_days_wants_the_forms_token_and_a_known_day(demo):
    visitor = Visitor(demo.url)
    assert visitor.get("/demo/day/")[0] == 405
    assert visitor.get("/demo/day/", {"day": MAY})[0] == 403
    _, _, page = visitor.get("/")
    _, _, page = visitor.post("/demo/day/", page, {"day": "2030-01-01", "next": "//elsewhere.invalid/"})
    assert "没有这一天的演示数据" in page
    assert worlds.read(demo.file).day == JUNE


def test_outside_the_demo_there_is_no_such_door(client):
    assert client.post("/demo/day/", {"day": MAY}).status_code == 404
