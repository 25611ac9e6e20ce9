"""Organizations whose seat lies in a division that ends, or for which an office that ends answers."""

from django.db.models import F

from core.dated import moving
from core.reorganizations.movers import Change, Mover
from registry.organizations.facts import OrganizationAddress, Responsibility
from registry.organizations.models import Organization


class Organizations(Mover):
    label, unit = "社会组织", "家"
    moves = ("registry.OrganizationAddress.region", "registry.Responsibility.department")

    def count_regions(self, old, day):
        return moving.naming(OrganizationAddress, "region", old, day).values("organization").distinct().count()

    def count_departments(self, old, day):
        return moving.naming(Responsibility, "department", old, day).values("organization").distinct().count()

    def move_regions(self, change: Change) -> int:
        return self._move(OrganizationAddress, "region", change)

    def move_departments(self, change: Change) -> int:
        return self._move(Responsibility, "department", change)

    @staticmethod
    def _move(model, field: str, change: Change) -> int:
        touched = moving.repoint(model, field, change.pairs, day=change.day, document=change.document)
        Organization.objects.filter(pk__in=touched).update(version=F("version") + 1)
        return len(touched)
