"""What is not written off yet follows the office that leads it, confirms it or has to put it right."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from core.writeoff.models import WriteOffList, WriteOffRow

OFFICES = ("department", "second_department")


class Rows(Mover):
    label, unit = "未销号事项", "条"
    moves = (
        "core.WriteOffList.department",
        "core.WriteOffList.second_department",
        "core.WriteOffRow.responsible",
    )

    def count_departments(self, old, day):
        of_lists = named(WriteOffRow.objects.undone(), [f"write_off_list__{name}" for name in OFFICES], old)
        return (of_lists | WriteOffRow.objects.undone().filter(responsible__in=old)).count()

    def move_departments(self, change: Change) -> int:
        """Where both units of a list become one, nobody confirms until a second one is named."""
        undone = WriteOffRow.objects.undone()
        lists = WriteOffList.objects.filter(pk__in=list(undone.values_list("write_off_list", flat=True).distinct()))
        touched = self.count_departments(change.pairs, change.day)
        for row in named(lists, OFFICES, change.pairs):
            for name in OFFICES:
                held = getattr(row, f"{name}_id")
                setattr(row, f"{name}_id", change.pairs.get(held) or held)
            if row.second_department_id == row.department_id:
                row.second_department_id = None
            row.version += 1
            row.save(update_fields=[*OFFICES, "version"])
        follow(undone, "responsible", change, version=F("version") + 1)
        return touched
