"""The glossary and the code use the same words."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

TEXT = Path(settings.ROOT, "docs/glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\S[^|]*?) \| [^|]+ \| `([\w.]+)` \|$", TEXT, re.M)


def resolve(path: str) -> None:
    """A model "app.Model", a field or property "app.Model.field", or a state "module.Class.MEMBER"."""
    label, _, rest = path.partition(".")
    model_name, _, attribute = rest.partition(".")
    if model_name[:1].isupper():
        model = apps.get_model(label, model_name)
        if attribute and not hasattr(model, attribute):
            model._meta.get_field(attribute)
        return
    module, _, rest = path.rpartition(".")
    module, _, owner = module.rpartition(".")
    getattr(getattr(import_module(module), owner), rest)


def test_glossary_is_not_empty():
    assert len(ROWS) > 50


@pytest.mark.parametrize(("term", "path"), ROWS, ids=[path for _, path in ROWS])
def test_every_term_of_the_glossary_exists_in_the_code(term, path):
    resolve(path)


def test_no_term_stands_for_two_things():
    paths = [path for _, path in ROWS]
    assert len(set(paths)) == len(paths)
