"""The authority's own review: one person examines, another confirms; sending back; the word on an extension."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, WrongState
from core.workflow.perform import lock, perform
from registry.officers import actions as officers
from registry.officers.states import LimitKind
from registry.reelections import documents, notices, queries
from registry.reelections.actions.opinions import check_results, keep_reviews
from registry.reelections.actions.voices import MEET_ITEM, MEND_ITEM, REVIEW_ITEM, record
from registry.reelections.models import Reelection
from registry.reelections.states import OpinionState, ReelectionState, Result, Side

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def send_back(reelection: Reelection, *, actor: Actor, comment: str, results: Mapping[int, str] | None = None) -> None:
    """退回补正, with what to put right and, where it was examined, the result for each candidate.

    Raises CommentRequired, Refusal and what perform raises.
    """
    lock(reelection)
    if results:
        check_results(reelection, results)
    perform(reelection, "send_back", actor=actor, comment=comment, due_on=None)
    if results:
        _note_outcomes(reelection, results)
        keep_reviews(reelection, Side.AUTHORITY, results, actor, actor.department_id)
    for opinion in reelection.opinions.filter(state=OpinionState.WAITING):
        worklist.close_items(opinion, actor=actor, cancelled=True)
    reelection.opinions.filter(state=OpinionState.WAITING).update(
        state=OpinionState.SKIPPED, skipped_because="反馈前已退回补正。"
    )
    worklist.close_items(reelection, REVIEW_ITEM, actor=actor)
    worklist.open_item(
        MEND_ITEM,
        subject=reelection,
        title=f"补正{reelection.get_kind_display()}材料",
        url_name="org:reelections:detail",
        organization=reelection.organization_id,
    )
    notices.tell(reelection, "returned")
    record(reelection, "send_back", actor, round=reelection.round)


def _note_outcomes(reelection: Reelection, results: Mapping[int, str]) -> None:
    for one in queries.candidates_of(reelection):
        one.outcome = results[one.pk]
        one.save(update_fields=["outcome"])


@transaction.atomic
def review(
    reelection: Reelection, *, actor: Actor, results: Mapping[int, str] | None = None, comment: str = ""
) -> None:
    """审核: all pass, and another person confirms. What does not fit is passed with words on what was looked into.

    Raises Refusal, CommentRequired and what perform raises.
    """
    lock(reelection)
    results = results or {}
    if not reelection.is_extension:
        check_results(reelection, results)
        if any(value != Result.PASS for value in results.values()):
            raise Refusal("有候选人未通过，请退回补正，由社会组织更换人选或者补充材料。")
    if _doubts(reelection, actor) and not comment.strip():
        raise CommentRequired("有单位未同意，或者有与任职规定不一致的情形：审核通过须写明核实情况。")
    perform(reelection, "review", actor=actor, comment=comment)
    if results:
        _note_outcomes(reelection, results)
    record(reelection, "review", actor, round=reelection.round)


def _doubts(reelection: Reelection, actor: Actor) -> bool:
    now = reelection.opinions.filter(round=reelection.round)
    if now.exclude(state=OpinionState.GIVEN, result=Result.PASS).exists():
        return True
    return any(one.hints for one in queries.judged(reelection, queries.candidates_of(reelection), actor))


@transaction.atomic
def confirm(reelection: Reelection, *, actor: Actor, comment: str = "") -> None:
    """复核: by another person; the opinion gets its number. Raises Refusal and what perform raises."""
    lock(reelection)
    if reelection.is_extension:
        raise WrongState("延期换届请使用“批准延期”或者“不予批准”。")
    perform(
        reelection, "confirm", actor=actor, comment=comment, letter_on=clock.today(), due_on=_meeting_due(reelection)
    )
    outcomes = {one.pk: one.outcome for one in queries.candidates_of(reelection)}
    keep_reviews(reelection, Side.AUTHORITY, outcomes, actor, actor.department_id)
    worklist.close_items(reelection, REVIEW_ITEM, actor=actor)
    worklist.open_item(
        MEET_ITEM,
        subject=reelection,
        title=f"{reelection.get_kind_display()}审核通过，请发会议通知",
        url_name="org:reelections:detail",
        organization=reelection.organization_id,
        due_on=reelection.due_on,
    )
    notices.tell(reelection, "cleared")
    record(reelection, "confirm", actor, round=reelection.round)
    _number(reelection, documents.REVIEW)


def _meeting_due(reelection: Reelection) -> datetime.date | None:
    """The last day for the notice: so many days before the end of the term, or before the day that was planned."""
    its = queries.numbers(reelection.organization)
    days = its.number(LimitKind.NOTICE, "days", 10) * ONE_DAY
    last = reelection.term.last_day_on(clock.today()) if reelection.is_term and reelection.term else None
    for day in (last, reelection.planned_on):
        if day and day - days >= clock.today():
            return day - days
    return last or reelection.planned_on


def _number(reelection: Reelection, kind: str) -> None:
    reelection.letter_number = documents.take_number(reelection, kind)
    reelection.save(update_fields=["letter_number"])


@transaction.atomic
def approve(reelection: Reelection, *, actor: Actor, comment: str = "") -> None:
    """批准延期: the term is extended from today on. Raises Refusal and what perform raises."""
    _only_extension(reelection)
    perform(
        reelection,
        "approve",
        actor=actor,
        comment=comment,
        letter_on=clock.today(),
        closed_on=clock.today(),
        due_on=None,
    )
    _number(reelection, documents.EXTENSION)
    officers.extend(
        reelection.term, actor=actor, until=reelection.extend_until, approved_on=clock.today(),
        document=reelection.letter_number,
    )  # fmt: skip
    _decided(reelection, actor, "approve")


@transaction.atomic
def refuse(reelection: Reelection, *, actor: Actor, comment: str) -> None:
    """不予批准. Raises CommentRequired and what perform raises."""
    _only_extension(reelection)
    perform(
        reelection,
        "refuse",
        actor=actor,
        comment=comment,
        letter_on=clock.today(),
        closed_on=clock.today(),
        due_on=None,
    )
    _number(reelection, documents.EXTENSION)
    _decided(reelection, actor, "refuse")


def _only_extension(reelection: Reelection) -> None:
    lock(reelection)
    if not reelection.is_extension:
        raise WrongState("只有延期换届可以批准或者不予批准。")
    if reelection.state != ReelectionState.CONFIRMING:
        raise WrongState(f"当前状态为“{reelection.get_state_display()}”，请刷新页面查看最新情况。")


def _decided(reelection: Reelection, actor: Actor, verb: str) -> None:
    worklist.close_items(reelection, actor=actor)
    notices.tell(reelection, "decided")
    record(reelection, verb, actor)
