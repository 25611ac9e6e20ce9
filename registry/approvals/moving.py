"""Pushes that somebody still has to do something about follow the office whose turn it is; settled ones stay as they
were decided."""

from django.db.models import Exists, F, OuterRef, Q

from core.departments.models import Department
from core.reorganizations.movers import Change, Mover, follow, named
from registry.approvals.models import ApprovalPush, PushAcceptance, PushDuty
from registry.approvals.states import AcceptanceState, PushState

OFFICES = ("approval_bureau", "civil_affairs", "responsible_department", "party_organ")


class Pushes(Mover):
    label, unit = "办理中的审批推送", "件"
    moves = (
        *(f"registry.ApprovalPush.{name}" for name in OFFICES),
        "registry.PushAcceptance.department",
        "registry.PushDuty.department",
    )

    @staticmethod
    def _open():
        owed = PushDuty.objects.open().filter(push=OuterRef("pk"))
        return ApprovalPush.objects.filter(~Q(state=PushState.SETTLED) | Exists(owed))

    def count_departments(self, old, day):
        return named(self._open(), OFFICES, old).count()

    def move_departments(self, change: Change) -> int:
        touched = self.count_departments(change.pairs, change.day)
        waiting = PushAcceptance.objects.filter(state__in=(AcceptanceState.WAITING, AcceptanceState.CONTESTED))
        follow(waiting, "department", change, version=F("version") + 1)
        for name in OFFICES:
            follow(self._open(), name, change, version=F("version") + 1)
        follow(PushDuty.objects.open(), "department", change)
        return touched

    def objections(self, pairs, *, is_of_regions):
        """A number is one case of one bureau: two bureaus that become one may not both have it open."""
        if is_of_regions:
            return []
        found = []
        for old, new in pairs.items():
            if new is None:
                continue
            there = ApprovalPush.objects.filter(approval_bureau=new).values("external_no")
            twice = self._open().filter(approval_bureau=old, external_no__in=there)
            found += list(twice.values_list("external_no", flat=True)[:5])
        if not found:
            return []
        bureaus = "、".join(Department.objects.filter(pk__in=pairs).values_list("name", flat=True))
        return [f"{bureaus}与承接机构有编号相同的办件：{'、'.join(found)}，请先办结或退回重推。"]
