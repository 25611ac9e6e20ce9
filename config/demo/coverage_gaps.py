"""组建攻坚: the 综合党委 opens a ledger of its uncovered line in March; what is covered since is written off, the rest
waits or is overdue by June. Nights compare it with the register (ledgers.live)."""

import datetime
from collections.abc import Callable, Iterator

from config.demo.moment import at
from config.demo.world import Window, World
from core.writeoff import actions as writeoff
from core.writeoff import feeding
from core.writeoff.models import WriteOffList, WriteOffRow
from core.writeoff.states import RowState
from party_building.coverage_gaps import actions
from party_building.coverage_gaps.states import SOURCE

ORGAN, SECOND = "综合党委", "市民政局"
TITLE = "2026年社会组织党组织组建攻坚台账"
NOTES = ("已与负责人座谈，了解党员组织关系所在单位。", "已联系街道商定就近联合，正在征求社会组织意见。")


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def live(world: World, window: Window) -> int:
    found = [step for step in STEPS if window.holds(step[0])]
    for on, verb in found:
        with at(on, 16):
            verb(world)
    return len(found)


def _officer(world: World):
    return world.office(world.departments[ORGAN], "party_officer")


def _open(world: World) -> None:
    actions.open_ledger(
        actor=_officer(world), department=world.departments[ORGAN], title=TITLE,
        second_department=world.departments[SECOND], due_on=day(5, 29), basis="霁社工委〔2026〕4号",
    )  # fmt: skip


def _rows(world: World, state: str) -> Iterator[WriteOffRow]:
    """In the order of the ledger."""
    rows = WriteOffRow.objects.filter(
        write_off_list__source=SOURCE, write_off_list__department=world.departments[ORGAN], state=state
    )
    links = ("write_off_list__department", "write_off_list__second_department", "responsible")
    return rows.select_related(*links).order_by("number").iterator(chunk_size=500)


def _note(world: World) -> None:
    """The leading organ says how far it is with the first rows."""
    for number, row in enumerate(list(_rows(world, RowState.OPEN))[:4]):
        writeoff.note(row, actor=_officer(world), text=NOTES[number % len(NOTES)])


def _apply(world: World) -> None:
    """Offices ask for two rows to be written off: they are looked at by the second unit."""
    for row in list(_rows(world, RowState.OPEN))[:2]:
        role = "party_officer" if row.responsible_id == row.write_off_list.department_id else "department_officer"
        officer = world.office(row.responsible, role)
        writeoff.apply(row, actor=officer, comment="上级党组织已批准组建，批复随文报送，待登记党组织后系统核对。")


def _confirm(world: World) -> None:
    """What the register shows to be covered by now is confirmed by the second unit of each row."""
    book = WriteOffList.objects.select_related("department").filter(source=SOURCE, title=TITLE).latest("pk")
    feeding.feed(book, actor=_officer(world))
    for row in list(_rows(world, RowState.APPLIED)):
        if row.evidence.filter(user=None).exists():
            role = "party_officer" if row.second_unit.pk == row.write_off_list.department_id else "registry_clerk"
            if row.applied_department_id != row.second_unit.pk:
                writeoff.confirm(row, actor=world.office(row.second_unit, role))


STEPS: tuple[tuple[datetime.date, Callable[[World], None]], ...] = (
    (day(3, 12), _open),
    (day(4, 16), _note),
    (day(5, 19), _confirm),
    (day(5, 27), _apply),
)
