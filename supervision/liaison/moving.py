"""Who keeps in touch, and needs that are open, follow the office; contacts say who it was."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.liaison.models import LiaisonLink, Need


class Liaison(Mover):
    label, unit = "联系服务", "项"
    moves = (
        "supervision.LiaisonLink.department",
        "supervision.Need.department",
        "supervision.Need.responsible",
    )

    def count_departments(self, old, day):
        needs = named(Need.objects.open(), ("department", "responsible"), old)
        return LiaisonLink.objects.on(day).filter(department__in=old).count() + needs.count()

    def move_departments(self, change: Change) -> int:
        touched = self.count_departments(change.pairs, change.day)
        for old, new in change.pairs.items():
            if new is not None:
                links = LiaisonLink.objects.on(change.day)
                for kind in ("leader", "officer"):
                    held = links.filter(department=new, kind=kind).values("organization")
                    rows = links.filter(department=old, kind=kind).exclude(organization__in=held)
                    rows.update(department=new, version=F("version") + 1)
        for field in ("department", "responsible"):
            follow(Need.objects.open(), field, change, version=F("version") + 1)
        return touched
