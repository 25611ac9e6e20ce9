"""`manage.py where /staff/organizations/`: the view, its guard, its template and its tests."""

import inspect
import json
import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import Resolver404, resolve

TEMPLATE = re.compile(r"[\"']([\w/.-]+\.(?:html|txt))(?:#\w+)?[\"']")


def _unwrapped(view):
    """The function or class behind the decorators."""
    view = inspect.unwrap(view)
    return getattr(view, "view_class", getattr(view, "cls", view))


def _place(thing) -> str:
    path = Path(inspect.getsourcefile(thing)).resolve()
    line = inspect.getsourcelines(thing)[1]
    shown = path.relative_to(settings.ROOT) if path.is_relative_to(settings.ROOT) else path.name
    return f"{shown}:{line}"


def _named_here(thing, module) -> str:
    """Source of the view and of what it calls in its own file, one step deep: where templates are named."""
    source = inspect.getsource(thing)
    called = [getattr(module, name, None) for name in set(re.findall(r"\b([A-Za-z_]\w+)\b", source))]
    own = [one for one in called if callable(one) and getattr(one, "__module__", "") == module.__name__]
    return "\n".join([source, *(inspect.getsource(one) for one in own if one is not thing)])


def _templates(thing) -> list[str]:
    """Named in the view or in what it calls in its own file; else stated by a page class that it uses."""
    module = inspect.getmodule(thing)
    found = set(TEMPLATE.findall(_named_here(thing, module)))
    used = [getattr(module, name, None) for name in re.findall(r"\b([A-Z]\w+)\b", inspect.getsource(thing))]
    stated = {getattr(one, attribute, None) for one in [thing, *used] for attribute in ("template", "template_name")}
    return sorted(found | {name for name in stated if isinstance(name, str) and name})


def _tests(view_name: str, module_name: str) -> list[str]:
    """Test files that name the URL; the capability's folder of tests where none does."""
    root = settings.ROOT / "tests"
    app, _, rest = module_name.partition(".")
    folder = root / app / rest.partition(".")[0]
    files = [path for path in root.rglob("test_*.py") if f'"{view_name}"' in path.read_text(encoding="utf-8")]
    chosen = sorted(files) or ([folder] if folder.is_dir() else [])
    return [str(path.relative_to(settings.ROOT)) for path in chosen]


def where(address: str) -> dict:
    """What answers an address. Raises Resolver404."""
    match = resolve(address)
    thing = _unwrapped(match.func)
    kind, permission = getattr(match.func, "access_rule", ("unguarded", None))
    return {
        "address": address,
        "name": match.view_name,
        "view": _place(thing),
        "guard": f"{kind}({permission})" if permission else kind,
        "templates": _templates(thing),
        "tests": _tests(match.view_name, thing.__module__),
    }


class Command(BaseCommand):
    help = "Print view, guard, template and tests of an address of the portal."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, address, **options):
        try:
            found = where(address)
        except Resolver404:
            raise CommandError(f"nothing answers {address}") from None
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for key, value in found.items():
            for line in value if isinstance(value, list) else [value]:
                self.stdout.write(f"{key:<10}{line}")
