"""Log lines: JSON, ids only. A number that looks like a person's is masked before it leaves the process."""

import re

import structlog

_PERSONAL = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dA-Za-z])|(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


def redact(_logger, _name, event: dict) -> dict:
    """Mask identity numbers and mobile numbers in every text value of the line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _PERSONAL.sub(lambda m: f"{m[1] or m[3]}****{m[2] or m[4]}", value)
    return event


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
            structlog.processors.TimeStamper(fmt="iso"),
        ],
    )
