"""The party line as a tree: organs, whom the joint branches cover, secretaries, terms, and what was asked lately."""

import datetime
import random

from config.demo.answers import GIVEN, SURNAMES
from config.demo.moment import at
from config.demo.story import DAY, PORTAL_OPENED
from config.demo.world import Window, World
from core.access.actor import Actor
from core.dated.calendar import add_years
from core.refusal import Refusal
from party_building.party_counts import actions as counts
from party_building.party_counts.models import PartyCount
from party_building.party_counts.states import CountSource
from party_building.party_units import actions as units
from party_building.party_units.models import CoverageLink, PartyUnit, PremisesItem, UnitTerm
from party_building.party_units.states import CommitteePostKind, CoverageKind, UnitForm, UnitKind, UnitLevel
from party_building.unit_requests import actions as requests
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import RequestKind
from registry.models import Organization
from registry.officers.models import OfficerPost
from registry.people.models import Person

CITY, BACKSTOP, WANGLAN, YANHAI = "市委社会工作部", "综合党委", "望澜区委社会工作部", "砚海区委社会工作部"
WORK_COMMITTEE = "霁川市委非公有制经济组织和社会组织工作委员会"
TINGLAN, TRADE, SCHOOL = "听澜街道第一联合党支部", "砚海区商贸联合党支部", "霁川市博文实验学校"
INDUSTRIES = {"市工业和信息化局": datetime.date(2023, 4, 18), "市教育体育局": datetime.date(2021, 11, 3)}
STREETS = {"望澜区": ("听澜街道", "枕河街道", "霁湖街道"), "砚海区": ("砚湖街道",)}
JOINED = {"霁川市琴筝学会": 1, "望澜区乐邻社工服务中心": 2, "望澜区星火编程培训学校": 2}
COUNTED, TAKEN = datetime.date(2025, 3, 3), 9
ASKED, ANSWERED = datetime.date(2026, 5, 25), datetime.date(2026, 6, 2)
WANTED_UNIT = "听澜街道商会联合党支部"
WANTED = (
    (RequestKind.REELECTION, "班子成员变动，需要提前换届。"),
    (RequestKind.DISSOLVE, "党员转出，不再具备设置条件。"),
    (RequestKind.REELECTION, "书记离任，需要提前换届。"),
)
RE_ELECTED = 0.85  # of the terms that end while the portal runs


def live(world: World, window: Window) -> int:
    count = 0
    acts = ((PORTAL_OPENED, _take_over), (COUNTED, _count), (ASKED, _ask), (ANSWERED, _answer))
    for day, act in acts:
        if window.holds(day):
            with at(day):
                count += act(world)
    return count + _re_elect(world, window)


def _officer(world: World, office: str) -> Actor:
    return world.office(world.departments[office], "party_officer")


# -- the tree ---------------------------------------------------------------------------------------------------------


def _take_over(world: World) -> int:
    """As the line brought its own tables when the portal opened."""
    made = _organs(world)
    covered = _cover(world)
    return made + covered + _branches_of_school(world) + _seat(world)


def _organs(world: World) -> int:
    root = _organ(world, WORK_COMMITTEE, UnitKind.WORK_COMMITTEE, CITY, department=CITY, on="2018-01-08")
    _organ(world, "霁川市社会组织综合党委", UnitKind.COMPREHENSIVE, CITY, department=BACKSTOP, parent=root,
           on="2018-03-12")  # fmt: skip
    for bureau, elected in INDUSTRIES.items():
        guide = world.departments[bureau]
        unit = _organ(world, f"霁川{bureau}社会组织行业党委", UnitKind.INDUSTRY, CITY, parent=root, on="2018-11-05",
                      business_guide=guide)  # fmt: skip
        units.begin_term(unit, actor=_officer(world, CITY), since=elected, document="换届批复")
    number = 4
    for district, streets in STREETS.items():
        organ = f"{district}委社会工作部"
        over = _organ(world, f"{district}委两新工委", UnitKind.WORK_COMMITTEE, CITY, department=organ, parent=root,
                      on="2018-04-02")  # fmt: skip
        for street in streets:
            _organ(world, f"{street}党工委", UnitKind.STREET, organ, parent=over, on="2018-06-01",
                   service_region=world.regions[street])  # fmt: skip
            number += 1
    return number + len(STREETS)


def _organ(world: World, name, kind, superior, *, on, department="", parent=None, **more) -> PartyUnit:
    level = UnitLevel.WORK_COMMITTEE if kind == UnitKind.WORK_COMMITTEE else UnitLevel.COMMITTEE
    new = units.NewUnit(
        name=name, kind=kind, level=level, superior=world.departments[superior], parent=parent,
        department=world.departments[department] if department else None,
        established_on=datetime.date.fromisoformat(on), document=f"关于成立{name}的通知", **more,
    )  # fmt: skip
    return units.found(new, actor=_officer(world, superior))


def _cover(world: World) -> int:
    """听澜 covers its three bodies; 商贸 covers nine, which is too many."""
    tinglan = PartyUnit.objects.get(name=TINGLAN)
    covered = set(CoverageLink.objects.on(tinglan.established_on).values_list("organization", flat=True))
    joined = [one for one in _organizations(world, JOINED) if one.pk not in covered]
    trade = PartyUnit.objects.get(name=TRADE)
    for unit, bodies, office in ((tinglan, joined, WANGLAN), (trade, _merchants(world, trade), YANHAI)):
        for body in bodies:
            units.cover(body, unit=unit, kind=CoverageKind.JOINT, actor=_officer(world, office),
                        since=unit.established_on, document=unit.document)  # fmt: skip
    return len(joined) + TAKEN


def _organizations(world: World, names) -> list[Organization]:
    return [Organization.objects.get(pk=world.organization_ids[world.by_name[name].plan.serial]) for name in names]


def _merchants(world: World, trade: PartyUnit) -> list[Organization]:
    """The first bodies of 砚海区 that were there and that no unit has ever covered."""
    plans = [
        body.plan
        for body in world.bodies
        if body.plan.district == "砚海区" and not body.ended_on and body.plan.registered_on < trade.established_on
    ]
    ids = [world.organization_ids[plan.serial] for plan in sorted(plans, key=lambda plan: plan.uscc)]
    known = set(CoverageLink.objects.filter(organization__in=ids).values_list("organization", flat=True))
    found = {one.pk: one for one in Organization.objects.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk not in known][:TAKEN]


def _branches_of_school(world: World) -> int:
    """C6: three branches under the school's general branch; the coverage stays with the highest."""
    general = PartyUnit.objects.get(name=f"{SCHOOL}党总支")
    branches = PartyUnit.objects.filter(name__startswith=SCHOOL, level=UnitLevel.BRANCH)
    for branch in branches:
        units.attach(branch, actor=_officer(world, BACKSTOP), superior=general.superior, parent=general,
                     since=PORTAL_OPENED)  # fmt: skip
    return len(branches)


# -- secretaries, terms, premises -------------------------------------------------------------------------------------


def _seat(world: World) -> int:
    """Each unit of an organization its term and secretary; some of them 负责人 of the organization at once."""
    items = list(PremisesItem.objects.all())
    count = 0
    for unit in (
        PartyUnit.objects.on(PORTAL_OPENED).filter(kind=UnitKind.OWN).select_related("superior", "organization")
    ):
        dice = random.Random(f"party seat:{unit.name}")
        actor = _officer(world, unit.superior.short_name)
        since = _last_election(unit)
        units.begin_term(unit, actor=actor, since=since, document=f"关于{unit.name}换届的批复")
        _elect(unit, actor, since, dice)
        if dice.random() < 0.6:
            seen = {item: (dice.random() < 0.8, "") for item in items}
            units.check(unit, actor=actor, seen=seen, day=max(since, datetime.date(2024, 6, 3)))
        count += 2
    return count


def _last_election(unit: PartyUnit) -> datetime.date:
    """The last third anniversary of its establishment before the portal opened."""
    day = unit.established_on
    while add_years(day, 3) < PORTAL_OPENED:
        day = add_years(day, 3)
    return day


def _elect(unit: PartyUnit, actor: Actor, since: datetime.date, dice: random.Random) -> None:
    head = _head(unit, since) if dice.random() < 0.4 else None
    person = head or _person(dice)
    units.appoint(unit, actor=actor, person=person, kind=CommitteePostKind.SECRETARY, since=since)
    if unit.level != UnitLevel.BRANCH or dice.random() < 0.25:
        for kind in CommitteePostKind.ORGANIZATION, CommitteePostKind.PUBLICITY:
            units.appoint(unit, actor=actor, person=_person(dice), kind=kind, since=since)


def _head(unit: PartyUnit, day: datetime.date) -> Person | None:
    posts = OfficerPost.objects.on(day).filter(organization=unit.organization, kind="chair").select_related("person")
    post = posts.first()
    return post.person if post else None


def _person(dice: random.Random) -> Person:
    return Person.objects.create(name=dice.choice(SURNAMES) + dice.choice(GIVEN))


def _re_elect(world: World, window: Window) -> int:
    """Terms that end in the window: most units elect again on the day after, some let it pass."""
    rows = UnitTerm.objects.filter(term_end__gte=max(window.first, PORTAL_OPENED), term_end__lt=window.night)
    done = 0
    for term in rows.filter(valid_to=None, unit__dissolved_on=None).select_related("unit__superior"):
        unit, day = term.unit, term.term_end + DAY
        dice = random.Random(f"party term:{unit.name}:{term.term_no}")
        if day < PORTAL_OPENED or unit.kind != UnitKind.OWN or dice.random() >= RE_ELECTED:
            continue
        with at(day):
            actor = _officer(world, unit.superior.short_name)
            units.begin_term(unit, actor=actor, since=day, document=f"关于{unit.name}换届的批复")
            _elect(unit, actor, day, dice)
        done += 1
    return done


# -- what was asked ---------------------------------------------------------------------------------------------------


def _count(world: World) -> int:
    """Members of those whom the two joint branches cover, as each branch reported them."""
    said = {one.pk: JOINED[one.name] for one in _organizations(world, JOINED)}
    merchants = CoverageLink.objects.on(COUNTED).filter(unit__name=TRADE).order_by("organization")
    said |= {link.organization_id: 1 + number % 2 for number, link in enumerate(merchants)}
    said |= {one.pk: 1 + number % 2 for number, one in enumerate(_neighbours(world))}
    known = set(PartyCount.objects.filter(organization__in=said).values_list("organization", flat=True))
    for organization in Organization.objects.filter(pk__in=set(said) - known).select_related("party_superior"):
        counts.count(
            organization, actor=_officer(world, organization.party_superior.short_name), since=COUNTED,
            source=CountSource.SURVEY, formal_full_time=said[organization.pk],
        )  # fmt: skip
    return len(said)


def _neighbours(world: World) -> list[Organization]:
    """Three bodies of the backstop committee with one or two members each that no unit has ever covered."""
    plans = [
        body.plan
        for body in world.bodies
        if body.plan.bureau == BACKSTOP and not body.ended_on and body.plan.registered_on < PORTAL_OPENED
    ]
    ids = [world.organization_ids[plan.serial] for plan in sorted(plans, key=lambda plan: plan.uscc)]
    known = set(CoverageLink.objects.filter(organization__in=ids).values_list("organization", flat=True))
    counts = PartyCount.objects.on(ASKED).filter(organization__in=ids, formal_full_time__range=(1, 2))
    members = dict(counts.values_list("organization", "formal_full_time"))
    able = sorted((pk for pk in ids if pk in members and pk not in known), key=lambda pk: -members[pk])
    return list(Organization.objects.filter(pk__in=able[:3]).order_by("pk"))


def _ask(world: World) -> int:
    """The split of 商贸 into three, and one request each that is being written, consented and answered."""
    _ask_to_split(world)
    mine = PartyUnit.objects.on(ASKED).filter(superior=world.departments[BACKSTOP], form=UnitForm.STANDALONE,
                                              level=UnitLevel.BRANCH, parent=None).order_by("name")  # fmt: skip
    officer = _officer(world, BACKSTOP)
    for unit, (kind, reason) in zip(mine[:3], WANTED, strict=False):
        row = requests.draft(
            actor=officer, kind=kind, unit=unit, effective_on=ANSWERED, reason=reason
        )  # fmt: skip
        _submit(row, officer)
    requests.draft(
        actor=officer, kind=RequestKind.ESTABLISH, superior=world.departments[BACKSTOP], name=WANTED_UNIT,
        level=UnitLevel.BRANCH, form=UnitForm.JOINT, bodies=_neighbours(world), effective_on=ANSWERED,
        service_region=world.regions["听澜街道"], reason="三家组织办公地点相近，便于共同开展组织生活。",
    )  # fmt: skip
    return 5


def _ask_to_split(world: World) -> None:
    trade = PartyUnit.objects.select_related("superior", "service_region").get(name=TRADE)
    links = CoverageLink.objects.on(ASKED).filter(unit=trade).select_related("organization").order_by("organization")
    bodies = [link.organization for link in links]
    parts = [(f"砚海区商贸第{word}联合党支部", bodies[place::3]) for place, word in enumerate("一二三")]
    officer = _officer(world, YANHAI)
    row = requests.draft(
        actor=officer, kind=RequestKind.SPLIT, unit=trade, effective_on=datetime.date(2026, 7, 1), parts=parts,
        reason="覆盖9个单位，超过一般不超过5个单位的规定，组织生活难以召集。",
    )  # fmt: skip
    _submit(row, officer)


def _submit(row: UnitRequest, officer: Actor) -> None:
    """What the rules do not let through stays a draft, with its findings."""
    try:
        requests.submit(row, actor=officer)
    except Refusal:
        return


def _answer(world: World) -> int:
    officer = _officer(world, BACKSTOP)
    waiting = UnitRequest.objects.open().filter(superior=world.departments[BACKSTOP], state="submitted")
    rows = list(waiting.select_related("superior", "drafter", "unit__superior").order_by("pk"))
    for row, act in zip(rows, (requests.approve, requests.refuse, requests.send_back), strict=False):
        act(row, actor=officer, comment="" if act is requests.approve else "请先与全体党员协商，再行请示。")
    return len(rows)
