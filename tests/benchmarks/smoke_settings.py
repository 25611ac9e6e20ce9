"""A bench of a few seconds on a test database: the journeys' settings with the floors' routes beside the portal's."""

from config.settings import bench
from config.settings.journey import *  # noqa: F403

ROOT_URLCONF, AXES_ENABLED = bench.ROOT_URLCONF, bench.AXES_ENABLED
PUBLIC_LOOKS_A_MINUTE, API_TOKENS = bench.PUBLIC_LOOKS_A_MINUTE, bench.API_TOKENS
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "benchmarks" / "templates"]  # noqa: F405
