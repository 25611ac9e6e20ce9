"""The house rules a machine can check."""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parents[1]
APPS = ["core", "registry", "party_building", "supervision"]
MAX_LINES, MAX_FUNCTION_LINES = 400, 40
NOT_CAPABILITIES = {"migrations", "management", "templatetags", "__pycache__"}
# allauth's views are wrapped with their rule in core/identity/urls.py, so nothing is let through unlooked at.
THIRD_PARTY_ROUTES: set[str] = set()
CLOCKS = re.compile(r"\b(date\.today\(|datetime\.now\(|datetime\.utcnow\(|timezone\.(now|localdate|localtime)\()")
CLOCK_MODULE = ROOT / "core" / "clock.py"


def product_files() -> list[Path]:
    """Python files of the product, without generated migrations."""
    found = [path for app in [*APPS, "config", "script"] for path in (ROOT / app).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def capabilities() -> set[str]:
    found = set()
    for app in APPS:
        for folder in (ROOT / app).iterdir():
            if folder.name not in NOT_CAPABILITIES and (folder / "__init__.py").exists():
                found.add(f"{app}.{folder.name}")
    return found


def routes(patterns=None, prefix="") -> Iterator[tuple[str, str, object]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.name or "", pattern.callback
        else:
            yield from routes(pattern.url_patterns, route)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_file_fits_on_a_few_screens():
    files = product_files() + sorted((ROOT / "tests").rglob("*.py"))
    long = {relative(path): lines for path in files if (lines := len(path.read_text().splitlines())) > MAX_LINES}
    assert long == {}, f"over {MAX_LINES} lines: make the drawer a folder of the same name"


def test_every_function_fits_on_one_screen():
    long = {}
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long[f"{relative(path)}:{node.lineno} {node.name}"] = lines
    assert long == {}, f"over {MAX_FUNCTION_LINES} lines"


def test_every_view_says_who_may_call_it():
    unguarded = [
        f"{route} ({name})"
        for route, name, view in routes()
        if not hasattr(view, "access_rule") and name not in THIRD_PARTY_ROUTES
    ]
    assert unguarded == [], "no guard from core.access.guards, and not on the list of third-party routes"


def test_no_view_of_ours_hides_behind_a_third_party_name():
    ours = [name for _, name, view in routes() if name in THIRD_PARTY_ROUTES and view.__module__.split(".")[0] in APPS]
    assert ours == []


def test_capability_names_are_unique_across_apps():
    names = sorted(capability.split(".")[1] for capability in capabilities())
    assert sorted(set(names)) == names


def test_the_import_contracts_name_every_capability():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    containers = next(contract["containers"] for contract in contracts if "containers" in contract)
    assert containers == sorted(capabilities()), "add the folder to `containers` in pyproject.toml (sorted)"


def test_every_permission_a_guard_asks_for_stands_in_the_role_matrix():
    granted = {code for role in settings.ROLES.values() for code in role.permissions}
    asked = {
        view.access_rule[1]
        for _, _, view in routes()
        if hasattr(view, "access_rule") and len(view.access_rule) > 1 and view.access_rule[1]
    }
    assert asked - granted == set()


def test_every_permission_of_the_matrix_is_written_as_capability_and_verb():
    codes = {code for role in settings.ROLES.values() for code in role.permissions}
    assert [code for code in codes if not re.fullmatch(r"[a-z_]+\.[a-z_]+", code)] == []


def test_only_the_clock_asks_the_machine_for_the_time():
    asking = [
        f"{relative(path)}:{number}"
        for path in product_files()
        if path != CLOCK_MODULE and "script" not in path.relative_to(ROOT).parts
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if CLOCKS.search(line)
    ]
    assert asking == [], "use core.clock"


def test_nobody_calls_executemany():
    """Under a history context it raises, and outside one the events lack their actor: core/bulk is the door."""
    calling = [relative(path) for path in product_files() if ".executemany(" in path.read_text()]
    assert calling == []


def test_there_is_no_drawer_for_odds_and_ends():
    assert [relative(path) for path in product_files() if path.stem in {"utils", "helpers", "misc", "common"}] == []


@pytest.mark.parametrize("setting", ["HOME_CARDS", "INDICATORS", "NIGHTLY_RULES"])
def test_every_dotted_path_of_the_wiring_lists_leads_somewhere(setting):
    for dotted in getattr(settings, setting):
        module, _, name = dotted.rpartition(".")
        assert hasattr(importlib.import_module(module), name), dotted
