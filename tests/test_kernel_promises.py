"""docs/kernel.md names tests; each of them exists and holds at least one test."""

import re
from pathlib import Path

import pytest
from django.conf import settings

NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", (Path(settings.ROOT) / "docs/kernel.md").read_text("utf-8"))))


@pytest.mark.parametrize("path", [path for path in NAMED if path != "tests/test_kernel_promises.py"])
def test_a_promise_of_the_kernel_has_its_test(path):
    text = (Path(settings.ROOT) / path).read_text(encoding="utf-8")
    assert re.search(r"^def test_|^    def test_|^Test\w+ = ", text, re.M), f"{path} holds no test"
