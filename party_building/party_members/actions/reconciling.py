"""半年对账: the party system's sheet beside the register. The list of differences is kept; nothing is changed."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.privacy.numbers import normalize
from core.spreadsheets.reading import read_table
from core.spreadsheets.table import Row, Table
from core.workflow.errors import Refusal
from party_building.party_members.actions.rights import require
from party_building.party_members.models import PartyMember, Reconciliation, RegisterDifference
from party_building.party_members.states import DifferenceKind, Standing
from registry.organizations.names import tidy
from registry.people.models import Person

MOST_ROWS = 20_000
COLUMNS = {
    "name": ("姓名", "党员姓名"),
    "id_number": ("公民身份号码", "身份证号", "身份证号码", "证件号码"),
    "unit": ("所在党支部", "所在党组织", "党支部", "党支部名称"),
    "standing": ("人员类别", "党员身份", "党员类别"),
}


@transaction.atomic
def reconcile(file, *, actor: Actor, as_of: datetime.date) -> Reconciliation:
    """Compare by identity number; where one side has none, by name and unit. Three queries, whatever the rows.

    Raises NotPermitted, SpreadsheetRefused, Refusal naming the columns that are missing.
    """
    require(actor, "党员名册对账")
    if as_of > clock.today():
        raise Refusal("对账日不能晚于今天。")
    table = read_table(file, max_rows=MOST_ROWS)
    places = _places(table)
    here = list(_members(actor))
    run = Reconciliation.objects.create(
        department_id=actor.department_id, as_of=as_of, file_name=(file.name or "")[:200],
        rows_there=len(table.rows), rows_here=len(here), made_by_id=actor.user_id,
    )  # fmt: skip
    found = _compare(run, table.rows, places, here)
    RegisterDifference.objects.bulk_create(found, batch_size=2000)
    audit.record("party_members.reconcile", actor=actor, subject=run, differences=len(found))
    return run


def _members(actor: Actor):
    """Those whose membership a unit of the line holds: the others stand in another organ's sheet."""
    rows = PartyMember.objects.visible_to(actor).members().filter(unit__superior=actor.department_id)
    return rows.select_related("person", "unit").order_by("pk")


def _places(table: Table) -> dict[str, int]:
    found = {}
    for key, names in COLUMNS.items():
        for number, title in enumerate(table.header):
            if title.strip() in names:
                found.setdefault(key, number)
    missing = [COLUMNS[key][0] for key in ("name", "unit", "standing") if key not in found]
    if missing:
        raise Refusal(f"表中缺少列：{'、'.join(missing)}。请使用党员系统导出的名册，列名不要改动。")
    return found


def _cell(row: Row, places: dict[str, int], key: str) -> str:
    return " ".join(row.cells[places[key]].split()) if key in places else ""


def _compare(run, rows, places, here) -> list[RegisterDifference]:
    by_number = {one.person.id_number_hash: one for one in here if one.person.id_number_hash}
    by_name: dict[tuple[str, str], PartyMember] = {(tidy(one.person.name), one.unit.name): one for one in here}
    met, found = set(), []
    for row in rows:
        name, unit = _cell(row, places, "name"), _cell(row, places, "unit")
        if not name:
            continue
        number = normalize(_cell(row, places, "id_number"))
        hashed = next(iter(Person.id_number.equals(number).values())) if number else ""
        member = by_number.get(hashed) or by_name.get((tidy(name), unit))
        if member is None or member.pk in met:
            there = f"{unit}（{_cell(row, places, 'standing')}）"[:120]
            found.append(_line(run, DifferenceKind.ONLY_THERE, None, name, "", there, row.line))
            continue
        met.add(member.pk)
        if unit != member.unit.name:
            found.append(_line(run, DifferenceKind.UNIT, member, name, member.unit.name, unit, row.line))
        standing = _cell(row, places, "standing")
        if _standing(standing) != member.standing:
            here_is = member.get_standing_display()
            found.append(_line(run, DifferenceKind.STANDING, member, name, here_is, standing, row.line))
    for member in here:
        if member.pk not in met:
            said = f"{member.unit.name}（{member.get_standing_display()}）"[:120]
            found.append(_line(run, DifferenceKind.ONLY_HERE, member, member.person.name, said, "", None))
    return found


def _standing(said: str) -> str:
    if "预备" in said:
        return Standing.PROBATIONARY
    return Standing.FORMAL if "正式" in said else ""


def _line(run, kind, member, name, here, there, line) -> RegisterDifference:
    return RegisterDifference(
        run=run, kind=kind, member=member, name=name[:60], here=here[:120], there=there[:120], line=line
    )
