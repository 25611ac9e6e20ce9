"""For the access walk: a write-off list of each office, with one row of its own."""

from core import clock
from core.writeoff.models import WriteOffList, WriteOffRow
from tests.access_world import Place


def a_list(place: Place) -> WriteOffList:
    def make():
        office = place.department
        return WriteOffList.objects.create(
            title=f"走查台账{office.pk}", kind="walk", department=office, due_on=clock.today()
        )

    return place.world.once("write_off_list", place.department.pk, make)


def write_off_list(place: Place) -> dict:
    return {"pk": a_list(place).pk}


def write_off_row(place: Place) -> dict:
    def make():
        return WriteOffRow.objects.create(
            write_off_list=a_list(place), number=1, subject=f"走查事项{place.department.pk}", problem="走查",
            responsible=place.department, due_on=clock.today(),
        )  # fmt: skip

    return {"pk": place.world.once("write_off_row", place.department.pk, make).pk}
