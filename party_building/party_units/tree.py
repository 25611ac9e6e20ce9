"""The tree as people draw it: under each organ the organs it leads, then the units of social organizations."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from core.access.actor import Actor
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.states import UnitKind

SHOWN = 60  # units of social organizations below one organ; the rest is behind a link to the list


@dataclass
class Node:
    """`units` and `organizations` count what stands below, the node itself included."""

    unit: PartyUnit
    children: list["Node"] = field(default_factory=list)
    units: int = 1
    organizations: int = 0
    hidden: int = 0

    @property
    def is_organ(self) -> bool:
        return self.unit.kind != UnitKind.OWN


def forest(actor: Actor, day: datetime.date) -> list[Node]:
    """Roots of what the actor sees on `day`. Two queries.

    A unit stands under its `parent`; without one, under the unit that is the organ above it. Organizations are counted
    by their one link that is not functional, so that none counts twice.
    """
    rows = PartyUnit.objects.visible_to(actor).on(day).select_related("superior").order_by("name", "pk")
    nodes = {unit.pk: Node(unit) for unit in rows}
    _count(nodes, day)
    of_office = {node.unit.department_id: node for node in nodes.values() if node.unit.department_id}
    below: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes.values():
        below[_above(node, nodes, of_office)].append(node)
    roots = below[None]
    for root in roots:
        _hang(root, below)
    return _ordered(roots)


def _count(nodes: dict[int, Node], day: datetime.date) -> None:
    links = CoverageLink.objects.on(day).filter(unit__in=list(nodes), is_functional=False).order_by()
    for unit, number in links.values_list("unit").annotate(number=Count("pk")):
        nodes[unit].organizations = number


def _above(node: Node, nodes: dict[int, Node], of_office: dict[int, Node]) -> int | None:
    if node.unit.parent_id in nodes:
        return node.unit.parent_id
    organ = of_office.get(node.unit.superior_id)
    return organ.unit.pk if organ and organ is not node else None


def _hang(node: Node, below: dict[int | None, list[Node]]) -> None:
    children = below.pop(node.unit.pk, [])
    for child in children:
        _hang(child, below)
    node.units += sum(child.units for child in children)
    node.organizations += sum(child.organizations for child in children)
    node.children = _ordered(children)
    own = [child for child in node.children if not child.is_organ]
    if len(own) > SHOWN:
        kept = {id(child) for child in own[:SHOWN]}
        node.hidden = len(own) - SHOWN
        node.children = [child for child in node.children if child.is_organ or id(child) in kept]


def _ordered(nodes: Iterable[Node]) -> list[Node]:
    """Organs first, in the order of their kinds, then by name."""
    order = list(UnitKind.values)
    return sorted(nodes, key=lambda node: (order.index(node.unit.kind), node.unit.name))


def kinds(roots: list[Node]) -> Counter:
    """How many units of each kind, for the line above the tree."""
    found: Counter = Counter()
    stack = list(roots)
    while stack:
        node = stack.pop()
        found[node.unit.get_kind_display()] += 1
        found[UnitKind.OWN.label] += node.hidden
        stack += node.children
    return found
