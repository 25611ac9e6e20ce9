"""What databases and static files are made from, by hash: unchanged sources need no second run."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from script.local.places import ROOT

SCHEMA = ["*/migrations/*.py", "requirements.txt", "core/database_grants.py", "core/history_plans.py"]
REFERENCE = [
    "*/management/commands/load_reference.py",
    "*/reference*.py",
    "*/*/reference*.py",
    "*/*/data/**/*",
    "*/*/versions.py",
    "config/legal_sources.py",
    "config/rules.py",
    "*/*/rules.py",
]
NOT_LIVED = {"tours.py", "public_views.py", "urls.py", "truth.py"}  # of config/demo: told about the city, not lived
CITY = [
    "config/roles.py",
    "config/management/commands/seed_demo.py",
    "config/demo/**/*.py",
    "*/*/actions.py",
    "*/*/actions/*.py",
    "*/*/intake.py",
    "*/*/notices.py",
]
STATIC = ["static/**/*", "requirements.txt"]
KINDS = {"schema": SCHEMA, "ref": SCHEMA + REFERENCE, "city": SCHEMA + REFERENCE + CITY, "static": STATIC}
NOT_OURS = {"tests", "__pycache__", "var", ".venv"}


def digest(kind: str) -> str:
    result = hashlib.sha256()
    for path in sorted(_files(KINDS[kind])):
        result.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return result.hexdigest()[:12]


def parts(kind: str) -> dict[str, str]:
    """Each file of the kind with its own hash."""
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(KINDS[kind])}


def _files(patterns: Iterable[str]) -> set[Path]:
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return {path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts) and not _is_told(path)}


def _is_told(path: Path) -> bool:
    return path.parent == ROOT / "config" / "demo" and path.name in NOT_LIVED
