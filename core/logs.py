"""Log lines: JSON, English, ids only. What a person typed, or a row holds, never leaves the process.

Three nets, each enough for its kind: a request is logged as route and ids instead of its address; an exception as its
frames and its type, with the words of the database cut to the name of the constraint; and whatever a line still holds
goes through `redact`, which masks numbers of persons, addresses and Chinese letters (our own lines have none).
"""

import datetime
import re
import sys
import time
import traceback

import structlog
from django.db import DatabaseError, OperationalError
from django_structlog.celery.signals import bind_extra_task_metadata
from django_structlog.signals import (
    bind_extra_request_failed_metadata,
    bind_extra_request_finished_metadata,
    bind_extra_request_metadata,
)

_PERSONAL = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dA-Za-z])|(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_CHINESE = re.compile("[㐀-䶿一-鿿豈-\ufaff\U00020000-\U000323af]+")
# Messages of these come from code, not from data.
_SPEAKABLE = (AttributeError, NameError, TypeError, ImportError, NotImplementedError, OSError, OperationalError)
_CELERYS_OWN_WORDS = ("error", "exception", "reason", "result", "data")


def redact(_logger, _name, event: dict) -> dict:
    """The last net, over the whole line: message, data, traceback."""
    return _redacted(event)


def _redacted(value):
    if isinstance(value, str):
        return _CHINESE.sub("…", _ADDRESS.sub("****", _masked(value)))
    if isinstance(value, int) and not isinstance(value, bool) and value > 10**10:
        masked = _masked(str(value))
        return value if masked == str(value) else masked
    if isinstance(value, dict):
        return {_redacted(key): _redacted(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(one) for one in value]
    return value


def _masked(text: str) -> str:
    return _PERSONAL.sub(lambda m: f"{m[1] or m[3]}****{m[2] or m[4]}", text)


def without_words_of_others(_logger, _name, event: dict) -> dict:
    """Libraries put requests, arguments and messages of exceptions into their lines; ours carry ids."""
    record = event.get("_record")
    name = event.get("logger") or ""
    if name.startswith("django.") and record is not None:
        event["event"] = str(record.msg)  # the sentence without the address that was asked for
        event.pop("request", None)
    if name.startswith(("celery", "django_structlog.celery")):
        for key in _CELERYS_OWN_WORDS:
            event.pop(key, None)
    return event


def describe_exception(_logger, _name, event: dict) -> dict:
    """In place of structlog's format_exc_info: every frame, no values."""
    found = event.pop("exc_info", None)
    found = sys.exc_info() if found is True else found
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_chain(error))
    return event


def _chain(error: BaseException, depth: int = 5) -> list[str]:
    lines = []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and depth:
        lines += [*_chain(before, depth - 1), "which led to"]
    lines += [part.rstrip() for part in traceback.format_tb(error.__traceback__)]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}{_words(error)}"]


def _words(error: BaseException) -> str:
    """What may be repeated of an exception's message: names of the schema and of code, never a value."""
    diagnosis = getattr(error, "diag", None) or getattr(error.__cause__, "diag", None)
    if diagnosis is not None and getattr(diagnosis, "sqlstate", None):
        names = ("sqlstate", "table_name", "column_name", "constraint_name")
        return "".join(f" {name}={getattr(diagnosis, name)}" for name in names if getattr(diagnosis, name, None))
    if isinstance(error, _SPEAKABLE) and not (isinstance(error, OSError) and error.filename):
        return f": {str(error).partition(chr(10))[0][:200]}" if str(error) else ""
    if isinstance(error, OSError):
        return f": {error.strerror}"
    return "" if isinstance(error, DatabaseError) else ": (message not logged)" if str(error) else ""


def formatter():
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            without_words_of_others,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            describe_exception,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=_reference),
        ],
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso"),
        ],
    )


def _reference(value) -> str:
    """An object in a line is named by its type: its text may hold anything."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return f"<{type(value).__name__}>"


def _begin(request, log_kwargs, **_):
    request.began_at = time.monotonic()
    log_kwargs.clear()


def _describe_request(request, log_kwargs, **_):
    """The line of a request: who, which route with which ids, how it ended, how long it took."""
    match = getattr(request, "resolver_match", None)
    actor = getattr(request, "actor", None)
    log_kwargs.pop("request", None)
    log_kwargs["status"] = log_kwargs.pop("code")
    log_kwargs["method"] = request.method
    log_kwargs["route"] = match.view_name if match else ""
    log_kwargs["ids"] = {key: value for key, value in match.kwargs.items() if isinstance(value, int)} if match else {}
    log_kwargs["seat"] = actor.seat_key if actor else ""
    began = getattr(request, "began_at", None)  # missing where a middleware further out broke
    log_kwargs["duration_ms"] = round((time.monotonic() - began) * 1000) if began else 0


def _name_task(task, **_):
    structlog.contextvars.bind_contextvars(task=task.name)


def configure() -> None:
    """Send what structlog itself logs (each request, each task) the way of every other line."""
    bind_extra_request_metadata.connect(_begin, dispatch_uid="core.logs")
    bind_extra_request_finished_metadata.connect(_describe_request, dispatch_uid="core.logs")
    bind_extra_request_failed_metadata.connect(_describe_request, dispatch_uid="core.logs")
    bind_extra_task_metadata.connect(_name_task, dispatch_uid="core.logs")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
