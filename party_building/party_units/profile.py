"""Everything a unit's page shows, for the party line, for civil affairs and for the branch itself."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit, PremisesCheck, PremisesItem
from party_building.party_units.states import CommitteePostKind, GuidanceKind
from registry.organizations.models import Organization

LINKS = ("superior", "parent", "department", "organization", "service_region")
INNER = "party_units.inner"  # committee, terms, premises: the party line and the branch, not civil affairs


@dataclass(frozen=True)
class Section:
    """What another capability puts on the page of a unit (settings.PARTY_UNIT_SECTIONS: `(unit, actor) -> Section`,
    or None for nothing); `template` is a card that reads `section` alone."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


def sections(unit: PartyUnit, actor: Actor) -> list[Section]:
    found = (_section(path)(unit, actor) for path in settings.PARTY_UNIT_SECTIONS)
    return [one for one in found if one is not None]


def _section(path: str) -> Callable[[PartyUnit, Actor], Section | None]:
    return import_string(path)


def outer(unit: PartyUnit, actor: Actor) -> dict[str, Any]:
    """Coverage, place in the tree, guidance: what everybody sees who sees the unit."""
    links = unit.coverage_links.select_related("organization").order_by("-valid_from", "organization__pinyin")
    today = clock.today()
    reached = set(
        Organization.objects.visible_to(actor)
        .filter(pk__in=[link.organization_id for link in links])
        .values_list("pk", flat=True)
    )
    rows = [{"link": link, "is_reached": link.organization_id in reached} for link in links]
    return {
        "covers": [row for row in rows if row["link"].is_on(today)],
        "covered_before": [row for row in rows if not row["link"].is_on(today)],
        "attachments": list(unit.attachments.select_related("superior", "parent").order_by("-valid_from")),
        "guidance": _guidance(unit, today),
        "children": list(PartyUnit.objects.on(today).filter(parent=unit).order_by("name")),
    }


def _guidance(unit: PartyUnit, day: datetime.date) -> list[dict[str, Any]]:
    facts = {fact.kind: fact for fact in unit.guidance.select_related("department") if fact.is_on(day)}
    return [{"label": kind.label, "fact": facts.get(kind.value)} for kind in GuidanceKind]


def inner(unit: PartyUnit) -> dict[str, Any]:
    """Committee with its terms, and 六有. Names of members: for the party line and the branch alone."""
    today = clock.today()
    posts = sorted(unit.posts.select_related("person"), key=_rank)
    terms = list(unit.terms.with_last_day(today).order_by("-valid_from"))
    checks = {check.item_id: check for check in PremisesCheck.objects.on(today).filter(unit=unit)}
    items = PremisesItem.objects.filter(is_active=True)
    return {
        "posts": [post for post in posts if _is_on(post, today)],
        "past_posts": [post for post in posts if not _is_on(post, today)],
        "terms": [{"term": term, "badge": term_badge(term, today)} for term in terms],
        "premises": [{"item": item, "check": checks.get(item.pk)} for item in items],
        "has_count": sum(check.has for check in checks.values()),
    }


def _is_on(post: CommitteePost, day: datetime.date) -> bool:
    return post.valid_from <= day and (post.valid_to is None or post.valid_to >= day)


def _rank(post: CommitteePost) -> tuple:
    return list(CommitteePostKind.values).index(post.kind), -post.valid_from.toordinal(), post.pk


def term_badge(term, day: datetime.date) -> tuple[str, str]:
    """Where a term stands on `day`; `term` is annotated with `last_day`. Its last day is still in time."""
    if term.valid_to is not None and term.valid_to < day:
        return "已结束", "neutral"
    if term.last_day < day:
        return "届满未换届", "danger"
    return ("延期中", "warning") if term.term_end < day else ("届内", "ok")


def covered_organizations(unit: PartyUnit, day: datetime.date) -> int:
    return CoverageLink.objects.on(day).filter(unit=unit).count()
