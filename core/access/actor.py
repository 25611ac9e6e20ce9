"""Who acts: a user sitting in one seat. Every queryset and every verb takes an Actor, never a bare user."""

from dataclasses import dataclass, field

from core.access.scope import EVERYTHING, NOTHING, Scope, ScopeKind


@dataclass(frozen=True)
class Actor:
    """A seat at work. `role` is a key of config/roles.py; `permissions` are its codes ("capability.verb")."""

    user_id: int | None = None
    name: str = ""
    seat_key: str = ""
    seat_label: str = ""
    role: str = ""
    audience: str = ""
    scope: Scope = NOTHING
    department_id: int | None = None
    department_name: str = ""
    organization_id: int | None = None
    permissions: frozenset[str] = field(default_factory=frozenset)
    system_name: str = ""
    read_only: bool = False

    @classmethod
    def system(cls, name: str) -> "Actor":
        """The portal itself, named after the clock or job that acts; sees everything and may do everything."""
        return cls(name=name, seat_key=f"system:{name}", audience="system", scope=EVERYTHING, system_name=name)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_system(self) -> bool:
        return bool(self.system_name)

    @property
    def is_staff_side(self) -> bool:
        return self.audience == "staff"

    @property
    def is_organization_side(self) -> bool:
        return self.audience == "organization"

    @property
    def is_api_side(self) -> bool:
        return self.audience == "api"

    def can(self, permission: str) -> bool:
        return self.is_system or permission in self.permissions

    def competent_for(self, obj) -> bool:
        """Whether the law puts this act with the actor's office: seeing is not acting.

        `obj.competent_department_id` names the office (for an organization: its supervising authority).
        An organization is competent for its own filings. Registry seats of a higher authority are not.
        """
        if self.is_system:
            return True
        if self.is_organization_side:
            return self.scope.kind == ScopeKind.ORGANIZATION and obj.organization_key in self.scope.ids
        return self.department_id is not None and obj.competent_department_id == self.department_id


NOBODY = Actor()
