"""The switches of the demo cannot be on in production."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRETS = {
    "PORTAL_SECRET_KEY": "x" * 60,
    "PORTAL_FIELD_KEYS": "k1:" + "A" * 43 + "=",
    "PORTAL_FIELD_HASH_KEY": "h" * 40,
    "PORTAL_AUDIT_ANCHOR_KEY": "a" * 40,
    "PORTAL_HOSTS": "portal.invalid",
    "PORTAL_URL": "https://portal.invalid",
    "DATABASE_URL": "postgresql://portal_app@/portal?host=/nowhere",
    "REDIS_URL": "redis://localhost:1",
}


def prod(code: str, **changes) -> subprocess.CompletedProcess:
    """Import the production settings in a process of their own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PORTAL_", "DJANGO_", "DATABASE_"))}
    env = {**kept, **SECRETS, **changes}
    command = [sys.executable, "-c", f"import config.settings.prod as s; {code}"]
    return subprocess.run(  # noqa: S603
        command,
        env={key: value for key, value in env.items() if value},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
    )


def test_production_starts_with_everything_in_place_and_asks_for_the_second_factor():
    done = prod("print(s.STAFF_MFA_REQUIRED, s.CLOCK_MOVABLE, s.IS_DEMO, s.DEBUG, s.SESSION_COOKIE_SECURE)")
    assert done.stdout.split() == ["True", "False", "False", "False", "True"], done.stderr


@pytest.mark.parametrize("name", ["PORTAL_NOW", "PORTAL_DEBUG"])
def test_production_refuses_a_switch_of_the_demo(name):
    done = prod("", **{name: "2026-06-03T09:00:00+08:00"})
    assert done.returncode != 0
    assert f"{name} " in done.stderr


REFUSALS = """
import importlib, os
from django.core.exceptions import ImproperlyConfigured

def refused():
    try:
        importlib.reload(s)
    except ImproperlyConfigured as error:
        return str(error)
    return "started"

for name in NAMES:
    kept = os.environ.pop(name)
    print(name, refused() == f"{name} must be set in production")
    os.environ[name] = kept
for name, value in {"STAFF_MFA_REQUIRED": False, "CLOCK_MOVABLE": True, "IS_DEMO": True}.items():
    import config.settings.base as base
    kept = getattr(base, name)
    setattr(base, name, value)
    print(name, "refused in production" in refused())
    setattr(base, name, kept)
print("again", refused() == "started")
"""


def test_production_refuses_to_start_without_each_secret_and_with_each_switch_of_the_demo():
    done = prod(f"NAMES = {sorted(SECRETS)!r}\n{REFUSALS}")
    answers = dict(line.split() for line in done.stdout.splitlines())
    assert done.returncode == 0, done.stderr
    assert answers == dict.fromkeys([*SECRETS, "STAFF_MFA_REQUIRED", "CLOCK_MOVABLE", "IS_DEMO", "again"], "True")
