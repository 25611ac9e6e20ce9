"""The assignment as a flow through places, so that a city is a small program.

Bodies of one street and one trade are one source. They go to an instructor of their street; or up to the district and
from there to any instructor of the district; or up to the city and to anybody. Each step up costs the difference of
the distance scores, each step to an instructor the trade that does not match, each further body of an instructor one
load score more than the last. A flow at minimum cost is an assignment at minimum cost.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from party_building.instructor_plans.problem import Body, Problem, Worker

Node = tuple[Hashable, ...]


@dataclass
class Network:
    """Arcs as columns: from `tails` to `heads` (-1: out of the network) at `costs`, up to `uppers`."""

    nodes: dict[Node, int] = field(default_factory=dict)
    supply: list[int] = field(default_factory=list)
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    uppers: list[int] = field(default_factory=list)
    sources: dict[Node, list[int]] = field(default_factory=lambda: defaultdict(list))  # bodies that begin at a node
    lifts: dict[tuple[int, int], int] = field(default_factory=dict)  # (node, node above) → arc
    sends: dict[tuple[int, int], int] = field(default_factory=dict)  # (node, worker's node) → arc
    workers: dict[int, int] = field(default_factory=dict)  # worker's node → worker

    def node(self, key: Node) -> int:
        if key not in self.nodes:
            self.nodes[key] = len(self.supply)
            self.supply.append(0)
        return self.nodes[key]

    def arc(self, tail: int, head: int, cost: int, upper: int) -> int:
        self.tails.append(tail)
        self.heads.append(head)
        self.costs.append(cost)
        self.uppers.append(upper)
        return len(self.tails) - 1


def build(problem: Problem) -> Network:
    """Arcs: about three times trades × instructors, whatever the number of bodies."""
    net, most = Network(), len(problem.bodies)
    for body in sorted(problem.bodies, key=lambda one: one.pk):
        key = _begins(body)
        net.sources[key].append(body.pk)
        net.supply[net.node(key)] += 1
    for key in list(net.sources):
        net.arc(net.nodes[key], -1, problem.left_out_price, most)
        _lift(net, key, problem, most)
    reached = _by_place(net)
    for worker in sorted(problem.workers, key=lambda one: one.pk):
        if worker.room(most):
            _connect(net, worker, reached, problem)
    return net


def _begins(body: Body) -> Node:
    """Where the street is not on record a body stands beside the streets, where nothing is, beside the districts."""
    if body.street is not None:
        return ("street", body.street, body.district, body.trade)
    return ("no street", None, body.district, body.trade)


def _above(key: tuple, problem: Problem) -> tuple[tuple, int] | None:
    """The node above and what the step costs."""
    weights, trade = problem.weights, key[-1]
    near, far = weights.same_district, weights.other_district
    is_source = key[0] in ("street", "no street")
    if is_source and key[2] is not None:
        return ("district", key[2], trade), near
    if key[0] == "city" or problem.within_district:
        return None
    return ("city", trade), far if is_source else far - near


def _lift(net: Network, key: tuple, problem: Problem, most: int) -> None:
    while (step := _above(key, problem)) is not None:
        above, cost = step
        pair = (net.node(key), net.node(above))
        if pair in net.lifts:
            return
        net.lifts[pair] = net.arc(*pair, cost, most)
        key = above


def _by_place(net: Network) -> dict[tuple, list[tuple]]:
    """Nodes from which a body may go to an instructor directly: of a street, of a district, of the city."""
    found: dict[tuple, list[tuple]] = defaultdict(list)
    for key in net.nodes:
        if key[0] in ("street", "district"):
            found[key[:2]].append(key)
        elif key[0] == "city":
            found["city",].append(key)
    return found


def _connect(net: Network, worker: Worker, reached: dict[tuple, list[tuple]], problem: Problem) -> None:
    weights, most, sink = problem.weights, len(problem.bodies), net.node(("worker", worker.pk))
    net.workers[sink] = worker.pk
    for place in (("street", worker.street), ("district", worker.district), ("city",)):
        for key in reached.get(place, ()):
            trade, node = key[-1], net.nodes[key]
            mismatch = weights.other_trade if trade and trade not in worker.trades else 0
            net.sends[node, sink] = net.arc(node, sink, mismatch, most)
    for number in range(worker.room(most)):
        net.arc(sink, -1, weights.load * (worker.load + number), 1)
