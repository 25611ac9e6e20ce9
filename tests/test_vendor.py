"""What lies in static/vendor and tests/vendor is what script/vendor put there, with its licence."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "static" / "vendor"
FOR_TESTS = ROOT / "tests" / "vendor"
FOLDERS = (VENDOR, FOR_TESTS)
FREE = {"MIT", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC"}


def manifest(folder: Path) -> list[dict]:
    return json.loads((folder / "MANIFEST.json").read_text())


MANIFEST = manifest(VENDOR)
FILES = [(folder, entry) for folder in FOLDERS for entry in manifest(folder)]


@pytest.mark.parametrize(("folder", "entry"), FILES, ids=[entry["file"] for _, entry in FILES])
def test_a_vendored_file_is_unchanged(folder, entry):
    assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_nothing_lies_in_the_folder_that_the_manifest_does_not_name(folder):
    on_disk = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert on_disk - {"MANIFEST.json"} == {entry["file"] for entry in manifest(folder)}


def test_what_only_tests_need_is_not_served():
    served = {entry["package"] for entry in MANIFEST}
    assert served.isdisjoint(entry["package"] for entry in manifest(FOR_TESTS))


def test_every_package_brings_a_free_licence():
    for entry in MANIFEST:
        assert entry["licence"] in FREE, entry
        assert (VENDOR / entry["package"] / "LICENSE").stat().st_size > 300


def test_no_file_names_a_source_map_that_is_not_shipped():
    for entry in MANIFEST:
        assert b"sourceMappingURL" not in (VENDOR / entry["file"]).read_bytes(), entry["file"]


def test_every_icon_a_template_or_menu_asks_for_is_in_the_sprite():
    import re

    sprite = (VENDOR / "bootstrap-icons" / "icons.svg").read_text()
    have = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    asked = set()
    for path in (ROOT / "templates").rglob("*.html"):
        asked |= set(re.findall(r"""{% icon ["']([a-z0-9-]+)["']""", path.read_text()))
    asked |= set(
        re.findall(r"Entry\(\s*\"[^\"]+\",\s*\"([a-z0-9-]+)\"", (ROOT / "config" / "navigation.py").read_text())
    )
    assert asked
    assert asked <= have, f"add to script/vendor: {sorted(asked - have)}"
