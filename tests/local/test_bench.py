"""The bench at the smallest scale: it loads, runs and prints every figure. What it measures is of no interest here."""

import json

import pytest

from script.local.stack import environment, manage
from tests.support.testbed import BED

pytestmark = [pytest.mark.city, pytest.mark.committed]
ADDED = 200
FIGURES = {
    "staff list, district filter, by name",
    "staff list, no filter, by name",
    "deep page: the last one",
    "deep page: on and on by “next”",
    *(f"search, {length} characters" for length in range(1, 7)),
    "search, initials",
    "search, credit code",
    "search, the commonest pair",
    "search, no hit",
    "organization page",
    "API list, 100 rows",
    "public search, 3 characters",
    "public organization page",
    "growth: list, district filter",
    "growth: organization page",
}


def test_a_short_bench_prints_every_figure_beside_its_floor(committed_db, tmp_path):
    env = environment(BED.home, committed_db) | {
        "PORTAL_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.smoke_settings",
    }
    loaded = manage({**env, "PORTAL_AS_OWNER": "1"}, "load_nation", "--organizations", str(ADDED))
    assert "registry.OrganizationName" in loaded

    parts = ["list", "deep", "search", "organization", "api", "public", "growth"]
    beside = ("--beside", env["DATABASE_URL"])
    result = json.loads(manage(env, "bench", "--json", "--times", "2", *beside, "--only", *parts))

    assert result["organizations"] > ADDED
    rows = {row["what"]: row for row in result["figures"]}
    assert rows.keys() >= FIGURES
    assert all(row["floor_p95_ms"] > 0 and row["ratio"] > 0 and row["goal"] for row in rows.values())
    assert rows["organization page"]["queries"] <= 31
    assert all(rows[name]["ratio_to_bare"] for name in rows if name.startswith(("search", "organization")))
