"""New organizations by the thousand: the same facts and the same projection as one verb after another would write.

The property test of tests/registry/organizations/test_intake.py holds `register_many` equal to core.dated.
"""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from core import clock, text
from core.dated.actions import ONE_DAY
from core.dated.models import DatedFact
from core.departments.models import Region
from registry.organizations.facts import (
    OrganizationAddress,
    OrganizationClass,
    OrganizationFunds,
    OrganizationHeadcount,
    OrganizationName,
    OrganizationScope,
    OrganizationStanding,
    OrganizationStatus,
    Responsibility,
)
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.organizations.states import Standing, Status

DATE_UNKNOWN = "更名日期不详"

PLAIN_FIELDS = (
    "uscc",
    "uscc_override_reason",
    "legacy_reg_no",
    "org_code",
    "registered_on",
    "phone_public",
)
CLASS_FIELDS = OrganizationClass.value_fields
HEADCOUNT_FIELDS = OrganizationHeadcount.value_fields
SCOPE_FIELDS = OrganizationScope.value_fields


@dataclass(frozen=True)
class FormerName:
    """`until` is the last day the name was in force; None where the source does not say."""

    name: str
    until: datetime.date | None = None


@dataclass(frozen=True)
class Move:
    """A later change, as set_fact would write it; `values=None` ends the fact the day before `valid_from`.

    `values` carries what the fact table says (`{"status": "cancelled"}`, `{"department_id": 7}`, `{"region": region,
    "address": "…"}`); `key` tells facts of one table apart (`{"kind": "business_supervisor"}`).
    """

    model: type[DatedFact]
    valid_from: datetime.date
    values: dict[str, Any] | None
    key: dict[str, Any] = field(default_factory=dict)
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class NewOrganization:
    """One organization to register: plain columns, the facts in force when it enters, and what happened later.

    Facts begin on `facts_from` (default: `registered_on`, else the day of entry). `responsibilities` maps a
    ResponsibilityKind to a department's primary key, `region_id` is the region of the address at whatever level is
    known (None puts it on the gap list). Former names are in order, oldest first; `moves` come on top of the opening.
    """

    name: str
    org_type: str
    uscc: str = ""
    uscc_override_reason: str = ""
    legacy_reg_no: str = ""
    org_code: str = ""
    registered_on: datetime.date | None = None
    registered_funds_yuan: Any = None
    business_scope: str = ""
    industry: str = ""
    phone_public: str = ""
    is_hub: bool = False
    is_federation: bool = False

    is_industry_association: bool = False
    is_nonlocal_chamber: bool = False
    is_charity: bool = False
    has_public_fundraising: bool = False
    registration_level: str = ""
    supervision_mode: str = ""

    status: str = Status.NORMAL
    standing: str = Standing.CLEAR
    standing_ground: str = ""
    region_id: int | None = None
    address: str = ""
    responsibilities: dict[str, int] = field(default_factory=dict)
    full_time_staff: int | None = None
    part_time_staff: int | None = None
    volunteers: int | None = None
    unit_members: int | None = None
    individual_members: int | None = None

    facts_from: datetime.date | None = None
    former_names: tuple[FormerName, ...] = ()
    moves: tuple[Move, ...] = ()
    document: str = ""

    @property
    def first_day(self) -> datetime.date:
        return self.facts_from or self.registered_on or clock.today()


def name_values(name: str) -> dict[str, str]:
    name = tidy(name)
    return {"name": name, "pinyin": text.pinyin(name)[:600], "initials": text.initials(name)[:120]}


def _names(new: NewOrganization) -> list[Move]:
    """Former names first, each from the day after the one before; the current name last.

    Where the day of a change is unknown the former name stands on one day of its own, before the first day of the
    current name: search finds it, and no page of a past date shows it by guess.
    """
    undated = len(list(itertools.takewhile(lambda former: former.until is None, new.former_names)))
    begin, moves = new.first_day - undated * ONE_DAY, []
    for former in new.former_names:
        document = new.document if former.until else DATE_UNKNOWN
        moves.append(Move(OrganizationName, begin, name_values(former.name), document=document))
        begin = max(former.until or begin, begin) + ONE_DAY
    return [*moves, Move(OrganizationName, begin, name_values(new.name), document=new.document)]


def opening(new: NewOrganization) -> list[Move]:
    """The facts an organization enters with, in the order the verbs write them."""
    day, document = new.first_day, new.document

    def fact(model, values, **key):
        return Move(model, day, values, key, document)

    moves = [
        *_names(new),
        fact(OrganizationStatus, {"status": new.status}),
        fact(OrganizationClass, {name: getattr(new, name) for name in CLASS_FIELDS}),
    ]
    if new.standing != Standing.CLEAR:
        moves.append(fact(OrganizationStanding, {"standing": new.standing, "ground": new.standing_ground}))
    if new.region_id or new.address:
        moves.append(fact(OrganizationAddress, {"region_id": new.region_id, "address": new.address}))
    moves += [
        fact(Responsibility, {"department_id": department_id}, kind=str(kind))
        for kind, department_id in new.responsibilities.items()
    ]
    scope = {name: getattr(new, name) for name in SCOPE_FIELDS}
    if any(scope.values()):
        moves.append(fact(OrganizationScope, scope))
    if new.registered_funds_yuan is not None:
        moves.append(fact(OrganizationFunds, {"registered_funds_yuan": new.registered_funds_yuan}))
    counts = {name: getattr(new, name) for name in HEADCOUNT_FIELDS}
    if any(count is not None for count in counts.values()):
        moves.append(fact(OrganizationHeadcount, counts))
    return moves


def columns(new: NewOrganization) -> dict[str, Any]:
    """Columns of the row before any fact is projected on it; the name is the first one it bore."""
    return {
        **{name: getattr(new, name) for name in PLAIN_FIELDS},
        **_names(new)[0].values,
        **{name: getattr(new, name) for name in CLASS_FIELDS},
        "status": new.status,
    }


def _same(fact: DatedFact, values: dict) -> bool:
    return all(getattr(fact, name) == value for name, value in values.items())


def _timeline(moves: Sequence[Move]) -> list[DatedFact]:
    """Unsaved facts of one key, each ending the day before the next. Raises ValueError for two on one day."""
    facts: list[DatedFact] = []
    for move in sorted(moves, key=lambda one: one.valid_from):
        current = facts[-1] if facts and facts[-1].valid_to is None else None
        if current and move.values is not None and _same(current, move.values):
            continue
        if current:
            if current.valid_from >= move.valid_from:
                raise ValueError(f"two {move.model.__name__} facts begin on {move.valid_from}")
            current.valid_to = move.valid_from - ONE_DAY
        if move.values is not None:
            facts.append(move.model(valid_from=move.valid_from, document=move.document, **move.key, **move.values))
    return facts


def _on(facts: Iterable[DatedFact], day: datetime.date) -> DatedFact | None:
    for fact in facts:
        if fact.is_on(day):
            return fact
    return None


class Regions:
    """The regions of a batch with all above them, so that a projection walks up without a query."""

    def __init__(self, ids: set[int]) -> None:
        self._known: dict[int, Region] = {}
        missing = ids
        while missing:
            self._known.update(Region.objects.in_bulk(missing))
            parents = {region.parent_id for region in self._known.values() if region.parent_id}
            missing = parents - self._known.keys()
        for region in self._known.values():
            if region.parent_id:
                region.parent = self._known[region.parent_id]

    def put_on(self, fact: DatedFact) -> None:
        if isinstance(fact, OrganizationAddress) and fact.region_id:
            fact.region = self._known[fact.region_id]


def lay_out(news: Sequence[NewOrganization], *, today: datetime.date) -> list[tuple[Organization, list[DatedFact]]]:
    """Unsaved rows with their unsaved facts, the projection of `today` on them. A handful of queries for regions."""
    regions = Regions(_region_ids(news))
    return [_lay_out_one(new, regions, today) for new in news]


def _region_ids(news: Sequence[NewOrganization]) -> set[int]:
    ids = {new.region_id for new in news if new.region_id}
    moved = (move.values for new in news for move in new.moves if move.model is OrganizationAddress and move.values)
    return ids | {values["region_id"] for values in moved if values.get("region_id")}


def _lay_out_one(new: NewOrganization, regions: Regions, today: datetime.date) -> tuple[Organization, list[DatedFact]]:
    by_key: dict[tuple, list[Move]] = {}
    for move in [*opening(new), *new.moves]:
        by_key.setdefault((move.model, *sorted(move.key.items())), []).append(move)
    current, facts = columns(new), []
    for (model, *key), moves in by_key.items():
        timeline = _timeline(moves)
        for fact in timeline:
            regions.put_on(fact)
        current.update(model.projection(_on(timeline, today), dict(key)))
        facts += timeline
    return Organization(**current), facts
