"""What every template of the project promises, read from the files."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name == "components"]
INLINE = [
    (re.compile(r"<style\b", re.I), "a style element"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.I), "an event handler"),
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.I), "a script without src"),
    (re.compile(r"javascript:", re.I), "a javascript: address"),
    (re.compile(r"""(src|href)\s*=\s*["'](https?:)?//""", re.I), "an address on another host"),
    (re.compile(r"hx-on", re.I), "an htmx handler"),
]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_carries_nothing_that_the_content_security_policy_blocks(path):
    text = path.read_text()
    found = [what for pattern, what in INLINE if pattern.search(text)]
    assert not found, f"{name(path)} carries {found}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_component_gets_its_parameters_and_nothing_else(path):
    for include in re.findall(r"""{%\s*include "components/[^%]*%}""", path.read_text()):
        assert include.rstrip(" %}").endswith("only"), include


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_form_that_posts_carries_the_csrf_token(path):
    text = path.read_text()
    for form in re.findall(r'<form\b[^>]*method="post".*?</form>', text, re.S):
        assert "{% csrf_token %}" in form or 'action="#' in form, form[:120]


@pytest.mark.parametrize("path", [p for p in COMPONENTS if not p.name.startswith("_")], ids=name)
def test_every_component_stands_in_the_styleguide(path):
    guide = (ROOT / "templates" / "pages" / "styleguide.html").read_text()
    used = set(re.findall(r'include "components/(\w+)\.html"', guide))
    assert path.stem in used


def test_every_stylesheet_and_script_that_a_template_names_is_there():
    named = set()
    for path in TEMPLATES:
        named |= set(re.findall(r"""{% static ['"]([^'"]+)['"]""", path.read_text()))
    assert "css/gov.css" in named
    assert {file for file in named if not finders.find(file)} == set()


def test_our_scripts_together_stay_under_twenty_kilobytes():
    assert sum(path.stat().st_size for path in (ROOT / "static" / "js").glob("*.js")) <= 20_000
