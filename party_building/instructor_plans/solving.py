"""The planner: the network as a program for HiGHS, and its flows as pairs of body and instructor.

Imported by nobody but the verb and the command that need a plan: the solver is loaded here and nowhere else.
"""

import time
from collections import defaultdict
from dataclasses import dataclass

import highspy
import numpy as np

from party_building.instructor_plans.network import Network, build
from party_building.instructor_plans.problem import Problem, cost

TIME_LIMIT = 120.0
THREADS = 2


@dataclass(frozen=True)
class Solution:
    """`assigned` maps bodies to instructors, `left_out` are the others. `bound` is proved: no plan costs less."""

    status: str
    assigned: dict[int, int]
    left_out: tuple[int, ...]
    objective: int
    bound: float
    gap: float
    seconds: float
    columns: int = 0
    rows: int = 0

    @property
    def is_optimal(self) -> bool:
        return self.status == "Optimal"


class NoSolution(Exception):
    """The solver gave no assignment at all; the message is its own word for it."""


def solve(problem: Problem, *, time_limit: float = TIME_LIMIT) -> Solution:
    """The cheapest plan, or the best found in `time_limit` seconds and how far it may be off. Raises NoSolution."""
    began = time.perf_counter()
    if not problem.bodies:
        return Solution("Optimal", {}, (), 0, 0.0, 0.0, 0.0)
    net = build(problem)
    solver = _run(net, time_limit)
    info = solver.getInfo()
    status = solver.modelStatusToString(solver.getModelStatus())
    values = solver.getSolution().col_value
    if not len(values):
        raise NoSolution(status)
    assigned = _pairs(net, [round(value) for value in values])
    left_out = tuple(sorted({body.pk for body in problem.bodies} - assigned.keys()))
    objective = cost(problem, assigned)
    bound = min(float(info.mip_dual_bound), float(objective))
    gap = (objective - bound) / objective if objective else 0.0
    seconds = time.perf_counter() - began
    return Solution(
        status, assigned, left_out, objective, bound, gap, seconds, columns=len(net.tails), rows=len(net.supply)
    )


def _run(net: Network, time_limit: float) -> highspy.Highs:
    solver = highspy.Highs()
    solver.silent()
    for option, value in (
        ("threads", THREADS),
        ("random_seed", 1),
        ("time_limit", float(time_limit)),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.999),  # all costs are whole numbers
    ):
        solver.setOptionValue(option, value)
    solver.passModel(_program(net))
    solver.run()
    return solver


def _program(net: Network) -> highspy.HighsLp:
    """One column an arc, one row a node: what goes out less what comes in is its supply."""
    tails, heads = np.array(net.tails), np.array(net.heads)
    columns, rows = len(tails), len(net.supply)
    has_head = heads >= 0
    starts = np.concatenate(([0], np.cumsum(1 + has_head))).astype(np.int32)
    index = np.empty(starts[-1], dtype=np.int32)
    value = np.empty(starts[-1])
    index[starts[:-1]], value[starts[:-1]] = tails, 1.0
    second = starts[:-1][has_head] + 1
    index[second], value[second] = heads[has_head], -1.0
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.col_cost_ = np.array(net.costs, dtype=float)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.array(net.uppers, dtype=float)
    lp.row_lower_ = lp.row_upper_ = np.array(net.supply, dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return lp


def _pairs(net: Network, flow: list[int]) -> dict[int, int]:
    """Bodies in the order of their numbers: to whom the flow of their node goes first, then upwards with the rest."""
    waiting: dict[int, list[int]] = {net.nodes[key]: list(pks) for key, pks in net.sources.items()}
    sends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (node, sink), arc in net.sends.items():
        if flow[arc]:
            sends[node].append((sink, flow[arc]))
    lifts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (node, above), arc in net.lifts.items():
        if flow[arc]:
            lifts[node].append((above, flow[arc]))
    assigned: dict[int, int] = {}
    order = {"street": 0, "no street": 0, "district": 1, "city": 2}
    places = (key for key in net.nodes if key[0] in order)
    for key in sorted(places, key=lambda one: order[str(one[0])]):
        node = net.nodes[key]
        mine = waiting.setdefault(node, [])
        for sink, number in sends[node]:
            for pk in mine[:number]:
                assigned[pk] = net.workers[sink]
            del mine[:number]
        for above, number in lifts[node]:
            waiting.setdefault(above, []).extend(mine[:number])
            del mine[:number]
    return assigned
