"""Who could be sent to whom, and what it costs. Pure: no database, no solver.

An assignment costs, for each body, the score of its distance and of a trade that does not match, and for each
instructor 0 + 1 + 2 + … times the load score, counted from what she serves already: a convex price of imbalance.
Leaving a body without costs more than any one assignment can, so that as many as possible get one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Distance(StrEnum):
    SAME_STREET = "same_street"
    SAME_DISTRICT = "same_district"
    OTHER_DISTRICT = "other_district"
    UNKNOWN = "unknown"


class Trade(StrEnum):
    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Body:
    """An organization without branch and instructor; places are ids of divisions, None where not on record."""

    pk: int
    district: int | None = None
    street: int | None = None
    trade: str = ""


@dataclass(frozen=True)
class Worker:
    """An instructor with `load` bodies now and `cap` at most (None: no limit)."""

    pk: int
    district: int | None = None
    street: int | None = None
    trades: frozenset[str] = frozenset()
    load: int = 0
    cap: int | None = None

    def room(self, most: int) -> int:
        """How many more, never above `most` (there are no more bodies than that)."""
        return most if self.cap is None else max(0, min(most, self.cap - self.load))


@dataclass(frozen=True)
class Weights:
    """Scores, rows of party_limits. A body whose place is not on record counts as far away."""

    same_district: int = 4
    other_district: int = 12
    other_trade: int = 3
    load: int = 1

    def of_distance(self, distance: Distance) -> int:
        if distance == Distance.SAME_STREET:
            return 0
        return self.same_district if distance == Distance.SAME_DISTRICT else self.other_district

    def of_trade(self, trade: Trade) -> int:
        return self.other_trade if trade == Trade.OTHER else 0


@dataclass(frozen=True)
class Problem:
    """`within_district`: nobody is sent out of the district in which she works."""

    bodies: tuple[Body, ...]
    workers: tuple[Worker, ...]
    weights: Weights = field(default_factory=Weights)
    within_district: bool = False

    @property
    def left_out_price(self) -> int:
        """More than any single assignment costs."""
        most = max((worker.load + worker.room(len(self.bodies)) for worker in self.workers), default=0)
        far = max(self.weights.same_district, self.weights.other_district)
        return 1 + far + self.weights.other_trade + self.weights.load * most

    @property
    def room(self) -> int:
        return sum(worker.room(len(self.bodies)) for worker in self.workers)


def distance(body: Body, worker: Worker) -> Distance:
    if body.street is not None and body.street == worker.street:
        return Distance.SAME_STREET
    if body.district is None or worker.district is None:
        return Distance.UNKNOWN
    return Distance.SAME_DISTRICT if body.district == worker.district else Distance.OTHER_DISTRICT


def trade(body: Body, worker: Worker) -> Trade:
    if not body.trade:
        return Trade.UNKNOWN
    return Trade.SAME if body.trade in worker.trades else Trade.OTHER


def may_go(body: Body, worker: Worker, problem: Problem) -> bool:
    near = (Distance.SAME_STREET, Distance.SAME_DISTRICT)
    return not problem.within_district or distance(body, worker) in near


def cost(problem: Problem, assigned: Mapping[int, int]) -> int:
    """Of an assignment {body: worker}; bodies that are missing in it are left out."""
    bodies = {body.pk: body for body in problem.bodies}
    workers = {worker.pk: worker for worker in problem.workers}
    weights, loads = problem.weights, {worker.pk: worker.load for worker in problem.workers}
    total = problem.left_out_price * (len(bodies) - len(assigned))
    for body_pk, worker_pk in assigned.items():
        body, worker = bodies[body_pk], workers[worker_pk]
        total += weights.of_distance(distance(body, worker)) + weights.of_trade(trade(body, worker))
        total += weights.load * loads[worker_pk]
        loads[worker_pk] += 1
    return total
