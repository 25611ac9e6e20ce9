"""报送: the list or the application goes to the offices; whoever has passed it unchanged is not asked again."""

from collections.abc import Sequence

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.dated.calendar import add_months
from core.refusal import Refusal
from core.workflow.perform import perform
from registry.officers.states import LimitKind
from registry.reelections import notices, progress, queries
from registry.reelections.actions.voices import (
    FILL,
    MEND_ITEM,
    OPINE_ITEM,
    PORTAL,
    REVIEW_ITEM,
    record,
    touch,
    writing,
)
from registry.reelections.models import Candidate, CandidateReview, Reelection, ReelectionOpinion
from registry.reelections.states import OpinionState, ReelectionState, Result, Side


@transaction.atomic
def submit(reelection: Reelection, *, actor: Actor) -> None:
    """Raises Refusal with what is missing, NotPermitted, NotCompetent, WrongState."""
    writing(reelection, actor, "报送")
    candidates = queries.candidates_of(reelection)
    its = queries.numbers(reelection.organization)
    if reelection.is_extension:
        check_extension(reelection, its)
    else:
        _check_list(reelection, candidates, actor)
    if reelection.competent_department_id is None:
        raise Refusal("本组织的监督管理机关尚未明确，暂时不能报送。请与登记管理机关联系。")
    today = clock.today()
    perform(reelection, "submit", actor=actor, submitted_on=today, round=reelection.round + 1, due_on=None)
    worklist.close_items(reelection, FILL, actor=actor)
    worklist.close_items(reelection, MEND_ITEM, actor=actor)
    for side in (Side.DEPARTMENT,) if reelection.is_extension else (Side.DEPARTMENT, Side.PARTY):
        _ask(reelection, side, candidates, its)
    record(reelection, "submit", actor, round=reelection.round)
    advance(reelection)


def _check_list(reelection: Reelection, candidates: Sequence[Candidate], actor: Actor) -> None:
    if not candidates:
        raise Refusal("请先填报候选人。")
    if not reelection.planned_on or not reelection.meeting:
        raise Refusal("请先填写拟召开的会议和日期。")
    if missing := queries.missing_posts(reelection, candidates):
        raise Refusal(f"候选人名单中还没有{'、'.join(missing)}人选。")
    for one in queries.judged(reelection, candidates, actor):
        blocking = next((hint for hint in one.hints if hint.limit.blocks), None)
        if blocking:
            raise Refusal(f"{one.person.name}（{one.label}）：{blocking.text}依据：{blocking.limit.title}。")
        if one.hints and not one.accepted_reason:
            raise Refusal(
                f"{one.person.name}（{one.label}）与任职规定不一致：{one.hints[0].text}请更换人选，或者写明说明后再报送。"
            )


def check_extension(reelection: Reelection, its: queries.Numbers) -> None:
    """Raises Refusal: too long, not decided by the council, without a reason."""
    term, until = reelection.term, reelection.extend_until
    if not until or not reelection.council_on or not reelection.reason.strip():
        raise Refusal("请先填写延期理由、拟延期至的日期和理事会决定的情况。")
    if term.extended_until:
        raise Refusal(f"第{term.term_no}届已延期一次，每届只能延期一次。")
    months = its.number(LimitKind.EXTENSION, "max_months", 12)
    latest = add_months(term.term_end, months)
    if not term.term_end < until <= latest:
        raise Refusal(f"延期须晚于届满日期{term.term_end:%Y-%m-%d}，最长{months}个月，不能晚于{latest:%Y-%m-%d}。")
    total, present, votes = reelection.council_total, reelection.council_present, reelection.council_votes
    if total is None or present is None or votes is None or not votes <= present <= total:
        raise Refusal("请核对理事人数、到会人数和同意票数。")
    rule = its.of(LimitKind.QUORUM)
    if present < queries.needed_present(total, rule):
        raise Refusal(
            f"理事会应到{total}人，须有{queries.needed_present(total, rule)}人到会，实到{present}人，决定无效。"
        )
    if votes * 2 <= present:
        raise Refusal(f"到会{present}人，同意{votes}票，未过半数。")


def _ask(reelection: Reelection, side: str, candidates: Sequence[Candidate], its: queries.Numbers) -> None:
    office, today = progress.asked_of(reelection, side), clock.today()
    if office is None:
        return
    passed = _passed_before(reelection, side, candidates)
    opinion = ReelectionOpinion.objects.create(
        reelection=reelection, round=reelection.round, side=side, department=office, asked_on=today,
        due_on=its.until(side, today),
        **({"state": OpinionState.GIVEN, "result": Result.PASS, "answered_on": passed} if passed else {}),
    )  # fmt: skip
    if passed:
        return
    worklist.open_item(
        OPINE_ITEM,
        subject=opinion,
        title=f"{reelection.get_kind_display()}征求意见：{reelection.organization.name}",
        url_name="staff:reelections:detail",
        url_args=[reelection.pk],
        department=office,
        due_on=opinion.due_on,
    )
    notices.asked(opinion)


def _passed_before(reelection: Reelection, side: str, candidates: Sequence[Candidate]):
    """The day on which this side passed all that is sent now; None where something is new to it."""
    if reelection.round == 1 or not candidates:
        return None
    reviews = CandidateReview.objects.filter(candidate__in=[one.pk for one in candidates], side=side)
    latest: dict[int, CandidateReview] = {}
    for review in reviews.order_by("round"):
        latest[review.candidate_id] = review
    fresh = [one for one in candidates if not one.outcome and one.version > 1]  # written anew since it was sent
    if fresh or set(latest) != {one.pk for one in candidates}:
        return None
    if any(review.result != Result.PASS for review in latest.values()):
        return None
    return max(review.reviewed_on for review in latest.values())


def advance(reelection: Reelection) -> None:
    """Once nobody is waited for, it is the authority's turn."""
    waiting = reelection.opinions.filter(round=reelection.round, state=OpinionState.WAITING).order_by("-due_on")
    slowest = waiting.first()
    if slowest:
        touch(reelection, due_on=slowest.due_on)
        return
    if reelection.state != ReelectionState.OPINIONS:
        return
    due = queries.numbers(reelection.organization).until("review", clock.today())
    perform(reelection, "opinions_in", actor=PORTAL, due_on=due)
    worklist.open_item(
        REVIEW_ITEM,
        subject=reelection,
        title=f"{reelection.get_kind_display()}审核：{reelection.organization.name}",
        url_name="staff:reelections:detail",
        department=reelection.competent_department_id,
        due_on=due,
    )
