"""A round from its plan to its results, and what becomes of a result later."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import end_fact, set_fact
from core.departments.models import Department
from core.forms.versions import check_version
from core.identity.actions import require
from core.workdays.calendar import add_workdays
from core.workflow.errors import Refusal, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from party_building.star_ratings import notices, queries
from party_building.star_ratings.models import StarCriterion, StarRating, StarRound
from party_building.star_ratings.states import CONFIRM, EDIT, FULL_MARKS, EntryState, RoundState

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def create(department: Department, *, actor: Actor, copies_last: bool = False, **fields) -> StarRound:
    """`fields` are title, year, document, assess_until, objection_workdays, valid_years. `copies_last` takes the
    criteria of the organ's last round over. Raises NotPermitted, NotCompetent, Refusal without a document."""
    require(actor, EDIT, "拟定评星定级方案")
    round_ = StarRound(department=department, **fields)
    check_competent(round_, actor=actor, label="拟定评星定级方案")
    _check(round_)
    last = StarRound.objects.filter(department=department).order_by("-year", "-pk").first() if copies_last else None
    round_.save(force_insert=True)
    if last is not None:
        names = ("name", "maximum", "counts", "position")
        StarCriterion.objects.bulk_create(
            StarCriterion(round=round_, **{name: getattr(row, name) for name in names}) for row in last.criteria.all()
        )
    log(round_, "create", actor=actor)
    audit.record("star_ratings.create", actor=actor, subject=round_)
    return round_


def _check(round_: StarRound) -> None:
    if not round_.document.strip():
        raise Refusal("开展评星定级须有批准文件，请填写文件名称和文号。")


@transaction.atomic
def edit(round_: StarRound, *, actor: Actor, version: int | None, **fields) -> None:
    """While it runs the last day of self-assessment may move; the rest is fixed once the round is open."""
    require(actor, EDIT, "修改评星定级方案")
    check_competent(round_, actor=actor, label="修改评星定级方案")
    check_version(round_, version)
    if round_.state not in (RoundState.DRAFT, RoundState.OPEN):
        raise WrongState(f"本轮{round_.get_state_display()}，不能修改方案。")
    changed = {name: value for name, value in fields.items() if getattr(round_, name) != value}
    if round_.state == RoundState.OPEN and set(changed) - {"assess_until"}:
        raise Refusal("本轮已启动，只能调整自评截止日期。")
    for name, value in changed.items():
        setattr(round_, name, value)
    _check(round_)
    round_.version += 1
    round_.save(update_fields=[*changed, "version"])
    audit.record("star_ratings.edit", actor=actor, subject=round_, fields=sorted(changed))


@transaction.atomic
def add_criterion(round_: StarRound, *, actor: Actor, name: str, maximum: Decimal, counts: str) -> StarCriterion:
    """Raises Refusal with the reason where the law forbids to score it, WrongState once the round is open."""
    _hold_draft(round_, actor)
    barred = queries.barred_by((name, counts), clock.today())
    if barred is not None:
        basis = barred.source if barred.is_verified else f"{barred.source}（条文待核）"
        raise Refusal(f"{barred.reason}，请改为看实际成效。依据：{basis}。")
    if round_.criteria.filter(name=name.strip()).exists():
        raise Refusal(f"本轮已有指标“{name.strip()}”。")
    row = StarCriterion.objects.create(
        round=round_,
        name=name.strip(),
        maximum=maximum,
        counts=counts.strip(),
        position=round_.criteria.count() + 1,
    )
    audit.record("star_ratings.add_criterion", actor=actor, subject=round_, criterion=row.pk)
    return row


@transaction.atomic
def remove_criterion(criterion: StarCriterion, *, actor: Actor) -> None:
    round_ = criterion.round
    _hold_draft(round_, actor)
    audit.record("star_ratings.remove_criterion", actor=actor, subject=round_, criterion=criterion.pk)
    criterion.delete()


def _hold_draft(round_: StarRound, actor: Actor) -> None:
    require(actor, EDIT, "修改评定指标")
    check_competent(round_, actor=actor, label="修改评定指标")
    lock(round_)
    if round_.state != RoundState.DRAFT:
        raise WrongState("本轮已启动，评定指标不能再改。")


@transaction.atomic
def open_round(round_: StarRound, *, actor: Actor) -> None:
    """Raises Refusal unless the criteria add up to a hundred and the last day of self-assessment lies ahead."""
    lock(round_)
    total = round_.criteria.aggregate(total=Sum("maximum"))["total"] or 0
    if total != FULL_MARKS:
        raise Refusal(f"各项指标满分合计应为{FULL_MARKS}分，现为{total:g}分。")
    if round_.assess_until < clock.today():
        raise Refusal(f"自评截止日期{round_.assess_until:%Y-%m-%d}已过，请先调整。")
    perform(round_, "open", actor=actor, opened_on=clock.today())
    audit.record("star_ratings.open", actor=actor, subject=round_)


@transaction.atomic
def announce(round_: StarRound, *, actor: Actor) -> None:
    """公示 inside the line: every unit that took part is confirmed by now, and may object until the window closes."""
    lock(round_)
    _refuse(queries.hindrances(round_))
    today = clock.today()
    until = add_workdays(today, round_.objection_workdays)
    perform(round_, "announce", actor=actor, objections_from=today, objections_until=until)
    for entry in round_.entries.filter(state=EntryState.CONFIRMED).select_related("unit"):
        notices.tell_unit(entry, "announced")
    audit.record("star_ratings.announce", actor=actor, subject=round_, until=until)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refusal("".join(reasons))


@transaction.atomic
def publish(round_: StarRound, *, actor: Actor, document: str, valid_from: datetime.date) -> int:
    """The stars hold from `valid_from` for the round's years; units below one star get none. Returns the ratings.

    Raises Refusal while the window is open, an objection waits or a unit is not confirmed; FactRefused.
    """
    lock(round_)
    _refuse(queries.hindrances(round_))
    if not document.strip():
        raise Refusal("公布结果须有通报文号。")
    perform(round_, "publish", actor=actor, published_on=clock.today(), result_document=document.strip()[:200])
    last_day = _years_later(valid_from, round_.valid_years) - ONE_DAY
    made = 0
    for entry in round_.entries.filter(state=EntryState.CONFIRMED).select_related(
        "unit__superior", "round__department"
    ):
        perform(entry, "settle", actor=actor)
        made += _give(entry, valid_from, last_day, document.strip()[:200])
        notices.tell_unit(entry, "published")
    audit.record("star_ratings.publish", actor=actor, subject=round_, ratings=made, valid_from=valid_from)
    return made


def _give(entry, valid_from: datetime.date, last_day: datetime.date, document: str) -> int:
    """What was in force before ends the day before, also where the unit gets no star now."""
    if not entry.stars:
        before = StarRating.objects.on(valid_from).filter(unit=entry.unit, valid_from__lt=valid_from).first()
        if before is not None:
            end_fact(before, last_day=valid_from - ONE_DAY)
        return 0
    said = {"stars": entry.stars, "points": entry.points, "round": entry.round}
    rating = set_fact(StarRating, entry.unit, values=said, valid_from=valid_from, document=document)
    if rating.valid_to is None or rating.valid_to > last_day:
        end_fact(rating, last_day=last_day)
    return 1


def _years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


@transaction.atomic
def stop(round_: StarRound, *, actor: Actor, comment: str) -> None:
    """With the reason; the units are free for another round. Raises CommentRequired and what perform raises."""
    perform(round_, "stop", actor=actor, comment=comment)
    for entry in round_.entries.standing().select_related("unit__superior", "round__department"):
        perform(entry, "exclude", actor=actor, comment=comment)
    audit.record("star_ratings.stop", actor=actor, subject=round_)


@transaction.atomic
def withdraw_rating(
    rating: StarRating, *, actor: Actor, withdrawn_on: datetime.date, reason: str, document: str
) -> None:
    """撤销: from `withdrawn_on` on the unit has no stars. Raises NotPermitted, NotCompetent, Refusal, FactRefused."""
    require(actor, CONFIRM, "撤销星级")
    check_competent(rating, actor=actor, label="撤销星级")
    lock(rating)
    if not reason.strip() or not document.strip():
        raise Refusal("撤销星级须写明理由和文号。")
    if rating.withdrawn_on is not None:
        raise Refusal(f"该星级已于{rating.withdrawn_on:%Y-%m-%d}撤销。")
    if not rating.is_on(withdrawn_on) or withdrawn_on == rating.valid_from:
        raise Refusal("撤销日期须在星级有效期内，且晚于起始日期。")
    end_fact(rating, last_day=withdrawn_on - ONE_DAY)
    rating.withdrawn_on, rating.withdrawal_reason = withdrawn_on, reason.strip()[:300]
    rating.withdrawal_document = document.strip()[:200]
    rating.save(update_fields=["withdrawn_on", "withdrawal_reason", "withdrawal_document"])
    audit.record("star_ratings.withdraw_rating", actor=actor, subject=rating.unit, rating=rating.pk, on=withdrawn_on)
