"""A log line never shows a person's number, whoever wrote it there."""

import io
import json
import logging
from types import ModuleType

import pytest
import structlog
from celery import current_app
from celery.app.task import Context
from django.db import DataError, IntegrityError, transaction
from django.db.models.expressions import RawSQL
from django.test import Client, override_settings
from django.urls import path
from django_structlog.celery.receivers import CeleryReceiver

from core.logs import formatter
from core.models import User

ID, PHONE = "110101199003078888", "13800001234"


@pytest.fixture
def line():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter())
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    yield logger, lambda: out.getvalue()
    logger.removeHandler(handler)
    logger.propagate = True


@pytest.mark.parametrize(
    "extra",
    [
        {"text": f"id {ID}"},
        {"phone": PHONE},
        {"number": int(PHONE)},
        {"data": {"args": [ID, {"deep": PHONE}]}},
        {ID: "as a key"},
    ],
)
def test_numbers_in_data_are_masked(line, extra):
    logger, written = line
    logger.info("something happened", extra=extra)
    assert ID not in written()
    assert PHONE not in written()
    assert "****" in written()


def test_numbers_in_messages_and_tracebacks_are_masked(line):
    logger, written = line
    try:
        raise ValueError(f"cannot parse {ID}")
    except ValueError:
        logger.exception("row %s refused", PHONE)
    assert ID not in written()
    assert PHONE not in written()
    assert "ValueError" in written()


def test_ids_dates_and_codes_stay_readable(line):
    logger, written = line
    logger.info("done", extra={"organization": 12345, "day": "2026-06-03", "code": "51379900MJE1234567"})
    entry = json.loads(written())
    assert (entry["organization"], entry["day"], entry["code"]) == (12345, "2026-06-03", "51379900MJE1234567")


NAME, MAIL, CODE = "张三丰", "zhang@example.invalid", "91370602MA3CANARY1"
CANARIES = (ID, PHONE, NAME, MAIL, CODE)


@pytest.fixture
def lines():
    """Everything any logger writes, as the process would print it."""
    out, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter())
    root.addHandler(handler)
    yield lambda: [json.loads(text) for text in out.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_request_is_one_line_of_json_with_route_ids_and_duration_and_nothing_that_was_typed(
    client, db, lines, capfd
):
    client.get(f"/accounts/login/?q={NAME}")
    finished = [one for one in lines() if one["event"] == "request_finished"]
    assert len(finished) == 1
    said = {key: finished[0][key] for key in ("method", "route", "ids", "status", "seat", "user_id")}
    assert said == {
        "method": "GET", "route": "account_login", "ids": {}, "status": 200, "seat": "", "user_id": None,
    }  # fmt: skip
    assert finished[0]["duration_ms"] >= 0
    assert finished[0]["request_id"]
    assert "request_finished" not in capfd.readouterr().out


def test_a_session_full_of_personal_data_leaves_none_of_it_in_the_log(client, db, lines):
    for canary in CANARIES:
        client.get(
            "/accounts/login/", {"next": canary}, headers={"user-agent": canary, "referer": f"http://x/{canary}"}
        )
        client.post("/accounts/login/", {"login": canary, "password": canary})
        client.get(f"/{canary}/")
        client.get(f"/staff/organizations/?q={canary}")
        client.post(f"/notices/{canary}/?x={canary}")
    strict = Client(enforce_csrf_checks=True)
    strict.post(f"/accounts/login/?x={NAME}", {"login": NAME})
    text = json.dumps(lines(), ensure_ascii=False)
    assert len(lines()) > len(CANARIES) * 4
    assert [canary for canary in CANARIES if canary in text] == []


def test_words_of_the_database_are_cut_to_the_names_of_the_schema(db, lines):
    User.objects.create(username=NAME, name=NAME)
    try:
        with transaction.atomic():
            User.objects.create(username=NAME, name=CODE)
    except IntegrityError:
        logging.getLogger("tests").exception("not saved")
    try:
        with transaction.atomic():
            User.objects.filter(pk__in=RawSQL("select %s::int", [CODE])).count()  # noqa: S611
    except DataError:
        logging.getLogger("tests").exception("not read")
    unique, wrong = lines()[-2:]
    assert "sqlstate=23505" in unique["exception"]
    assert "constraint_name=core_user_username_key" in unique["exception"]
    assert "sqlstate=22P02" in wrong["exception"]
    text = json.dumps([unique, wrong], ensure_ascii=False)
    assert [canary for canary in CANARIES if canary in text] == []


def test_a_failing_view_is_logged_with_its_frames_and_the_number_shown_but_without_its_message(client, db, lines, rf):
    def view(request, pk):
        raise ValueError(f"{NAME} {CODE}")

    client.raise_request_exception = False
    routes = ModuleType("routes")
    routes.urlpatterns = [path("broken/<int:pk>/", view, name="broken")]
    with override_settings(ROOT_URLCONF=routes):
        client.get(f"/broken/12/?q={CODE}")
    (failed,) = [one for one in lines() if one["event"] == "request_failed"]
    assert (failed["route"], failed["ids"], failed["status"]) == ("broken", {"pk": 12}, 500)
    assert failed["exception"].endswith("builtins.ValueError: (message not logged)")
    assert "in view" in failed["exception"]
    assert [canary for canary in CANARIES if canary in json.dumps(lines(), ensure_ascii=False)] == []


def test_a_failed_task_is_logged_by_name_and_type_without_arguments_and_with_the_request_that_asked(lines):
    @current_app.task(name="tests.fails")
    def fails(text):
        raise ValueError(text)

    receiver = CeleryReceiver()
    fails.request_stack.push(Context({"__django_structlog__": {"request_id": "r-1"}}))
    try:
        receiver.receiver_task_prerun("t-1", fails)
        try:
            fails(f"{NAME} {PHONE}")
        except ValueError as error:
            receiver.receiver_task_failure(task_id="t-1", exception=error, sender=fails)
    finally:
        fails.request_stack.pop()
        structlog.contextvars.clear_contextvars()
    (failed,) = [one for one in lines() if one["event"] == "task_failed"]
    assert (failed["request_id"], failed["task_id"], failed["task"]) == ("r-1", "t-1", "tests.fails")
    assert failed["exception"].endswith("builtins.ValueError: (message not logged)")
    assert [canary for canary in CANARIES if canary in json.dumps(failed, ensure_ascii=False)] == []
