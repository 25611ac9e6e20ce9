"""A bench of a few seconds on a test database: the journeys' settings with the floors' routes beside the portal's."""

from config.settings import bench
from config.settings.journey import *  # noqa: F403

ROOT_URLCONF, AXES_ENABLED = bench.ROOT_URLCONF, bench.AXES_ENABLED
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "benchmarks" / "templates"]  # noqa: F405
