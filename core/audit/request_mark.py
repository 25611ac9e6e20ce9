"""Where the running request comes from, for entries written deep inside it."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class RequestMark:
    ip: str = ""
    request_id: str = ""


NO_REQUEST = RequestMark()
_current: ContextVar[RequestMark] = ContextVar("audit_request_mark", default=NO_REQUEST)


def current() -> RequestMark:
    return _current.get()


def enter(mark: RequestMark):
    """Returns the token for `leave`."""
    return _current.set(mark)


def leave(token) -> None:
    _current.reset(token)
