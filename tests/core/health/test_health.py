"""The pages that machines ask: alive, ready, metrics."""

import shutil
import time
from collections import namedtuple

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from core import jobs
from core.access.actor import Actor
from core.audit import anchors
from core.audit.actions import record
from core.health import checks, public_views
from core.tasks import pulse

READY, METRICS = "/health/ready/", "/metrics"
STRANGER = {"REMOTE_ADDR": "203.0.113.7"}
THROUGH_THE_PROXY = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}


@pytest.fixture
def all_is_well(db, settings, tmp_path):
    """Worker and clock have just been heard of, the audit is anchored, and no night is judged here."""
    settings.AUDIT_ANCHORS = tmp_path / "anchors.jsonl"
    settings.HEALTH_CHECKS = [path for path in settings.HEALTH_CHECKS if path.startswith("core.")]
    settings.DISK_LOW_MB = 1
    anchors.append()
    pulse()


@pytest.fixture
def without_broker(settings):
    settings.REDIS_URL = "unix:///nowhere/s.sock"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/s.sock?db=1"}}


def reasons(client, **extra) -> dict[str, tuple[str, str]]:
    public_views._last = (-public_views.REMEMBERED, [])
    found = client.get(READY, **extra).json()["checks"]
    return {key: (one["state"], one["reason"]) for key, one in found.items()}


def test_the_process_says_it_lives_without_asking_the_database(client, monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", lambda: pytest.fail("the database was asked"))
    response = client.get(reverse("public:health"), **STRANGER)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-cache" in response["Cache-Control"]
    assert client.post(reverse("public:health")).status_code == 405


def test_machines_are_answered_over_plain_http_and_by_any_name(client, settings, all_is_well):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["portal.invalid"]
    assert [client.get(page, headers={"host": "10.0.0.8"}).status_code for page in ("/health/", READY, METRICS)] == [
        200, 200, 200,
    ]  # fmt: skip


def test_ready_says_ok_when_every_check_does(client, all_is_well):
    answer = client.get(READY).json()
    assert answer["status"] == answer["state"] == "ok"
    assert set(answer["checks"]) == {
        "database", "migrations", "broker", "cache", "worker", "beat", "disk", "clock", "audit",
        "documents",
    }  # fmt: skip


@pytest.mark.parametrize("origin", [STRANGER, THROUGH_THE_PROXY])
def test_strangers_learn_the_word_and_no_reasons(client, all_is_well, origin):
    assert client.get(READY, **origin).json() == {"status": "ok"}
    assert client.get(METRICS, **origin).status_code == 404


def test_without_the_broker_ready_says_so_and_the_site_keeps_working(client, all_is_well, without_broker):
    response = client.get(READY)
    found = response.json()
    assert (response.status_code, found["status"], found["state"]) == (200, "not ok", "degraded")
    troubled = {key for key, one in found["checks"].items() if one["state"] != "ok"}
    assert troubled == {"broker", "cache", "worker", "beat"}
    assert "消息队列没有响应" in found["checks"]["broker"]["reason"]
    public_views._last = (-public_views.REMEMBERED, [])
    assert client.get(READY, **STRANGER).json() == {"status": "not ok"}
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get("/").status_code == 200


def test_without_the_database_ready_is_503_and_metrics_say_so(client, all_is_well, monkeypatch):
    def refuse(*_):
        raise OperationalError("away")

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", refuse)
        response, figures = client.get(READY), client.get(METRICS)
    assert (response.status_code, response.json()["state"]) == (503, "down")
    assert response.json()["checks"]["database"]["state"] == "down"
    assert b"portal_database_up 0.0" in figures.content


def test_a_migration_that_was_not_applied_is_named_as_work_to_do(client, all_is_well):
    MigrationRecorder.Migration.objects.filter(app="core").order_by("-name").first().delete()
    state, reason = reasons(client)["migrations"]
    assert (state, "manage.py migrate" in reason) == ("down", True)


def test_a_silent_clock_and_a_dead_worker_are_told_apart(client, all_is_well, monkeypatch):
    cache.set(checks.PULSE, time.time() - 600)
    found = reasons(client)
    assert found["worker"][0] == found["beat"][0] == "degraded"
    assert "先恢复后台任务进程" in found["beat"][1]
    monkeypatch.setattr("celery.app.control.Control.ping", lambda self, **_: [{"worker@here": {"ok": "pong"}}])
    found = reasons(client)
    assert (found["worker"][0], found["beat"][0]) == ("ok", "degraded")
    assert "已有 10 分钟" in found["beat"][1]
    assert "portal-beat" in found["beat"][1]


@pytest.mark.parametrize(("free", "state"), [(4000, "ok"), (1500, "degraded"), (300, "down")])
def test_a_disk_that_fills_is_first_a_warning_then_an_alarm(client, all_is_well, settings, monkeypatch, free, state):
    settings.DISK_LOW_MB = 2048
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, free * 2**20))
    assert reasons(client)["disk"][0] == state


def test_clocks_that_disagree_are_reported(client, all_is_well, settings):
    settings.CLOCK_DRIFT_SECONDS = -1
    assert reasons(client)["clock"][0] == "degraded"


def test_audit_entries_without_an_anchor_are_reported(client, all_is_well, settings, tmp_path):
    record("access.refused", actor=Actor.system("test"), outcome="403", route="", method="GET")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert reasons(client)["audit"][0] == "ok"  # the last anchor is a moment old
    settings.AUDIT_ANCHORS = tmp_path / "none.jsonl"
    assert reasons(client)["audit"][0] == "degraded"


def test_a_check_that_breaks_does_not_take_the_others_with_it(client, all_is_well, settings):
    settings.HEALTH_CHECKS = ["core.health.checks.no_such", "core.health.checks.database"]
    found = reasons(client)
    assert (found["no_such"][0], found["database"][0]) == ("degraded", "ok")


def test_many_questions_in_five_seconds_are_answered_by_one_look(client, all_is_well, monkeypatch):
    client.get(READY)
    monkeypatch.setattr(checks, "run_all", lambda: pytest.fail("looked again"))
    assert client.get(READY).status_code == 200


def test_metrics_count_jobs_messages_and_requests(client, all_is_well):
    jobs.enqueue("core.selftest", actor=Actor.system("test"))
    client.get(reverse("account_login"))
    text = client.get(METRICS).content.decode()
    assert 'portal_jobs{state="queued"} 1.0' in text
    assert "portal_outbox_waiting 0.0" in text
    assert "portal_audit_anchor_age_seconds" in text
    assert (
        'django_http_requests_total_by_view_transport_method_total{method="GET",transport="http",view="account_login"}'
        in text
    )


@pytest.mark.city
def test_the_city_reports_its_night_to_the_page_and_to_the_metrics(client):
    assert reasons(client)["sweep"] == ("ok", "最近一次夜间检查已正常完成。")
    assert b"portal_sweep_age_seconds" in client.get(METRICS).content


@pytest.mark.city
def test_a_missing_night_is_reported(client, set_clock):
    set_clock("2026-06-09")
    state, reason = reasons(client)["sweep"]
    assert (state, "没有运行" in reason) == ("degraded", True)
