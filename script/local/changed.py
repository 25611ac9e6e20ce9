"""Which tests a change concerns: its own capability's and those of everything that imports it, straight or round."""

import subprocess
from pathlib import Path

import grimp

from script.local.places import ROOT

APPS = ("core", "registry", "party_building", "supervision")
EVERYTHING = (
    "config/",
    "tests/conftest.py",
    "tests/support/",
    "pyproject.toml",
    "requirements",
    "script/local/templates",
)


def tests() -> list[str]:
    """Paths for pytest; the whole `tests` folder where a change reaches everything."""
    files = changed_files()
    if any(file.startswith(EVERYTHING) for file in files):
        return ["tests"]
    selection = {file for file in files if file.startswith("tests/") and Path(file).name.startswith("test_")}
    selection |= {folder for module in reached(modules(files)) if (folder := folder_of(module))}
    if any(file.startswith("script/") for file in files):
        selection.add("tests/local")
    if any(file.endswith((".py", ".html")) for file in files):
        selection.add("tests/test_architecture.py")
    return sorted(path for path in selection if (ROOT / path).exists())


def changed_files() -> list[str]:
    base = git("merge-base", "HEAD", "main") or ["HEAD"]
    return sorted({*git("diff", "--name-only", base[0]), *git("ls-files", "--others", "--exclude-standard")})


def modules(files: list[str]) -> set[str]:
    """Changed Python modules, and for a template the views of the capability whose folder it lies in."""
    found = set()
    for file in files:
        path = Path(file)
        if path.parts[0] in APPS and path.suffix == ".py":
            found.add(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
        elif path.parts[0] == "templates" and len(path.parts) > 3:
            found.add(".".join(path.parts[1:3]))
    return found


def reached(start: set[str]) -> set[str]:
    graph = grimp.build_graph(*APPS)
    found = set(start)
    for module in start & graph.modules:
        found |= graph.find_downstream_modules(module)
    return found


def folder_of(module: str) -> str:
    parts = module.split(".")
    return f"tests/{parts[0]}/{parts[1]}" if len(parts) > 1 else ""


def git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []
