"""A log line never shows a person's number, whoever wrote it there."""

import io
import json
import logging

import pytest

from core.logs import formatter

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


def test_a_request_is_logged_as_json_without_what_was_searched_for(client, db, capfd):
    root = logging.getLogger()
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter())
    root.addHandler(handler)
    try:
        client.get("/accounts/login/?q=张三丰")
    finally:
        root.removeHandler(handler)
    lines = [json.loads(text) for text in out.getvalue().splitlines()]
    requests = [one["request"] for one in lines if one.get("event") == "request_finished"]
    assert requests == ["GET /accounts/login/"]
    assert "request_finished" not in capfd.readouterr().out
