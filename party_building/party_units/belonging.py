"""What belongs to one party unit: seen by whoever sees the unit, acted upon by the organ above it."""

from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet


class UnitQuerySet(ScopedQuerySet):
    """Rows with a link named in `unit_field`; they are reached as the unit is."""

    unit_field = "unit"

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        units = self.model._meta.get_field(self.unit_field).related_model.objects.within(scope)
        return self.filter(**{f"{self.unit_field}__in": units.values("pk")})


class UnitFactQuerySet(UnitQuerySet, DatedQuerySet):
    """Dated rows of a unit: `on(day)`, first and last day included."""


class OfUnit:
    """The organ above the unit is the competent one; read `unit` with its `superior`."""

    @property
    def competent_department_id(self) -> int:
        return self.unit.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.unit.competent_department_name
