"""月度对账确认: each side signs the month it has looked at, once."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from core.workflow.perform import lock
from registry.approvals.models import MonthSignOff
from registry.approvals.reconciliation import Reconciliation
from registry.approvals.states import SignOffSide


@transaction.atomic
def sign_off(
    bureau: Department, authority: Department, month: datetime.date, *, actor: Actor, note: str = ""
) -> MonthSignOff:
    """Keeps what the list showed. A month is signed once it is over; what is still open is said in `note`.

    Raises NotPermitted, NotCompetent (one of the two offices signs, nobody else), Refusal.
    """
    if not actor.can("approvals.sign_off"):
        raise NotPermitted("您的岗位没有“对账确认”的权限，请联系系统管理员调整岗位。")
    sides = {bureau.pk: SignOffSide.APPROVAL, authority.pk: SignOffSide.CIVIL_AFFAIRS}
    if actor.department_id not in sides:
        raise NotCompetent(f"对账由{bureau.name}和{authority.name}确认。您可以查看，不能确认。")
    lock(bureau)
    side = sides[actor.department_id]
    month = month.replace(day=1)
    found = Reconciliation(bureau, authority, month)
    if found.last_day >= clock.today():
        raise Refusal("这个月还没有结束，次月起才能确认。")
    if MonthSignOff.objects.filter(approval_bureau=bureau, civil_affairs=authority, month=month, side=side).exists():
        raise Refusal("本单位已确认过这个月。")
    if found.open_count and not note.strip():
        raise Refusal(f"还有{found.open_count}件不一致，请在说明中写明如何处理。")
    row = MonthSignOff.objects.create(
        approval_bureau=bureau,
        civil_affairs=authority,
        month=month,
        side=side,
        counts=found.counts,
        note=note.strip(),
        by_id=actor.user_id,
    )
    audit.record("approvals.sign_off", actor=actor, subject=row, month=month)
    return row
