"""Grouping organizations into joint branches: a set packing problem, given to HiGHS, which proves its answer.

Pure: no database. An organization is told by where it is, what it does and how many formal members it has; those
alike in all three are one class, so that the problem counts classes and patterns, not organizations. A pattern is a
branch that may be: of one street, or of one trade within a district; members together and units within the limits.
Where there are few classes every pattern is there; where there are many, those that hardly ever help are left out.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

import highspy
import numpy

COVERED = 20.0  # an organization more weighs more than any want of neighbourhood or trade
OTHER_TRADE, OTHER_STREET = 1.0, 2.0  # for each trade, each street beside the first
# Where there are more than so many classes, branches larger than the least are of at most so many trades and of one
# street: there are tens of thousands of others, and hardly ever a use for one.
FEW, LIKE = 8, 2
PROVEN = "optimal"


@dataclass(frozen=True, order=True)
class Place:
    """Where and what. `trade` may be empty: then it is alike to nobody."""

    district: int
    street: int
    trade: str


@dataclass(frozen=True)
class Candidate:
    key: int
    place: Place
    members: int


@dataclass(frozen=True)
class Limits:
    """Inclusive: at least so many formal members together, at most so many units."""

    members: int = 3
    units: int = 5
    seconds: float = 10.0


@dataclass(frozen=True)
class Group:
    """Keys of the organizations that would share a branch."""

    keys: tuple[int, ...]
    cost: float


@dataclass(frozen=True)
class Solution:
    """`bound` is what no grouping can exceed; `gap` the share by which the answer may be below it."""

    groups: tuple[Group, ...]
    left: tuple[int, ...]
    status: str
    objective: float
    bound: float
    patterns: int
    seconds: float

    @property
    def covered(self) -> int:
        return sum(len(group.keys) for group in self.groups)

    @property
    def gap(self) -> float:
        return max(0.0, (self.bound - self.objective) / self.bound) if self.bound else 0.0

    @property
    def is_proven(self) -> bool:
        return self.status == PROVEN


_Class = tuple[Place, int]
_Pattern = tuple[_Class, ...]


def solve(candidates: Iterable[Candidate], limits: Limits) -> Solution:
    """District by district: no pattern crosses one. `limits.seconds` is the time for each."""
    begun = time.monotonic()
    by_district: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_district[one.place.district].append(one)
    parts = [_district(found, limits) for _, found in sorted(by_district.items())]
    return Solution(
        groups=tuple(group for part in parts for group in part.groups),
        left=tuple(key for part in parts for key in part.left),
        status=PROVEN if all(part.is_proven for part in parts) else "time_limit",
        objective=sum(part.objective for part in parts),
        bound=sum(part.bound for part in parts),
        patterns=sum(part.patterns for part in parts),
        seconds=time.monotonic() - begun,
    )


def _district(candidates: list[Candidate], limits: Limits) -> Solution:
    waiting: dict[_Class, list[int]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: one.key):
        waiting[one.place, one.members].append(one.key)
    start = Counter(_start(waiting, limits))
    patterns = sorted(_patterns(waiting, limits) | set(start))
    if not patterns:
        left = tuple(sorted(one.key for one in candidates))
        return Solution((), left, PROVEN, 0.0, 0.0, 0, 0.0)
    available = {one: len(keys) for one, keys in waiting.items()}
    counts, status, objective, bound = _pack(patterns, available, limits, [float(start[one]) for one in patterns])
    groups = []
    for pattern, number in zip(patterns, counts, strict=True):
        for _ in range(number):
            groups.append(Group(tuple(sorted(waiting[one].pop(0) for one in pattern)), cost(pattern)))
    left = tuple(sorted(key for keys in waiting.values() for key in keys))
    return Solution(tuple(groups), left, status, objective, bound, len(patterns), 0.0)


def cost(pattern: _Pattern) -> float:
    """What is lacking in neighbourhood and in likeness of trade."""
    streets = {place.street for place, _ in pattern}
    trades = {place.trade or f"?{number}" for number, (place, _) in enumerate(pattern)}
    return OTHER_STREET * (len(streets) - 1) + OTHER_TRADE * (len(trades) - 1)


def _start(waiting: dict[_Class, list[int]], limits: Limits) -> Iterator[_Pattern]:
    """A first answer, street by street: like with like, in branches as small as the limits allow, the rest joins them.

    HiGHS improves it and proves how far it can be from the best.
    """
    streets: dict[int, list[_Class]] = defaultdict(list)
    for one, keys in sorted(waiting.items(), key=lambda item: (item[0][0].trade, item[0])):
        streets[one[0].street] += [one] * len(keys)
    for units in streets.values():
        groups: list[list[_Class]] = [[]]
        for one in units:
            if sum(number for _, number in groups[-1]) >= limits.members:
                groups.append([])
            groups[-1].append(one)
        rest = groups.pop() if sum(number for _, number in groups[-1]) < limits.members else []
        for one in rest:
            room = min(groups, key=len, default=None)
            if room is not None and len(room) < limits.units:
                room.append(one)
        yield from (tuple(sorted(group)) for group in groups if 2 <= len(group) <= limits.units)


def _patterns(waiting: dict[_Class, list[int]], limits: Limits) -> set[_Pattern]:
    """Every lawful branch of one street, and of one trade across streets; the larger ones only where they are few."""
    found: set[_Pattern] = set()
    by_street, by_trade = defaultdict(list), defaultdict(list)
    for one in sorted(waiting):
        by_street[one[0].street].append(one)
        if one[0].trade:
            by_trade[one[0].trade].append(one)
    for classes in by_street.values():
        found.update(_lawful(classes, waiting, limits, limits.units))
    for classes in by_trade.values():
        units = limits.units if len(classes) <= FEW else min(limits.members, limits.units)
        found.update(_lawful(classes, waiting, limits, units))
    return found


def _lawful(classes: list[_Class], waiting: dict, limits: Limits, units: int) -> Iterator[_Pattern]:
    for size in range(2, units + 1):
        for pattern in combinations_with_replacement(classes, size):
            members = [number for _, number in pattern]
            if sum(members) < limits.members or (len(classes) > FEW and _is_spare(pattern, limits)):
                continue
            if all(number <= len(waiting[one]) for one, number in Counter(pattern).items()):
                yield pattern


def _is_spare(pattern: _Pattern, limits: Limits) -> bool:
    """Left out where there is much to choose from: two lawful branches could be made of it; it is large and mixed."""
    is_mixed = len({place.trade for place, _ in pattern}) > LIKE
    return (len(pattern) > limits.members and is_mixed) or _splits([number for _, number in pattern], limits)


def _splits(members: list[int], limits: Limits) -> bool:
    """Whether two lawful branches could be made of it. Members are one or two each, so the counts decide."""
    if sum(members) < 2 * limits.members:
        return False
    ones, twos = members.count(1), members.count(2)
    for one in range(ones + 1):
        for two in range(twos + 1):
            first, second = one + 2 * two, ones - one + 2 * (twos - two)
            sizes = one + two, ones + twos - one - two
            if min(first, second) >= limits.members and min(sizes) >= 2:
                return True
    return False


def _pack(patterns: list[_Pattern], available: dict[_Class, int], limits: Limits, start: list[float]):
    """How often each pattern is used: maximize what is covered less what is lacking, no class used up twice."""
    rows = {one: number for number, one in enumerate(sorted(available))}
    starts, index, value = [0], [], []
    for pattern in patterns:
        for one, number in sorted(Counter(pattern).items()):
            index.append(rows[one])
            value.append(float(number))
        starts.append(len(index))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(patterns), len(rows)
    model.col_cost_ = numpy.array([COVERED * len(one) - cost(one) for one in patterns])
    model.col_lower_ = numpy.zeros(len(patterns))
    model.col_upper_ = numpy.full(len(patterns), highspy.kHighsInf)
    model.row_lower_ = numpy.full(len(rows), -highspy.kHighsInf)
    model.row_upper_ = numpy.array([float(available[one]) for one in sorted(available)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = numpy.array(starts)
    model.a_matrix_.index_ = numpy.array(index)
    model.a_matrix_.value_ = numpy.array(value)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(patterns)
    model.sense_ = highspy.ObjSense.kMaximize
    return _run(model, limits, start)


def _run(model: highspy.HighsLp, limits: Limits, start: list[float]):
    solver = highspy.Highs()
    solver.silent()
    options = {"time_limit": limits.seconds, "random_seed": 1, "mip_rel_gap": 0.0}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    first = highspy.HighsSolution()
    first.col_value = start
    solver.setSolution(first)
    solver.run()
    info = solver.getInfo()
    is_proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    counts = [round(number) for number in solver.getSolution().col_value] or [0] * model.num_col_
    bound = info.objective_function_value if is_proven else info.mip_dual_bound
    return counts, PROVEN if is_proven else "time_limit", info.objective_function_value, bound
