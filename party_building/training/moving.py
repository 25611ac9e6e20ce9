"""Training follows the organ that holds it: courses, lecturers, and the classes that are still to come."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.training.models import Lecturer, TrainingClass, TrainingCourse
from party_building.training.states import ClassState


class Classes(Mover):
    label, unit = "党校培训", "项"
    moves = (
        "party_building.TrainingCourse.department",
        "party_building.Lecturer.department",
        "party_building.TrainingClass.department",
    )

    @staticmethod
    def _rows():
        planned = TrainingClass.objects.filter(state=ClassState.PLANNED)
        return TrainingCourse.objects.all(), Lecturer.objects.all(), planned

    def count_departments(self, old, day):
        return sum(named(rows, ("department",), old).count() for rows in self._rows())

    def move_departments(self, change: Change) -> int:
        return sum(follow(rows, "department", change, version=F("version") + 1) for rows in self._rows())

    def objections(self, pairs, *, is_of_regions):
        """No two open courses of one organ may bear one name."""
        if is_of_regions:
            return []
        open_courses = TrainingCourse.objects.filter(valid_to=None)
        found = []
        for old, new in pairs.items():
            if new is not None:
                there = open_courses.filter(department=new).values("name")
                twice = open_courses.filter(department=old, name__in=there)
                found += list(twice.values_list("name", flat=True)[:5])
        return [f"承接机构下已有同名的课程：{'、'.join(found)}，请先更名。"] if found else []
