"""What the superior decides beside the steps, and what ends an admission."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.workflow.errors import Refusal
from core.workflow.perform import perform
from party_building.admissions import notices
from party_building.admissions.actions.rights import require_branch
from party_building.admissions.models import Admission
from party_building.admissions.queries import Catalogue, Progress
from party_building.admissions.states import Stage
from party_building.party_members import actions as members

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def decline(admission: Admission, *, actor: Actor, comment: str) -> None:
    """The superior does not approve: back to 发展对象; the steps of the stage are void and may be taken anew.

    Raises NotCompetent, WrongState, CommentRequired.
    """
    perform(admission, "decline", actor=actor, comment=comment, accepted_on=None, over_quota_reason="")
    admission.records.filter(is_void=False, step__stage=Stage.ACCEPTANCE).update(is_void=True)
    audit.record("admissions.decline", actor=actor, subject=admission)
    notices.remind(admission)


@transaction.atomic
def prolong(
    admission: Admission, *, actor: Actor, until: datetime.date, decided_on: datetime.date, comment: str
) -> None:
    """Once, by six months to one year after the first year. The meeting about confirmation, where one was held, is
    void and is held again. Raises NotCompetent, WrongState, CommentRequired, Refusal with the possible days.
    """
    if admission.prolonged_until is not None:
        raise Refusal(f"预备期已延长过一次（至{admission.prolonged_until:%Y-%m-%d}），只能延长一次。")
    limits = Progress(admission, Catalogue()).prolongation()
    if limits is None or not limits[0] <= until <= limits[1]:
        between = f"应在{limits[0]:%Y-%m-%d}至{limits[1]:%Y-%m-%d}之间" if limits else "尚不能确定"
        raise Refusal(f"延长预备期不少于六个月、不超过一年，延长至的日期{between}。")
    if decided_on > clock.today():
        raise Refusal("决定日期不能晚于今天。")
    perform(admission, "prolong", actor=actor, comment=comment, prolonged_until=until, prolonged_on=decided_on)
    again = admission.records.filter(is_void=False, step__code__in=("asking", "confirmation"))
    again.update(is_void=True)
    audit.record("admissions.prolong", actor=actor, subject=admission, until=until)
    notices.remind(admission)


@transaction.atomic
def cancel(admission: Admission, *, actor: Actor, ended_on: datetime.date, comment: str) -> None:
    """取消预备党员资格 from that day: the register ends her standing the day before.

    Raises NotCompetent, WrongState, CommentRequired, Refusal.
    """
    if ended_on > clock.today():
        raise Refusal("取消日期不能晚于今天。")
    perform(admission, "cancel", actor=actor, comment=comment, ended_on=ended_on)
    if admission.member is not None:
        members.strike(
            admission.member, actor=actor, last_day=ended_on - ONE_DAY, document=f"取消预备党员资格：{comment}"[:200]
        )
    audit.record("admissions.cancel", actor=actor, subject=admission, ended_on=ended_on)
    notices.remind(admission)


@transaction.atomic
def stop(admission: Admission, *, actor: Actor, comment: str) -> None:
    """The branch goes on no longer, or she has withdrawn. Raises NotPermitted, NotCompetent, WrongState."""
    require_branch(admission.unit, actor, "终止培养")
    perform(admission, "stop", actor=actor, comment=comment, ended_on=clock.today())
    audit.record("admissions.stop", actor=actor, subject=admission)
    notices.remind(admission)
