"""Ledgers that are not signed yet follow their offices, and so do the words by which a department is known.

A signed ledger stays as it was signed: what it decided became facts, and those move with the organizations.
"""

import datetime

from django.db.models import F

from core.dated import actions as dated
from core.dated.moving import naming
from core.departments.models import Department
from core.reorganizations.movers import Change, Mover, follow, named
from registry.responsibilities.models import CommitteeDuty, DepartmentTrade, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import LedgerState

ORGANS = ("department", "partner")
ANSWERERS = ("supervisor", "industry_department", "party_department", "answering", "suggested_department")


class Ledgers(Mover):
    label, unit = "未签发台账的归口事项", "条"
    moves = (
        *(f"registry.ResponsibilityLedger.{name}" for name in ORGANS),
        *(f"registry.LedgerRow.{name}" for name in ANSWERERS),
    )

    @staticmethod
    def _open():
        return ResponsibilityLedger.objects.exclude(state=LedgerState.SIGNED)

    def _rows(self):
        return LedgerRow.objects.filter(ledger__in=self._open().values("pk"))

    def count_departments(self, old, day):
        return named(self._rows(), [*(f"ledger__{name}" for name in ORGANS), *ANSWERERS], old).count()

    def move_departments(self, change: Change) -> int:
        touched = self.count_departments(change.pairs, change.day)
        for name in ORGANS:
            follow(self._open(), name, change, version=F("version") + 1)
        for name in ANSWERERS:
            follow(self._rows(), name, change, version=F("version") + 1)
        return touched

    def objections(self, pairs, *, is_of_regions):
        """An office has one ledger in progress, and two different organs sign it."""
        if is_of_regions:
            return []
        found, held = [], {}
        for ledger in self._open().select_related("department"):
            office, partner = (pairs.get(pk) or pk for pk in ledger.organs)
            if office == partner:
                found.append(f"“{ledger.title}”的制定机关和会签机关会成为同一单位，请先签发或改定会签机关。")
            if office in held and {ledger.department_id, held[office].department_id} & set(pairs):
                found.append(
                    f"合并后同一机关会有两本未签发的责任台账（{held[office].title}、{ledger.title}），请先签发其一。"
                )
            held[office] = ledger
        return found


class Trades(Mover):
    """A successor is known by the words of the office before it, beside its own."""

    label, unit = "部门业务词", "个"
    moves = ("registry.DepartmentTrade.department",)

    def count_departments(self, old, day):
        return naming(DepartmentTrade, "department", old, day).count()

    def move_departments(self, change: Change) -> int:
        found = list(naming(DepartmentTrade, "department", change.pairs, change.day).select_related("department"))
        for trade in found:
            new = change.pairs[trade.department_id]
            self._over(trade, change)
            if new and not naming(DepartmentTrade, "department", [new], change.day).filter(word=trade.word).exists():
                dated.set_fact(
                    DepartmentTrade,
                    Department.objects.get(pk=new),
                    values={"weight": trade.weight},
                    valid_from=max(change.day, trade.valid_from),
                    key={"word": trade.word},
                    document=change.document,
                )
        return len(found)

    @staticmethod
    def _over(trade: DepartmentTrade, change: Change) -> None:
        if trade.valid_from >= change.day:
            trade.delete()
        else:
            dated.end_fact(trade, last_day=change.day - datetime.timedelta(days=1), document=change.document)


class Committees(Mover):
    """Duties that an office kept count of end with it; its successor counts anew that night, from the register."""

    label, unit = "设立行业党委的职责", "项"
    moves = ("registry.CommitteeDuty.office",)

    def count_departments(self, old, day):
        return CommitteeDuty.objects.open().filter(office__in=old).count()

    def move_departments(self, change: Change) -> int:
        return CommitteeDuty.objects.open().filter(office__in=change.pairs).update(ended_on=change.day)
