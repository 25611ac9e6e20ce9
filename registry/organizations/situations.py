"""Filters that other capabilities lend to the organization list: settings.ORGANIZATION_SITUATIONS, dotted paths.

The register does not know reports or alerts; they know it, and say here how the list asks for them.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from registry.organizations.models import OrganizationQuerySet


@dataclass(frozen=True)
class Situation:
    """`choices(day)` gives (value, label) pairs; `apply(rows, value, day)` the organizations in that situation.

    `by_seat`: `choices(day, actor)`, what the seat's office has words for; other systems are not offered it.
    """

    key: str
    label: str
    choices: Callable[..., list[tuple[str, str]]]
    apply: Callable[[OrganizationQuerySet, str, datetime.date], OrganizationQuerySet]
    by_seat: bool = False


def all_situations() -> list[Situation]:
    return [import_string(path) for path in settings.ORGANIZATION_SITUATIONS]
