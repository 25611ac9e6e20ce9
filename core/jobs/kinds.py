"""What can be run. Modules with kinds are listed in config/jobs.py and loaded when a kind is first asked for."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Kind:
    """`permission` is what a seat needs to fetch files that the job attaches."""

    code: str
    title: str
    run: Callable
    permission: str = ""
    max_attempts: int = 3


_KINDS: dict[str, Kind] = {}


def job_kind(code: str, *, title: str, permission: str = "", max_attempts: int = 3):
    """Decorator of `def run(job: RunningJob, **params)`.

    The body may run again after a crash, so it must change nothing the second time; what it writes in
    `with job.applying():` is written once. A dict it returns is kept as the job's result.
    """

    def decorator(function):
        known = _KINDS.get(code)
        if known is not None and known.run.__module__ != function.__module__:
            raise ValueError(f"job kind {code} is defined twice")
        _KINDS[code] = Kind(code, title, function, permission, max_attempts)
        return function

    return decorator


def kind(code: str) -> Kind:
    """Raises KeyError for a code that no listed module defines."""
    if code not in _KINDS:
        for module in settings.JOB_MODULES:
            importlib.import_module(module)
    return _KINDS[code]
