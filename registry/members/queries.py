"""Members by day, and enterprises that may be one and the same."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count

from core.access.actor import Actor
from core.access.scope import Scope
from registry.members.models import MemberDistinction, MemberEnterprise, Membership

SHOWN = 50


def current(scope: Scope, day: datetime.date):
    """Memberships of associations within `scope` that held on `day`."""
    return Membership.objects.within(scope).on(day)


@dataclass(frozen=True)
class Figures:
    enterprises: int
    memberships: int
    associations: int


def figures(scope: Scope, day: datetime.date) -> Figures:
    """An enterprise counts once, however many associations it has joined. One query."""
    found = current(scope, day).aggregate(
        enterprises=Count("enterprise", distinct=True),
        memberships=Count("pk"),
        associations=Count("organization", distinct=True),
    )
    return Figures(**found)


@dataclass(frozen=True)
class Proposal:
    """Two records that look like one enterprise: `kept` has a code, or came first."""

    kept: MemberEnterprise
    gone: MemberEnterprise
    reason: str


def proposals(actor: Actor) -> list[Proposal]:
    """Alike but for division and legal form, at most one of the two with a code, nobody said they are two.

    The first SHOWN; three queries.
    """
    visible = MemberEnterprise.objects.visible_to(actor).alive().exclude(core="")
    cores = visible.order_by("core").values_list("core", flat=True).annotate(n=Count("pk")).filter(n__gt=1)[:SHOWN]
    groups: dict[str, list[MemberEnterprise]] = defaultdict(list)
    for one in visible.filter(core__in=list(cores)).order_by("pk"):
        groups[one.core].append(one)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    apart = _apart(pairs)
    return [_proposal(*pair) for pair in pairs if _may_be_one(*pair) and (pair[0].pk, pair[1].pk) not in apart][:SHOWN]


def _apart(pairs) -> set[tuple[int, int]]:
    said = MemberDistinction.objects.filter(first__in={first.pk for first, _ in pairs})
    return set(said.values_list("first_id", "second_id"))


def _may_be_one(first: MemberEnterprise, second: MemberEnterprise) -> bool:
    return not (first.uscc and second.uscc)


def _proposal(first: MemberEnterprise, second: MemberEnterprise) -> Proposal:
    kept, gone = (second, first) if second.uscc and not first.uscc else (first, second)
    alike = "名称相同" if kept.folded == gone.folded else f"名称主干都是“{kept.core}”"
    code = "，其中一家没有信用代码" if kept.uscc else "，两家都没有信用代码"
    return Proposal(kept, gone, alike + code)


def memberships_of(enterprise: MemberEnterprise, actor: Actor):
    """Those the seat sees, current ones first."""
    rows = Membership.objects.visible_to(actor).filter(enterprise=enterprise)
    return rows.select_related("organization").order_by("-valid_from", "pk")
