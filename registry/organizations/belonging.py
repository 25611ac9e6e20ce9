"""What belongs to one organization: seen by whoever sees the organization, acted upon by whoever acts for or on it."""

from core.access.scope import ScopedQuerySet
from core.dated.models import DatedQuerySet
from registry.organizations.models import ORGANIZATION_SCOPE


class BelongingQuerySet(ScopedQuerySet):
    """Rows with a link `organization`."""

    scope_prefix = "organization__"
    scope_columns = ORGANIZATION_SCOPE


class BelongingFactQuerySet(BelongingQuerySet, DatedQuerySet):
    """Dated facts that have pages of their own."""


class Belonging:
    """The organization's own competence, for perform; read `organization` with its `supervising_authority`."""

    @property
    def organization_key(self) -> int:
        return self.organization_id

    @property
    def competent_department_id(self) -> int | None:
        return self.organization.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.organization.competent_department_name
