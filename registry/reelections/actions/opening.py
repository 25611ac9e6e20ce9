"""Beginning a chain, planning it, taking it back."""

import datetime
from typing import Any

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.forms import check_version
from core.refusal import Refusal
from core.workdays.calendar import is_workday
from core.workflow.errors import CommentRequired
from core.workflow.perform import lock, log, perform
from registry.officers.models import CouncilTerm
from registry.officers.states import LimitKind
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES
from registry.reelections import notices, queries
from registry.reelections.actions.voices import FILL, record, voice, writing
from registry.reelections.models import Reelection
from registry.reelections.states import RUNNING, OpinionState, ReelectionKind, Side

ONE_DAY = datetime.timedelta(days=1)
PLAN = ("planned_on", "meeting", "reason", "extend_until", "council_on", "council_total", "council_present",
        "council_votes")  # fmt: skip


@transaction.atomic
def open_chain(
    organization: Organization, *, actor: Actor, kind: str, because: str = "", reason: str = ""
) -> Reelection:
    """By the association or by a clerk of its authority; `because` is the code of the alert it answers.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    voice(organization, actor, f"办理{ReelectionKind(kind).label}")
    lock(organization)
    term = queries.term_now(organization)
    _check_opening(organization, kind, term)
    made = Reelection.objects.create(
        organization=organization, kind=kind, term=term, because=because[:20], reason=reason.strip(),
        is_at_counter=not actor.is_organization_side, opened_on=clock.today(),
        due_on=_first_due(organization, kind, term),
    )  # fmt: skip
    log(made, "open", actor=actor)
    record(made, "open", actor, kind=kind, because=because)
    if made.is_at_counter:
        worklist.open_item(
            FILL, subject=made, title=f"办理{made.get_kind_display()}", url_name="org:reelections:detail",
            organization=organization.pk, due_on=made.due_on,
        )  # fmt: skip
        notices.tell(made, "opened")
    return made


def _check_opening(organization: Organization, kind: str, term: CouncilTerm | None) -> None:
    label = ReelectionKind(kind).label
    if organization.status not in ACTIVE_STATUSES:
        raise Refusal(f"该组织状态为“{organization.get_status_display()}”，不办理{label}。")
    if Reelection.objects.filter(organization=organization, kind=kind, state__in=RUNNING).exists():
        raise Refusal(f"已有一件{label}正在办理，请在该件中继续。")
    if term is None and kind != ReelectionKind.TERM:
        raise Refusal(f"没有登记在期的届次，不能办理{label}，请先登记届期。")
    if kind == ReelectionKind.EXTENSION and term.extended_until:
        raise Refusal(f"第{term.term_no}届已延期至{term.extended_until:%Y-%m-%d}，每届只能延期一次，请办理换届。")


def _first_due(organization: Organization, kind: str, term: CouncilTerm | None) -> datetime.date | None:
    """By when the papers should be in, counted back from the end of the term."""
    if term is None or kind == ReelectionKind.MIDTERM:
        return None
    its, last = queries.numbers(organization), term.last_day_on(clock.today())
    if kind == ReelectionKind.EXTENSION:
        wished = term.term_end - its.number(LimitKind.APPLICATION, "days", 30) * ONE_DAY
    else:
        wished = latest_sending(last, its)
    return wished if wished >= clock.today() else last


def latest_sending(last_day: datetime.date, its: queries.Numbers) -> datetime.date:
    """The day on which the list has to be in, if every office takes all its time and the meeting is on `last_day`."""
    day = last_day - its.number(LimitKind.NOTICE, "days", 10) * ONE_DAY
    for step in ("review", Side.DEPARTMENT):
        day = _back(day, its, step)
    return day


def _back(day: datetime.date, its: queries.Numbers, step: str) -> datetime.date:
    """The last working day whose period for `step` is over by `day`."""
    found = day
    while its.until(step, found) > day or not is_workday(found):
        found -= ONE_DAY
    return found


@transaction.atomic
def plan(reelection: Reelection, *, actor: Actor, version: int | None, **values: Any) -> None:
    """What the association writes beside the list. Raises NotPermitted, NotCompetent, WrongState, StaleVersion."""
    writing(reelection, actor, "修改")
    check_version(reelection, version)
    given = {name: value for name, value in values.items() if name in PLAN}
    for name, value in given.items():
        setattr(reelection, name, value.strip() if isinstance(value, str) else value)
    reelection.version += 1
    reelection.save(update_fields=[*given, "version"])
    record(reelection, "plan", actor, fields=sorted(given))


@transaction.atomic
def withdraw(reelection: Reelection, *, actor: Actor, comment: str) -> None:
    """Until the meeting was held. Offices that were asked need not answer any more. Raises as perform."""
    voice(reelection, actor, "撤回")
    if not comment.strip():
        raise CommentRequired("撤回须填写意见。")
    perform(reelection, "withdraw", actor=actor, comment=comment, closed_on=clock.today(), due_on=None)
    for opinion in reelection.opinions.filter(state=OpinionState.WAITING):
        worklist.close_items(opinion, actor=actor, cancelled=True)
    reelection.opinions.filter(state=OpinionState.WAITING).update(
        state=OpinionState.SKIPPED, skipped_because="该事项已撤回。"
    )
    worklist.close_items(reelection, actor=actor, cancelled=True)
    record(reelection, "withdraw", actor)
