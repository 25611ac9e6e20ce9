"""What lies in static/vendor is what script/vendor put there, with its licence."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text())
FREE = {"MIT", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC"}


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_a_vendored_file_is_unchanged(entry):
    assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_nothing_lies_in_the_folder_that_the_manifest_does_not_name():
    on_disk = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert on_disk - {"MANIFEST.json"} == {entry["file"] for entry in MANIFEST}


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
