"""Opinions of the department and of the party organ. What a party organ found out about a person stays with it."""

from collections.abc import Mapping

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import lock, log
from registry.reelections import queries
from registry.reelections.actions.sending import advance
from registry.reelections.actions.voices import office, record, require
from registry.reelections.models import CandidateReview, Reelection, ReelectionOpinion
from registry.reelections.states import GRAVITY, OPINE, OpinionState, ReelectionState, Result, Side


@transaction.atomic
def give(
    opinion: ReelectionOpinion,
    *,
    actor: Actor,
    results: Mapping[int, str],
    result: str = "",
    words: str = "",
    contact: str = "",
    inner_note: str = "",
) -> None:
    """`results` by candidate; an extension has none and takes `result`. Whoever does not pass something names whom the
    association may ask. Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    require(actor, OPINE, "反馈意见")
    reelection = _held(opinion)
    if not actor.is_system and actor.department_id != opinion.department_id:
        raise NotCompetent(f"“反馈意见”由{opinion.department.name}办理。您可以查看，不能办理。")
    overall = _overall(reelection, results, result)
    if overall != Result.PASS and not contact.strip():
        raise Refusal("有未通过的，请填写联系人及电话：社会组织只看到结果和向谁询问。")
    today = clock.today()
    keep_reviews(reelection, opinion.side, results, actor, opinion.department_id)
    is_party = opinion.side == Side.PARTY
    opinion.state, opinion.result, opinion.answered_on = OpinionState.GIVEN, overall, today
    opinion.words = "" if is_party else words.strip()
    opinion.contact, opinion.inner_note = contact.strip(), inner_note.strip()
    opinion.save(update_fields=["state", "result", "answered_on", "words", "contact", "inner_note"])
    log(reelection, "opine", actor=actor, comment=f"{opinion.get_side_display()}：{opinion.get_result_display()}")
    worklist.close_items(opinion, actor=actor)
    record(reelection, "opine", actor, side=opinion.side, round=opinion.round)
    advance(reelection)


def _held(opinion: ReelectionOpinion) -> Reelection:
    reelection = opinion.reelection
    lock(reelection)
    lock(opinion)
    if opinion.state != OpinionState.WAITING or reelection.state != ReelectionState.OPINIONS:
        raise WrongState(f"当前状态为“{reelection.get_state_display()}”，不能反馈意见。请刷新页面查看最新情况。")
    return reelection


def _overall(reelection: Reelection, results: Mapping[int, str], result: str) -> str:
    if reelection.is_extension:
        if result not in Result.values:
            raise Refusal("请选择意见。")
        return result
    check_results(reelection, results)
    return max(results.values(), key=GRAVITY.index)


def check_results(reelection: Reelection, results: Mapping[int, str]) -> None:
    """One result for every candidate on the list. Raises Refusal."""
    names = {one.pk: one for one in queries.candidates_of(reelection)}
    if not names:
        raise Refusal("名单中没有候选人。")
    if set(results) != set(names) or any(value not in Result.values for value in results.values()):
        raise Refusal("请逐人选择审核结果。")


def keep_reviews(reelection: Reelection, side: str, results: Mapping[int, str], actor: Actor, department_id) -> None:
    CandidateReview.objects.bulk_create(
        CandidateReview(
            candidate_id=pk, round=reelection.round, side=side, result=value, reviewed_on=clock.today(),
            department_id=department_id, user_id=actor.user_id,
        )
        for pk, value in results.items()
    )  # fmt: skip


@transaction.atomic
def skip(opinion: ReelectionOpinion, *, actor: Actor, reason: str) -> None:
    """By the authority alone: the office is silent, or need not be asked. Raises as `give`."""
    office(opinion.reelection, actor, "跳过征求意见")
    reelection = _held(opinion)
    if not reason.strip():
        raise Refusal("跳过须写明理由。")
    opinion.state, opinion.skipped_because = OpinionState.SKIPPED, reason.strip()
    opinion.save(update_fields=["state", "skipped_because"])
    log(reelection, "skip_opinion", actor=actor, comment=f"{opinion.get_side_display()}：{reason.strip()}")
    worklist.close_items(opinion, actor=actor, cancelled=True)
    record(reelection, "skip_opinion", actor, side=opinion.side)
    advance(reelection)
