"""A unit in a round: own assessment or nomination, proposal, confirmation by a second person, objections."""

from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.forms.versions import check_version
from core.identity.actions import require
from core.workflow.errors import Refusal, SamePerson, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from party_building.party_units.models import PartyUnit
from party_building.star_ratings import notices, queries
from party_building.star_ratings.models import StarEntry, StarObjection, StarRound, StarScore
from party_building.star_ratings.states import EDIT, FILL, EntryOrigin, EntryState, ObjectionState, RoundState

OPEN_FOR_RATING = (RoundState.OPEN, RoundState.OBJECTION)


@transaction.atomic
def join(round_: StarRound, unit: PartyUnit, *, actor: Actor) -> StarEntry:
    """The branch begins to rate itself. Raises NotPermitted, NotCompetent, Refusal, WrongState."""
    require(actor, FILL, "申报评星定级")
    return _entered(round_, unit, actor, "join", EntryOrigin.OWN)


@transaction.atomic
def nominate(round_: StarRound, unit: PartyUnit, *, actor: Actor) -> StarEntry:
    """By the organ: the unit is rated without rating itself. Raises as `join`."""
    require(actor, EDIT, "提名参评党组织")
    return _entered(round_, unit, actor, "nominate", EntryOrigin.NOMINATED)


def _entered(round_: StarRound, unit: PartyUnit, actor: Actor, step: str, origin: EntryOrigin) -> StarEntry:
    is_own = origin == EntryOrigin.OWN
    state = EntryState.ASSESSING if is_own else EntryState.SUBMITTED
    entry = StarEntry(round=round_, unit=unit, origin=origin, state=state)
    check_competent(entry, actor=actor, label="申报评星定级" if is_own else "提名参评党组织")
    lock(round_)
    if round_.state != RoundState.OPEN:
        raise WrongState(f"本轮{round_.get_state_display()}，不能再申报或提名。")
    _refuse_late(round_, is_own=is_own)
    lock(unit)
    if not queries.eligible(round_).filter(pk=unit.pk).exists():
        raise Refusal(f"“{unit.name}”不在本轮范围内，或者正在参加另一轮评定。")
    entry.submitted_at = None if is_own else clock.now()
    entry.save(force_insert=True)
    StarScore.objects.bulk_create(StarScore(entry=entry, criterion=row) for row in round_.criteria.all())
    log(entry, step, actor=actor)
    audit.record(f"star_ratings.{step}", actor=actor, subject=entry, unit=unit.pk)
    return entry


def _refuse_late(round_: StarRound, *, is_own: bool) -> None:
    if is_own and clock.today() > round_.assess_until:
        raise Refusal(f"自评已于{round_.assess_until:%Y-%m-%d}截止，请与{round_.department.name}联系。")


def _put(entry: StarEntry, points: dict[int, tuple[Decimal | None, str]], columns: tuple[str, str]) -> None:
    """`points`: criterion id → (points, note). Raises Refusal above the maximum, naming the criterion."""
    for score in entry.scores.select_related("criterion"):
        if score.criterion_id not in points:
            continue
        given, note = points[score.criterion_id]
        if given is not None and not 0 <= given <= score.criterion.maximum:
            raise Refusal(f"“{score.criterion.name}”得分应在0至{score.criterion.maximum:g}之间。")
        setattr(score, columns[0], given)
        setattr(score, columns[1], note.strip()[:500])
        score.save(update_fields=list(columns))


@transaction.atomic
def write_own(entry: StarEntry, *, actor: Actor, version: int | None, points: dict) -> None:
    """The branch's own points, as far as it has got. Raises NotPermitted, NotCompetent, WrongState, StaleVersion."""
    require(actor, FILL, "填写自评")
    check_competent(entry, actor=actor, label="填写自评")
    check_version(entry, version)
    if entry.state != EntryState.ASSESSING:
        raise WrongState(f"当前状态为“{entry.get_state_display()}”，不能再改自评。")
    _put(entry, points, ("own_points", "own_note"))
    entry.version += 1
    entry.save(update_fields=["version"])


@transaction.atomic
def submit(entry: StarEntry, *, actor: Actor) -> None:
    """Raises Refusal while a criterion has no points or the last day has gone by, and what perform raises."""
    lock(entry)
    missing = entry.scores.filter(own_points=None).values_list("criterion__name", flat=True)
    if missing:
        raise Refusal(f"还有{len(missing)}项没有自评：{'、'.join(missing[:3])}。")
    if entry.round.state != RoundState.OPEN:
        raise WrongState(f"本轮{entry.round.get_state_display()}，不能再提交自评。")
    _refuse_late(entry.round, is_own=True)
    perform(entry, "submit", actor=actor, submitted_at=clock.now())
    audit.record("star_ratings.submit", actor=actor, subject=entry)


@transaction.atomic
def leave(entry: StarEntry, *, actor: Actor, comment: str) -> None:
    """The branch steps back. Raises CommentRequired and what perform raises."""
    perform(entry, "leave", actor=actor, comment=comment)
    audit.record("star_ratings.leave", actor=actor, subject=entry)


@transaction.atomic
def send_back(entry: StarEntry, *, actor: Actor, comment: str) -> None:
    """The branch is asked to complete its assessment; a nominated unit has none to complete."""
    if entry.origin == EntryOrigin.NOMINATED:
        raise Refusal("上级提名的党组织没有自评，不能退回补充。")
    perform(entry, "send_back", actor=actor, comment=comment)
    notices.tell_unit(entry, "returned")
    audit.record("star_ratings.send_back", actor=actor, subject=entry)


@transaction.atomic
def assess(entry: StarEntry, *, actor: Actor, version: int | None, points: dict, comment: str = "") -> None:
    """提出拟定等级: points for every criterion; the stars follow from the thresholds of the day the round was opened.

    Raises Refusal, StaleVersion and what perform raises.
    """
    check_version(entry, version)
    if entry.round.state not in OPEN_FOR_RATING:
        raise WrongState(f"本轮{entry.round.get_state_display()}，不能再评定。")
    _put(entry, points, ("points", "note"))
    given = list(entry.scores.values_list("points", flat=True))
    if None in given:
        raise Refusal("每项指标都须给分。")
    total = sum(given, Decimal(0))
    perform(
        entry, "propose", actor=actor, comment=comment, points=total,
        stars=queries.grade_of(total, entry.round.opened_on), proposed_by_id=actor.user_id, confirmed_by_id=None,
    )  # fmt: skip
    audit.record("star_ratings.propose", actor=actor, subject=entry, points=str(total), stars=entry.stars)


@transaction.atomic
def confirm(entry: StarEntry, *, actor: Actor, comment: str = "") -> None:
    """By another person than the one who proposed. Raises SamePerson and what perform raises."""
    lock(entry)
    if actor.user_id is not None and actor.user_id == entry.proposed_by_id:
        raise SamePerson("“核定”须由另一人办理：该等级由您拟定。")
    if entry.round.state not in OPEN_FOR_RATING:
        raise WrongState(f"本轮{entry.round.get_state_display()}，不能再核定。")
    perform(entry, "confirm", actor=actor, comment=comment, confirmed_by_id=actor.user_id)
    audit.record("star_ratings.confirm", actor=actor, subject=entry, stars=entry.stars)


@transaction.atomic
def rethink(entry: StarEntry, *, actor: Actor, comment: str) -> None:
    """Back to be proposed anew. Raises CommentRequired and what perform raises."""
    if entry.round.state not in OPEN_FOR_RATING:
        raise WrongState(f"本轮{entry.round.get_state_display()}，不能再退回。")
    perform(
        entry, "rethink", actor=actor, comment=comment, points=None, stars=None, proposed_by_id=None,
        confirmed_by_id=None,
    )  # fmt: skip
    audit.record("star_ratings.rethink", actor=actor, subject=entry)


@transaction.atomic
def exclude(entry: StarEntry, *, actor: Actor, comment: str) -> None:
    """The organ takes a unit out of the round, with the reason. Raises CommentRequired and what perform raises."""
    perform(entry, "exclude", actor=actor, comment=comment)
    notices.tell_unit(entry, "excluded")
    audit.record("star_ratings.exclude", actor=actor, subject=entry)


@transaction.atomic
def object_to(entry: StarEntry, *, unit: PartyUnit, actor: Actor, reason: str) -> StarObjection:
    """A unit of the line objects to an announced result. Raises NotPermitted, Refusal outside the window."""
    require(actor, FILL, "提出异议")
    round_ = entry.round
    lock(round_)
    if not queries.own_units(actor).filter(pk=unit.pk, superior=round_.department_id).exists():
        raise Refusal("只有本线的党组织可以提出异议。")
    if round_.state != RoundState.OBJECTION or clock.today() > round_.objections_until:
        raise Refusal("不在公示期内，不能提出异议。")
    if not reason.strip():
        raise Refusal("请写明异议的内容。")
    if entry.objections.filter(raised_for=unit, state=ObjectionState.OPEN).exists():
        raise Refusal("您已提出的异议尚未答复，不能重复提出。")
    made = StarObjection.objects.create(entry=entry, raised_for=unit, reason=reason.strip()[:500])
    log(made, "object", actor=actor, comment=made.reason)
    audit.record("star_ratings.object", actor=actor, subject=entry, objection=made.pk)
    return made


@transaction.atomic
def settle_objection(objection: StarObjection, *, actor: Actor, upheld: bool, answer: str) -> None:
    """With the answer. An upheld one sends the unit back to be proposed anew, whose confirmation the round waits for.

    Raises CommentRequired and what perform raises.
    """
    step = "uphold" if upheld else "dismiss"
    perform(objection, step, actor=actor, comment=answer, answer=answer.strip()[:500])
    if upheld and objection.entry.state in (EntryState.PROPOSED, EntryState.CONFIRMED):
        rethink(objection.entry, actor=actor, comment=f"异议成立：{answer.strip()}")
    audit.record(f"star_ratings.{step}", actor=actor, subject=objection.entry, objection=objection.pk)
