"""Tours and accounts of the demo on the first page and beside the sign-in form; only in the demo's settings."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

AUDIENCES = {"staff": "管理部门", "organization": "社会组织"}


@dataclass(frozen=True)
class DemoAccount:
    """What a visitor needs to look around as this person. `note` says what there is to see."""

    audience: str  # staff | organization
    role: str
    name: str
    username: str
    password: str
    note: str = ""


def demo_accounts() -> list[tuple[str, list[DemoAccount]]]:
    """(audience in words, its accounts); empty outside the demo, or while no provider is named."""
    if not settings.IS_DEMO or not settings.DEMO_ACCOUNTS:
        return []
    accounts = import_string(settings.DEMO_ACCOUNTS)()
    groups = [(label, [a for a in accounts if a.audience == key]) for key, label in AUDIENCES.items()]
    return [(label, found) for label, found in groups if found]


def demo_tours() -> list:
    """The short tours of the demo; empty outside it."""
    return import_string(settings.DEMO_TOURS)() if settings.IS_DEMO and settings.DEMO_TOURS else []
