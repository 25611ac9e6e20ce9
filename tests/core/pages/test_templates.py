"""What every template of the project promises, read from the files."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from core.access.actor import NOBODY
from core.pages import samples
from tests.core.pages.cast import clerk, page_request

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
        # The display switches change nothing but print; a token would set a cookie on every public page.
        assert "{% csrf_token %}" in form or 'action="#' in form or " data-display>" in form, form[:120]


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


OF_A_REPORT = {"report_grid.js", "report_checks.js", "keep_typed.js"}  # loaded by the page of a report's section alone
OF_A_GRID_OFFICER = {"risk_queue.js"}  # loaded by the form of a risk report alone


def scripts(names: set[str]) -> list[Path]:
    return [path for path in (ROOT / "static" / "js").glob("*.js") if path.name in names]


def scripts_of_every_page() -> list[Path]:
    return [path for path in (ROOT / "static" / "js").glob("*.js") if path.name not in OF_A_REPORT | OF_A_GRID_OFFICER]


def test_our_scripts_together_stay_small():
    # 28 KB: elder mode with reading aloud (4), dialogs (2), the keys of lists and queues (2), the review by exception
    # (1.4) and leaving a form only after it was kept (0.7) came to what was 20.
    assert sum(path.stat().st_size for path in scripts_of_every_page()) <= 28_000


def test_the_scripts_of_a_report_stay_small_on_the_wire():
    # Measured: walking and pasting into statements 3.3 KB, the identities while typing 4.3, what is kept offline 1.6.
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts(OF_A_REPORT)) <= 9_500


def test_the_queue_of_a_grid_officer_s_telephone_stays_small_on_the_wire():
    # Measured: 3.4 KB with the service worker: what keeps a report and its photo while there is no network.
    worker = ROOT / "templates" / "supervision" / "risk_reports" / "worker.js"
    assert sum(len(gzip.compress(path.read_bytes())) for path in [*scripts(OF_A_GRID_OFFICER), worker]) <= 3_600


def linked_bytes(html: str) -> int:
    """What the styles and scripts of a page weigh when they come compressed."""
    names = re.findall(r'<(?:link rel="stylesheet" href|script[^>]* src)="/static/([^"]+)"', html)
    return sum(
        len(gzip.compress((ROOT / "static" / re.sub(r"\.[0-9a-f]{12}\.", ".", name)).read_bytes())) for name in names
    )


@pytest.mark.parametrize(
    ("template", "actor", "budget"),
    [
        ("pages/landing.html", NOBODY, 60_000),
        ("pages/accessibility.html", NOBODY, 60_000),
        ("pages/styleguide.html", clerk("pages.styleguide"), 130_000),
    ],
)
def test_a_page_stays_within_its_budget(template, actor, budget, settings, db):
    settings.HEADER_LINKS = []
    html = render_to_string(template, samples.context(), page_request(actor=actor))
    assert 30_000 < linked_bytes(html) <= budget
