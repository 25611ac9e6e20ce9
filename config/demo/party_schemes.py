"""评星定级、示范点、经费 of 综合党委: a star round that is done and one that runs, four sites with two named, money of
two years with one grant still due. 霁川市仁和医养中心 has five stars, was groomed and then named, and got 50,000 and
20,000 yuan, each once. 听澜街道第一联合党支部 rates itself in a round of its district."""

import datetime
import random
from collections.abc import Callable
from decimal import Decimal

from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from core.access.actor import Actor
from core.access.roles import role
from core.access.scope import Scope, ScopeKind
from core.identity.models import User
from party_building.funds import actions as funds
from party_building.funds.models import Grant, GrantRule
from party_building.funds.states import GrantState, SpendingKind
from party_building.model_sites import actions as sites
from party_building.model_sites.models import ModelSite, SiteScheme
from party_building.model_sites.states import SiteState
from party_building.party_units import actions as units
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitKind, UnitLevel
from party_building.star_ratings import actions as stars
from party_building.star_ratings.models import StarEntry, StarRound
from party_building.star_ratings.states import EntryState
from registry.organizations.states import ResponsibilityKind

ORGAN, DISTRICT_ORGAN, SECOND = "综合党委", "望澜区委社会工作部", "yelan"
RENHE, JOINT, ZITHER = "霁川市仁和医养中心", "听澜街道第一联合党支部", "霁川市琴筝学会"
RATED, SELF_RATED, FIVE_STARS, SITES = 22, 12, 3, 4
CRITERIA = (
    ("组织健全", 20, "班子配备、按期换届、党员教育管理的实际情况"),
    ("作用发挥", 30, "在本组织重大事项和业务发展中起到什么作用"),
    ("服务群众", 30, "为会员和群众解决了哪些实际问题"),
    ("规范运行", 20, "内部治理和经费使用是否规范"),
)
FULL = [Decimal(row[1]) for row in CRITERIA]


def live(world: World, window: Window) -> int:
    due = [(day, act) for day, act in _ACTS if window.holds(day)]
    for day, act in due:
        with at(day, 10):
            act(world)
    return len(due)


def _first(world: World, organ: str = ORGAN) -> Actor:
    return world.office(world.departments[organ], "party_officer")


def _second(world: World, organ: str = ORGAN) -> Actor:
    """Her colleague: who proposes does not confirm, who prepares does not pay."""
    user = User.objects.filter(username=SECOND).first() if organ == ORGAN else None
    its, department = role("party_officer"), world.departments[organ]
    return Actor(
        user_id=user.pk if user else None, name=user.name if user else department.name, seat_key="demo:office",
        role=its.key, audience=its.audience, scope=Scope(its.scope_kind, (department.pk,)),
        department_id=department.pk, department_name=department.name, permissions=its.permissions,
    )  # fmt: skip


def _secretary(unit: PartyUnit) -> Actor:
    its = role("branch_secretary")
    seats = unit.organization.account_seats.filter(role=its.key).order_by("pk")
    return Actor(
        user_id=seats.values_list("user_id", flat=True).first(), name=unit.name, seat_key="demo:secretary",
        role=its.key, audience=its.audience, scope=Scope(ScopeKind.ORGANIZATION, (unit.organization_id,)),
        organization_id=unit.organization_id, permissions=its.permissions,
    )  # fmt: skip


def _units(world: World) -> list[PartyUnit]:
    """仁和 first, the others by their organization's code: the same ones however the city is lived."""
    rows = PartyUnit.objects.filter(
        superior=world.departments[ORGAN], kind=UnitKind.OWN, dissolved_on=None, parent=None,
        organization__isnull=False, established_on__lt=datetime.date(2025, 1, 1),
    ).select_related("superior", "organization")  # fmt: skip
    first = [_renhe(world)]
    others = [row for row in rows.order_by("organization__uscc", "pk") if row.pk != first[0].pk]
    return [*first, *others][:RATED]


def _renhe(world: World) -> PartyUnit:
    found = PartyUnit.objects.filter(organization=world.organization_ids[world.by_name[RENHE].plan.serial])
    return found.select_related("superior", "organization").order_by("pk")[0]


def _set_up_renhe(world: World) -> None:
    body = world.by_name[RENHE]
    pk = world.organization_ids[body.plan.serial]
    if PartyUnit.objects.filter(organization=pk).exists():
        return
    day = datetime.date(2024, 12, 3)
    organ = world.departments[body.office_on(ResponsibilityKind.PARTY, day)]
    units.establish(
        actor=world.office(organ, "party_officer"), name=f"{RENHE}党支部", level=UnitLevel.BRANCH,
        form=UnitForm.STANDALONE, superior=organ, established_on=day, organization=world.organization(body),
        document=f"关于同意成立{RENHE}党支部的批复",
    )  # fmt: skip


# The star round of 2025, and that of 2026.


def _open(world: World, organ: str, *, title: str, document: str, until: datetime.date) -> None:
    actor = _first(world, organ)
    made = stars.create(
        world.departments[organ], actor=actor, title=title, year=until.year, document=document, assess_until=until,
        valid_years=2,
    )  # fmt: skip
    for name, maximum, counts in CRITERIA:
        stars.add_criterion(made, actor=actor, name=name, maximum=Decimal(maximum), counts=counts)
    stars.open_round(made, actor=actor)


def _round(world: World, year: int, organ: str = ORGAN) -> StarRound:
    return StarRound.objects.select_related("department").get(department=world.departments[organ], year=year)


def _points(entry: StarEntry, share: float) -> dict[int, tuple[Decimal, str]]:
    """So much of every criterion's maximum, to half a point."""
    rows = entry.round.criteria.all()
    half = Decimal("0.5")
    return {row.pk: (min(round(row.maximum * Decimal(str(share)) / half) * half, row.maximum), "") for row in rows}


def _share(unit: PartyUnit, number: int) -> float:
    if number < FIVE_STARS:
        return 0.97
    return 0.58 + 0.34 * random.Random(f"stars:{unit.organization.uscc}:{unit.name}").random()


def _enter(world: World, year: int, count: int, own: int) -> None:
    round_ = _round(world, year)
    for number, unit in enumerate(_units(world)[:count]):
        if number >= own:
            stars.nominate(round_, unit, actor=_first(world))
            continue
        secretary = _secretary(unit)
        entry = stars.join(round_, unit, actor=secretary)
        points = _points(entry, min(_share(unit, number) + 0.03, 1.0))
        stars.write_own(entry, actor=secretary, version=entry.version, points=points)
        if year == 2025 or number % 3:
            stars.submit(entry, actor=secretary)


def _rate(world: World, year: int, count: int) -> None:
    round_ = _round(world, year)
    numbers = {unit.pk: number for number, unit in enumerate(_units(world))}
    rows = round_.entries.filter(state=EntryState.SUBMITTED).select_related("round__department", "unit__organization")
    for entry in rows.order_by("pk")[:count]:
        share = _share(entry.unit, numbers.get(entry.unit_id, RATED))
        stars.assess(entry, actor=_first(world), version=entry.version, points=_points(entry, share))


def _confirm(world: World, year: int) -> None:
    rows = _round(world, year).entries.filter(state=EntryState.PROPOSED).select_related("round__department", "unit")
    for entry in rows.order_by("pk"):
        stars.confirm(entry, actor=_second(world))


def _publish(world: World) -> None:
    stars.publish(
        _round(world, 2025), actor=_second(world), document="霁社党委〔2025〕31号",
        valid_from=datetime.date(2025, 11, 10),
    )  # fmt: skip


def _joint(world: World) -> PartyUnit | None:
    rows = PartyUnit.objects.select_related("superior", "organization")
    return rows.filter(name=JOINT, organization__isnull=False, superior=world.departments[DISTRICT_ORGAN]).first()


def _rate_joint(world: World) -> None:
    unit = _joint(world)
    if unit is not None:
        secretary = _secretary(unit)
        entry = stars.join(_round(world, 2026, DISTRICT_ORGAN), unit, actor=secretary)
        stars.write_own(entry, actor=secretary, version=entry.version, points=_points(entry, 0.9))


# Model sites.


def _begin_scheme(world: World, organ: str, document: str) -> None:
    sites.create_scheme(
        world.departments[organ], actor=_first(world, organ), name="社会组织党建工作示范点创建", document=document,
        requirements="看作用发挥和服务成效，不看台账和照片。", valid_years=3, begun_on=clock.today(),
    )  # fmt: skip


def _scheme(world: World, organ: str = ORGAN) -> SiteScheme:
    return SiteScheme.objects.select_related("department").get(department=world.departments[organ])


def _nominate_sites(world: World) -> None:
    for unit in _units(world)[:SITES]:
        sites.nominate(
            _scheme(world), actor=_first(world), unit=unit, name=f"{unit.organization.name}党建工作示范点",
            reason="党组织作用发挥明显，服务群众有成效。",
        )  # fmt: skip


def _sites(state: str) -> list[ModelSite]:
    rows = ModelSite.objects.filter(state=state).select_related("scheme__department", "unit__superior", "organization")
    return list(rows.order_by("pk"))


def _groom(world: World) -> None:
    for site in _sites(SiteState.APPLIED):
        sites.groom(
            site, actor=_first(world), document="霁社党委〔2025〕12号", since=datetime.date(2025, 4, 10)
        )  # fmt: skip


def _check(world: World) -> None:
    for site in _sites(SiteState.GROOMED)[:2]:
        sites.check(
            site, actor=_first(world), opinion="现场查看，符合创建要求。", checked_on=datetime.date(2026, 4, 8)
        )  # fmt: skip


def _name(world: World) -> None:
    for site in _sites(SiteState.CHECKED):
        sites.name_site(
            site, actor=_second(world), document="霁社党委〔2026〕9号", since=datetime.date(2026, 4, 20),
            until=datetime.date(2029, 4, 19),
        )  # fmt: skip


def _apply(world: World) -> None:
    unit = _units(world)[SITES]
    sites.apply_for(
        _scheme(world), actor=_secretary(unit), organization=unit.organization, unit=unit,
        name=f"{unit.organization.name}党建工作示范点", reason="长期开展便民服务，会员单位反映良好。",
    )  # fmt: skip


def _apply_joint(world: World) -> None:
    unit = _joint(world)
    if unit is not None:
        sites.apply_for(
            _scheme(world, DISTRICT_ORGAN), actor=_secretary(unit), organization=unit.organization, unit=unit,
            name="听澜联合党建工作示范点", reason="三家单位联合开展服务，居民反映良好。",
        )  # fmt: skip


# Money.


def _budget(world: World, year: int, yuan: str) -> None:
    funds.set_budget(
        world.departments[ORGAN], actor=_first(world), year=year, budget_yuan=Decimal(yuan),
        document=f"霁社党委〔{year}〕2号",
    )  # fmt: skip


def _prepare_sites(world: World) -> None:
    """One of the four is left: it stands in the list of what is due."""
    rule = GrantRule.objects.get(code="model_site")
    for site in _sites(SiteState.GROOMED)[: SITES - 1]:
        funds.prepare(
            world.departments[ORGAN], actor=_first(world), unit=site.unit, rule=rule, subject=site,
            purpose=f"{rule.title}：{site.name}",
        )  # fmt: skip


def _prepare_award(world: World) -> None:
    unit, rule = _renhe(world), GrantRule.objects.get(code="grade_4a")
    funds.prepare(
        world.departments[ORGAN], actor=_first(world), unit=unit, rule=rule, subject=unit.organization,
        purpose=f"{rule.title}：{unit.organization.name}",
    )  # fmt: skip


def _prepare_work(world: World) -> None:
    for number, unit in enumerate(_units(world)):
        funds.prepare(
            world.departments[ORGAN], actor=_first(world), unit=unit, purpose="2026年党组织工作经费",
            grant_yuan=Decimal(3000 + 500 * (number % 5)),
        )  # fmt: skip
    unit = _joint(world)
    if unit is not None:
        funds.prepare(
            world.departments[DISTRICT_ORGAN], actor=_first(world, DISTRICT_ORGAN), unit=unit,
            purpose="2026年联合党支部工作经费", grant_yuan=Decimal(3000),
        )  # fmt: skip


def _pay(world: World, document: str, day: datetime.date) -> None:
    rows = Grant.objects.filter(state=GrantState.PREPARED).select_related("department", "unit").order_by("pk")
    for grant in rows:
        organ = grant.department.short_name
        funds.pay(grant, actor=_second(world, organ), document=document, granted_on=day)


def _spend(world: World) -> None:
    kinds = (SpendingKind.BOOKS, SpendingKind.TRAINING, SpendingKind.ACTIVITY, SpendingKind.PREMISES)
    purposes = ("购买学习书籍", "参加党务培训", "开展便民服务", "更新活动室设施")
    joint = _joint(world)
    for unit in [*_units(world), *([joint] if joint else [])]:
        dice = random.Random(f"spending:{unit.organization.uscc}:{unit.name}")
        for _ in range(dice.choice((1, 2, 2, 3))):
            which = dice.randrange(len(kinds))
            spent_on = datetime.date(2026, 3, 16) + datetime.timedelta(dice.randrange(50))
            yuan = Decimal(dice.randrange(18_000, 130_000)) / 100
            funds.spend(
                unit, actor=_secretary(unit), spent_on=spent_on, kind=kinds[which], purpose=purposes[which],
                spent_yuan=yuan, overrun_reason="先行垫付，待下次拨付。",
            )  # fmt: skip


def _day(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, day)


_ACTS: tuple[tuple[datetime.date, Callable[[World], object]], ...] = (
    (_day(2024, 12, 3), _set_up_renhe),
    (_day(2025, 1, 15), lambda world: _budget(world, 2025, "1200000")),
    (_day(2025, 3, 3), lambda world: _begin_scheme(world, ORGAN, "霁社党委〔2025〕8号")),
    (_day(2025, 3, 20), _nominate_sites),
    (_day(2025, 4, 10), _groom),
    (_day(2025, 5, 12), _prepare_sites),
    (_day(2025, 5, 20), lambda world: _pay(world, "霁社党委〔2025〕16号", _day(2025, 5, 20))),
    (_day(2025, 9, 1), lambda world: _open(world, ORGAN, title="2025年社会组织党组织评星定级",
                                           document="霁社党委〔2025〕20号", until=_day(2025, 9, 30))),
    (_day(2025, 9, 10), lambda world: _enter(world, 2025, RATED, SELF_RATED)),
    (_day(2025, 10, 15), lambda world: _rate(world, 2025, RATED)),
    (_day(2025, 10, 22), lambda world: _confirm(world, 2025)),
    (_day(2025, 10, 27), lambda world: stars.announce(_round(world, 2025), actor=_first(world))),
    (_day(2025, 11, 6), _publish),
    (_day(2025, 12, 2), _prepare_award),
    (_day(2025, 12, 10), lambda world: _pay(world, "霁社党委〔2025〕36号", _day(2025, 12, 10))),
    (_day(2026, 1, 14), lambda world: _budget(world, 2026, "1440000")),
    (_day(2026, 3, 10), _prepare_work),
    (_day(2026, 3, 12), lambda world: _pay(world, "霁社党委〔2026〕6号", _day(2026, 3, 12))),
    (_day(2026, 4, 8), _check),
    (_day(2026, 4, 13), lambda world: _begin_scheme(world, DISTRICT_ORGAN, "望社工〔2026〕4号")),
    (_day(2026, 4, 20), _name),
    (_day(2026, 5, 6), lambda world: _open(world, ORGAN, title="2026年社会组织党组织评星定级",
                                           document="霁社党委〔2026〕11号", until=_day(2026, 6, 30))),
    (_day(2026, 5, 7), lambda world: _open(world, DISTRICT_ORGAN, title="2026年望澜区社会组织党组织评星定级",
                                           document="望社工〔2026〕5号", until=_day(2026, 6, 30))),
    (_day(2026, 5, 8), _spend),
    (_day(2026, 5, 13), lambda world: _enter(world, 2026, 9, 7)),
    (_day(2026, 5, 14), _rate_joint),
    (_day(2026, 5, 15), _apply_joint),
    (_day(2026, 5, 25), _apply),
    (_day(2026, 5, 27), lambda world: _rate(world, 2026, 2)),
)  # fmt: skip
