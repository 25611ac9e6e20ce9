"""Which organizations a nightly rule of supervision speaks of, read from the facts of the day."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from registry.organizations.facts import OrganizationStatus


def with_status(rows: QuerySet, as_of: datetime.date, statuses: Iterable[str]) -> QuerySet:
    """`rows` have a link `organization`; no row of the status table in force on `as_of` says anything else."""
    other = OrganizationStatus.objects.on(as_of).filter(organization=OuterRef("organization"))
    return rows.filter(~Exists(other.exclude(status__in=list(statuses))))
