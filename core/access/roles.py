"""The shape of a role; the matrix itself is config/roles.py."""

from dataclasses import dataclass

from django.conf import settings

from core.access.scope import ScopeKind


@dataclass(frozen=True)
class Role:
    """`scope_kind` is the one line a seat with this role sees along; `permissions` are "capability.verb" codes."""

    key: str
    label: str
    audience: str  # staff | organization | api
    scope_kind: ScopeKind
    permissions: frozenset[str]
    read_only: bool = False


def role(key: str) -> Role:
    """Raises KeyError for a role that is not in the matrix."""
    return settings.ROLES[key]


def permission_codes() -> frozenset[str]:
    """Every code that any role grants."""
    return frozenset().union(*(r.permissions for r in settings.ROLES.values()))
