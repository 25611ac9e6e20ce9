"""The only writers of talks with organizations; their notices go through supervision.letters."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.seats import people_of
from core.files.models import StoredFile
from core.identity.actions import require
from core.identity.models import User
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, lock, log, perform
from registry.organizations.models import Organization
from supervision.letters import actions as letters
from supervision.letters import queries as letter_queries
from supervision.letters.models import Letter
from supervision.letters.states import REACHED, LetterState, Outcome
from supervision.risk_alerts.models import RiskAlert
from supervision.talks.models import SupervisoryTalk
from supervision.talks.states import RECORD, TalkState

KIND, ITEM = "talk_notice", "talks.hold"
PORTAL = Actor.system("talks")


@transaction.atomic
def plan(
    *, actor: Actor, organization: Organization, subject: str, reason: str, planned_at: datetime.datetime, place: str,
    persons: str, alert: RiskAlert | None = None,
) -> SupervisoryTalk:  # fmt: skip
    """Draft the notice; the talk stands once it was signed and served. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, RECORD, "安排约谈")
    check_competent(organization, actor=actor, label="安排约谈")
    if planned_at <= clock.now():
        raise Refusal("约谈时间须晚于现在。")
    if alert is not None and alert.organization_id != organization.pk:
        raise Refusal("所选预警不是这个社会组织的。")
    issuer = organization.supervising_authority
    values = {"facts": reason, "talk_time": _words(planned_at), "talk_place": place, "talk_persons": persons}
    letter = letters.draft(
        actor=actor, kind=KIND, issuer=issuer, organization=organization, subject=subject, values=values
    )
    made = SupervisoryTalk.objects.create(
        organization=organization, department=issuer, letter=letter, alert=alert, subject=subject.strip(),
        planned_at=planned_at, place=place.strip(), persons=persons.strip(), created_at=clock.now(),
    )  # fmt: skip
    log(made, "plan", actor=actor)
    audit.record("talks.plan", actor=actor, subject=made, organization=organization.pk)
    return made


def _words(at: datetime.datetime) -> str:
    local = at.astimezone(clock.SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def served(letter: Letter) -> None:
    """The notice has arrived: the office has the talk to hold."""
    found = SupervisoryTalk.objects.filter(letter=letter).first()
    if found is not None and found.state == TalkState.PLANNED:
        worklist.open_item(
            ITEM, subject=found, title="1次约谈待进行", url_name="staff:talks:detail",
            department=found.department_id, due_on=found.planned_at.astimezone(clock.SHANGHAI).date(),
        )  # fmt: skip


def dropped(letter: Letter) -> None:
    found = SupervisoryTalk.objects.filter(letter=letter).first()
    if found is not None and found.state == TalkState.PLANNED:
        _step(found, "drop", PORTAL)


def _step(one: SupervisoryTalk, name: str, actor: Actor, comment: str = "", **changes) -> None:
    perform(one, name, actor=actor, comment=comment, **changes)
    audit.record(f"talks.{name}", actor=actor, subject=one, organization=one.organization_id)


@transaction.atomic
def hold(
    talk: SupervisoryTalk, *, actor: Actor, held_on: datetime.date, officers: Iterable[User], attendees: str,
    minutes: str, follow_up: str = "", follow_up_due_on: datetime.date | None = None,
) -> None:  # fmt: skip
    """It took place: by whom, with whom, what was said, what was agreed. Raises as perform, Refusal."""
    lock(talk)
    chosen = {one.pk: one for one in officers}
    least = letter_queries.period("talk_officers", clock.today())
    if talk.letter.state not in REACHED:
        raise WrongState("约谈通知书尚未送达，请先登记送达。")
    if not talk.letter.served_on <= held_on <= clock.today():
        raise Refusal(f"约谈日期应在通知书送达日期（{talk.letter.served_on:%Y-%m-%d}）和今天之间。")
    if len(chosen) < least:
        raise Refusal(f"约谈人员不少于{least}人。")
    if set(chosen) - set(people_of(talk.department_id)):
        raise Refusal(f"约谈人员应是{talk.department.name}的工作人员。")
    if not attendees.strip() or not minutes.strip():
        raise Refusal("请填写到场人员和约谈记录。")
    if follow_up.strip() and follow_up_due_on is None:
        raise Refusal("请填写后续事项的期限。")
    _step(
        talk, "hold", actor, held_on=held_on, attendees=attendees.strip(), minutes=minutes.strip(),
        follow_up=follow_up.strip(), follow_up_due_on=follow_up_due_on if follow_up.strip() else None,
    )  # fmt: skip
    talk.officers.set(chosen)
    worklist.open_item(
        ITEM, subject=talk, title="约谈待办结", url_name="staff:talks:detail", department=talk.department_id,
        due_on=talk.follow_up_due_on,
    )  # fmt: skip


@transaction.atomic
def attach(talk: SupervisoryTalk, *, actor: Actor, record: StoredFile | None) -> None:
    """The record as it was signed. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    require(actor, RECORD, "上传签字笔录")
    lock(talk)
    check_competent(talk, actor=actor, label="上传签字笔录")
    if talk.state != TalkState.HELD:
        raise WrongState(f"约谈{talk.get_state_display()}，不能上传签字笔录。")
    if record is None:
        raise Refusal("请选择签字笔录的扫描件或照片。")
    talk.record = record
    talk.version += 1
    talk.save(update_fields=["record", "version"])
    log(talk, "attach", actor=actor)
    audit.record("talks.attach", actor=actor, subject=talk, organization=talk.organization_id)


@transaction.atomic
def close(talk: SupervisoryTalk, *, actor: Actor, comment: str) -> None:
    """办结, with what came of what was agreed; not before the signed record is there."""
    lock(talk)
    if talk.state == TalkState.HELD and talk.record_id is None:
        raise WrongState("还没有上传签字的约谈笔录，不能办结。")
    _step(talk, "close", actor, comment, closed_on=clock.today())
    worklist.close_items(talk, actor=actor)
    if talk.letter.state == LetterState.SERVED:
        letters.close(talk.letter, actor=PORTAL, outcome=Outcome.DONE, comment="约谈已办结。")


@transaction.atomic
def cancel(talk: SupervisoryTalk, *, actor: Actor, comment: str) -> None:
    """It will not take place. A notice that is not signed or not served is withdrawn or voided among the letters."""
    lock(talk)
    if talk.state == TalkState.PLANNED and talk.letter.state not in REACHED:
        raise Refusal("约谈通知书尚未送达，请在公文中撤回或者作废通知书。")
    _step(talk, "cancel", actor, comment)
    worklist.close_items(talk, actor=actor, cancelled=True)
    if talk.letter.state == LetterState.SERVED:
        letters.close(talk.letter, actor=PORTAL, outcome=Outcome.NOT_NEEDED, comment=comment)
