"""The shape of a role; the matrix itself is config/roles.py."""

from dataclasses import dataclass

from django.conf import settings

from core.access.scope import ScopeKind


@dataclass(frozen=True)
class Role:
    """`scope_kind` is the one line a seat with this role sees along; `permissions` are "capability.verb" codes.

    `offices` are the kinds of department it exists in (none named: any); `excludes` are roles that the same person
    may not hold besides (three administrators are three persons). A read-only role is granted for a time only.
    """

    key: str
    label: str
    audience: str  # staff | organization | api
    scope_kind: ScopeKind
    permissions: frozenset[str]
    read_only: bool = False
    offices: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()


def role(key: str) -> Role:
    """Raises KeyError for a role that is not in the matrix."""
    return settings.ROLES[key]


def roles_of(audience: str) -> list[Role]:
    """In the order of the matrix."""
    return [r for r in settings.ROLES.values() if r.audience == audience]


def permission_codes() -> frozenset[str]:
    """Every code that any role grants."""
    return frozenset().union(*(r.permissions for r in settings.ROLES.values()))
