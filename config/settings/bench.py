"""The demo's settings with the floors' routes beside the portal's; for `script/bench` on loopback only."""

from config.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "benchmarks" / "templates"]  # noqa: F405
AXES_ENABLED = False
PUBLIC_LOOKS_A_MINUTE = 0  # one machine asks as fast as it can
API_TOKENS = {**API_TOKENS, "calls_per_minute": 10**6}  # noqa: F405  what is measured is the page, not the limit
