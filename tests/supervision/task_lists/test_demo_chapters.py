"""The chapters of the demo city by themselves: tasks, visits and needs in every state, in two windows as in one."""

import datetime

from config.demo import accounts, departments, keeping_touch, regions, tasks
from config.demo.world import Window, World
from core.departments.models import Department, Region
from core.writeoff.models import WriteOffRow
from registry.organizations.models import Organization
from supervision.models import Contact, LiaisonLink, Need, SupervisionVisit, Task
from tests.support.bureau import Bureau

DAY = datetime.date
BODIES = (tasks.CLOCKS, tasks.COLD_CHAIN, tasks.MACHINERY, tasks.MAKERS, "霁川市老年书画研究会")


class Town(World):
    """Its offices, divisions and people, without the life of its organizations."""

    def __init__(self):
        self.regions = {row.name: row for row in Region.objects.filter(code__startswith="3799")}
        self.departments = {row.short_name: row for row in Department.objects.filter(region__code__startswith="3799")}
        office = self.departments["市民政局"]
        self.by_name = {name: name for name in BODIES}
        self.rows = {name: Bureau.register(_Maker(office), name) for name in BODIES}
        self._people = accounts.people()
        self.filers = {}

    def organization(self, body):
        return Organization.objects.select_related("supervising_authority").get(pk=self.rows[body].pk)


class _Maker(Bureau):
    """Registers at one office, without a city of its own."""

    def __init__(self, office):
        self.bureau = office

    def __post_init__(self):
        pass


def test_the_chapters_show_every_state_and_two_windows_make_the_same_as_one(db, set_clock):
    set_clock("2025-01-02")
    accounts.build_staff(departments.build(regions.build()))
    town = Town()
    for first, night in ((DAY(2026, 1, 1), DAY(2026, 4, 22)), (DAY(2026, 4, 22), DAY(2026, 6, 3))):
        tasks.live(town, Window(first, night))
        keeping_touch.live(town, Window(first, night))
    set_clock("2026-06-03")
    assert set(Task.objects.values_list("state", flat=True)) == {"draft", "issued"}
    assert set(WriteOffRow.objects.values_list("state", flat=True)) == {
        "open", "applied", "confirmed", "striking", "struck",
    }  # fmt: skip
    assert list(Task.objects.filter(title=tasks.MONTHLY).order_by("period").values_list("period", flat=True)) == [
        "2026-04", "2026-05", "2026-06",
    ]  # fmt: skip
    assert WriteOffRow.objects.overdue().filter(write_off_list__task__title=tasks.FEES).exists()
    assert set(SupervisionVisit.objects.values_list("state", flat=True)) == {"planned", "held", "closed"}
    assert set(Need.objects.values_list("state", flat=True)) == {"raised", "assigned", "solved"}
    assert Need.objects.overdue().exists()
    assert (LiaisonLink.objects.on(DAY(2026, 6, 3)).count(), Contact.objects.count()) == (7, 3)
