"""Log lines: JSON, ids only. A number that looks like a person's is masked before it leaves the process."""

import re

import structlog

_PERSONAL = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dA-Za-z])|(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


def redact(_logger, _name, event: dict) -> dict:
    """Mask identity numbers and mobile numbers wherever they stand in the line: message, data, traceback."""
    return _redacted(event)


def _redacted(value):
    if isinstance(value, str):
        return _PERSONAL.sub(lambda m: f"{m[1] or m[3]}****{m[2] or m[4]}", value)
    if isinstance(value, int) and not isinstance(value, bool) and value > 10**10:
        masked = _redacted(str(value))
        return value if masked == str(value) else masked
    if isinstance(value, dict):
        return {_redacted(key): _redacted(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(one) for one in value]
    return value


def formatter():
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            without_query,
            structlog.processors.TimeStamper(fmt="iso"),
        ],
    )


def without_query(_logger, _name, event: dict) -> dict:
    """What somebody searched for is no business of the log: the address ends at its path."""
    request = event.get("request")
    if isinstance(request, str):
        event["request"] = request.partition("?")[0]
    elif hasattr(request, "path"):  # Django hands over the request itself, whose text is its whole address
        event["request"] = f"{request.method} {request.path}"
    return event


def configure() -> None:
    """Send what structlog itself logs (each request, each job) the way of every other line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso"),
            without_query,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
