"""The city while it is being lived: the plan of its bodies and reports, and the rows they have in the database."""

import datetime
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from config.demo import bodies, cast, lives, names, story
from config.demo.bodies import Body, Change
from config.demo.lives import Life, Step
from core import clock
from core.access.actor import Actor
from core.access.roles import role
from core.access.scope import Scope
from core.departments.models import Department, Region, RegionLevel
from core.identity.models import User
from registry.models import Organization

FACTORS = {"small": 1, "city": 40}


@dataclass(frozen=True)
class Window:
    """From one nightly run to the next: everything with `first` ≤ day < `night` happens in it."""

    first: datetime.date
    night: datetime.date

    def holds(self, day: datetime.date) -> bool:
        return self.first <= day < self.night

    @property
    def evening(self) -> datetime.date:
        return self.night - story.DAY


class Plan:
    """Everything that will ever happen in a city of this size, without a database."""

    def __init__(self, scale: str, streets_of: dict[str, list[str]] | None = None) -> None:
        streets = streets_of or names.STREETS_OF
        drawn = names.plans(factor=FACTORS[scale], streets_of=streets)
        self.bodies: list[Body] = list(bodies.all_bodies(drawn, streets))
        self.lives: list[Life] = [life for body in self.bodies for life in lives.lives_of(body, cast.LIVED)]
        for body in self.bodies:
            for change in cast.CHANGES.get(body.plan.name, ()):
                body.add(change.on, change.what, change.document, **change.values)

    @cached_property
    def births(self) -> list[tuple[datetime.date, int, Body]]:
        return sorted((body.plan.registered_on, body.plan.serial, body) for body in self.bodies)

    @cached_property
    def changes(self) -> list[tuple[datetime.date, int, int, Body, Change]]:
        found = [(c.on, b.plan.serial, n, b, c) for b in self.bodies for n, c in enumerate(b.changes)]
        return sorted(found, key=lambda one: one[:3])

    @cached_property
    def steps(self) -> list[tuple[datetime.datetime, int, Life, Step]]:
        found = [(step.at, life.body.plan.serial, life, step) for life in self.lives for step in life.steps]
        return sorted(found, key=lambda one: (one[0], one[1], one[2].year))

    def born_in(self, window: Window) -> list[Body]:
        return [body for _, _, body in _between(self.births, window.first, window.night)]

    def changed_in(self, window: Window) -> list[tuple[Body, Change]]:
        return [(row[3], row[4]) for row in _between(self.changes, window.first, window.night)]

    def stepped_in(self, window: Window) -> list[tuple[Life, Step]]:
        first, last = clock.start_of(window.first), clock.start_of(window.night)
        return [(row[2], row[3]) for row in _between(self.steps, first, last)]


def _between(rows: list, first, last) -> list:
    return rows[bisect_left(rows, first, key=_when) : bisect_left(rows, last, key=_when)]


def _when(row: tuple):
    return row[0]


class World(Plan):
    """The plan with its rows: offices and regions by name, organizations by serial."""

    def __init__(self, scale: str) -> None:
        self.scale = scale
        self.regions = _regions()
        self.communities: dict[int | None, list[Region]] = {}
        for region in sorted(self.regions.values(), key=lambda one: one.code):
            if region.level == RegionLevel.COMMUNITY:
                self.communities.setdefault(region.parent_id, []).append(region)
        super().__init__(scale, streets_of())
        self.departments = {one.short_name: one for one in Department.objects.filter(region__code__startswith="3799")}
        codes = dict(Organization.objects.filter(uscc__contains="3799").values_list("uscc", "pk"))
        self.organization_ids = {b.plan.serial: codes[b.plan.uscc] for b in self.bodies if b.plan.uscc in codes}
        self.by_name = {body.plan.name: body for body in self.bodies}
        self._people: dict[tuple[str, str], User] = {}
        self.filers: dict[int, tuple[datetime.date, int]] = {}  # organization → since when, account

    def seat(self, street: Region, number: int) -> Region:
        """Where in a street a body sits: two of three in one of its communities, the third known by street only."""
        communities = self.communities.get(street.pk, [])
        return communities[number % len(communities)] if communities and number % 3 else street

    def organization(self, body: Body) -> Organization:
        rows = Organization.objects.select_related("supervising_authority")
        return rows.get(pk=self.organization_ids[body.plan.serial])

    def meet_people(self, people: dict[tuple[str, str], User]) -> None:
        """From now on these persons act for their offices: (office's short name, role) → account."""
        self._people = people

    def filer_of(self, organization_id: int, at: datetime.datetime) -> int | None:
        since, user_id = self.filers.get(organization_id, (story.END, None))
        return user_id if clock.date_of(at) > since else None

    def person(self, body: Body, day: datetime.date, *, is_first: bool) -> int | None:
        """The account of whoever reviewed on that day, where the office has a demo person."""
        key = (body.reviewer_on(day), "department_officer") if is_first else (body.authority_on(day), "registry_clerk")
        user = self._people.get(key)
        return user.pk if user else None

    def office(self, department: Department, role_key: str) -> Actor:
        """The seat of this role in an office, with the demo person in it where there is one."""
        its, user = role(role_key), self._people.get((department.short_name, role_key))
        return Actor(
            user_id=user.pk if user else None, name=user.name if user else department.name, seat_key="demo:office",
            role=its.key, audience=its.audience, scope=Scope(its.scope_kind, (department.pk,)),
            department_id=department.pk, department_name=department.name, permissions=its.permissions,
        )  # fmt: skip


def _regions() -> dict[str, Region]:
    rows = Region.objects.filter(code__startswith="3799").select_related("parent")
    return {region.name: region for region in rows}


def streets_of() -> dict[str, list[str]]:
    """Streets of each district that still stands, in the order of their codes."""
    found: dict[str, list[str]] = {}
    for region in sorted(_regions().values(), key=lambda one: one.code):
        if region.level == RegionLevel.DISTRICT and region.valid_to is None:
            found.setdefault(region.name, [])
        elif region.level == RegionLevel.TOWNSHIP and region.parent:
            found[region.parent.name].append(region.name)
    return found
