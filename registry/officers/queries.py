"""What the panel, the roster and the forms need to know of posts and terms, for many rows at a fixed price."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from core.access.actor import Actor
from core.dated.calendar import add_months, last_within_months
from registry.officers.limits import Candidate, Hint, Holding, judge
from registry.officers.models import CouncilTerm, OfficerPost, PostKind, TenureLimit
from registry.officers.states import LEGAL_REPRESENTATIVE, LimitKind, TermState
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.states import OrgType
from registry.people.models import Person

TERM_TONES = {
    TermState.CURRENT: "ok",
    TermState.ENDING: "warning",
    TermState.EXTENDED: "info",
    TermState.OVERDUE: "danger",
    TermState.NONE: "neutral",
}


@dataclass(frozen=True)
class Standing:
    """Where a council stands on a day. `days`: to the last day, or, overdue, since it."""

    state: TermState
    term: CouncilTerm | None = None
    last_day: datetime.date | None = None
    days: int = 0

    @property
    def words(self) -> str:
        if self.term is None:
            return self.state.label
        tail = f"已超期{self.days}天" if self.state == TermState.OVERDUE else f"还有{self.days}天届满"
        if self.state == TermState.EXTENDED:
            tail = f"延期还有{self.days}天"
        return f"{self.state.label}，{tail}" if self.state != TermState.CURRENT else self.state.label

    @property
    def pair(self) -> tuple[str, str]:
        return self.words, TERM_TONES[self.state]


def limits_on(day: datetime.date) -> list[TenureLimit]:
    return list(TenureLimit.objects.on(day).select_related("source"))


def number(limits: Iterable[TenureLimit], kind: LimitKind, name: str, org_type: str, default: int) -> int:
    """One parameter of the row of this kind for a type; `default` where the bureau ended every such row."""
    for row in limits:
        if row.kind == kind and org_type in row.org_types and name in row.params:
            return row.params[name]
    return default


def standing(term: CouncilTerm | None, day: datetime.date, limits: Iterable[TenureLimit], org_type: str) -> Standing:
    """`term` is the one in force on `day`."""
    if term is None:
        return Standing(TermState.NONE)
    last = term.last_day_on(day)
    left = (last - day).days
    if left < 0:
        return Standing(TermState.OVERDUE, term, last, -left)
    if day > term.term_end:
        return Standing(TermState.EXTENDED, term, last, left)
    months = number(limits, LimitKind.PREPARATION, "months", org_type, 6)
    state = TermState.ENDING if day >= add_months(last, -months) else TermState.CURRENT
    return Standing(state, term, last, left)


def terms_in(state: TermState, day: datetime.date):
    """Terms in force on `day` that stand so, as `standing` says it of one. NONE has no terms: see organizations_in."""
    if state == TermState.OVERDUE:
        return CouncilTerm.objects.overdue(day)
    if state == TermState.EXTENDED:
        return CouncilTerm.objects.extended(day)
    limits, soon = limits_on(day), Q(pk__in=[])
    for org_type in OrgType.values:
        months = number(limits, LimitKind.PREPARATION, "months", org_type, 6)
        typed = Organization.objects.as_of(day).where(org_type=org_type).values("pk")
        soon |= Q(last_day__lte=last_within_months(day, months), organization__in=typed)
    running = CouncilTerm.objects.on(day).with_last_day(day).filter(term_end__gte=day)
    return running.filter(soon) if state == TermState.ENDING else running.exclude(soon)


def organizations_in(rows: OrganizationQuerySet, state: str, day: datetime.date) -> OrganizationQuerySet:
    """Of `rows` those whose council stands so on `day`."""
    if state == TermState.NONE:
        return rows.exclude(pk__in=CouncilTerm.objects.on(day).values("organization"))
    return rows.filter(pk__in=terms_in(TermState(state), day).values("organization"))


def terms_of(organization: Organization, day: datetime.date) -> list[CouncilTerm]:
    """Terms that had begun by `day`, newest first, with their audits."""
    rows = CouncilTerm.objects.filter(organization=organization, valid_from__lte=day)
    return list(rows.order_by("-valid_from").prefetch_related("audits__file"))


def posts_of(organization: Organization, day: datetime.date) -> list[OfficerPost]:
    """Posts that had begun by `day`, in the order of the catalogue, the longest in office first."""
    rows = OfficerPost.objects.filter(organization=organization, valid_from__lte=day)
    found = list(rows.select_related("kind", "person", "term").order_by("kind__order", "valid_from", "pk"))
    for post in found:
        post.organization = organization
    return found


def kinds_for(org_type: str):
    return PostKind.objects.filter(is_active=True, org_types__contains=[org_type])


# -- limits -----------------------------------------------------------------------------------------------------------


@dataclass
class Surroundings:
    """What the limits ask about persons: read once for a page."""

    day: datetime.date
    holdings: dict[int, list[Holding]] = field(default_factory=dict)
    term_nos: dict[tuple, set[int]] = field(default_factory=dict)


def surroundings(persons: Iterable[int], day: datetime.date, actor: Actor) -> Surroundings:
    """Posts and terms of these persons in organizations that exist on `day`. Two queries.

    A legal representation is a registered item and is named to everybody; any other post only to whoever sees the
    organization.
    """
    found = Surroundings(day)
    rows = OfficerPost.objects.filter(person__in=set(persons), valid_from__lte=day).select_related("kind", "term")
    rows = list(rows)
    ids = {row.organization_id for row in rows}
    existing = Organization.objects.as_of(day).active().filter(pk__in=ids)
    seen = Organization.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    columns = existing.annotate(is_seen=Exists(seen)).values_list(
        "pk", existing.column("org_type"), existing.column("name"), "is_seen"
    )
    about = {pk: rest for pk, *rest in columns}
    found.holdings, found.term_nos = defaultdict(list), defaultdict(set)
    for row in rows:
        if row.term:
            found.term_nos[row.person_id, row.organization_id, row.kind_id].add(row.term.term_no)
        if row.organization_id in about and row.is_on(day):
            org_type, name, is_seen = about[row.organization_id]
            is_named = row.kind_id == LEGAL_REPRESENTATIVE or is_seen
            holding = Holding(
                row.organization_id, org_type, row.kind_id, row.kind.label_in(org_type), name if is_named else ""
            )
            found.holdings[row.person_id].append(holding)
    return found


def candidate(
    organization: Organization,
    person: Person,
    kind: PostKind,
    around: Surroundings,
    *,
    term: CouncilTerm | None,
    cadre: str = "",
    is_paid: bool = False,
    approval: str = "",
) -> Candidate:
    """The person in this post on the day of `around`; the post itself need not be recorded yet."""
    term_nos = set(around.term_nos.get((person.pk, organization.pk, kind.code), ()))
    return Candidate(
        organization_id=organization.pk,
        org_type=organization.org_type,
        code=kind.code,
        is_responsible=organization.org_type in kind.responsible_types,
        day=around.day,
        born=person.birth_on,
        is_resident=person.is_resident,
        cadre=cadre,
        is_paid=is_paid,
        has_approval=bool(approval),
        holdings=tuple(around.holdings.get(person.pk, ())),
        term_no=term.term_no if term else None,
        term_nos=frozenset(term_nos | {term.term_no} if term else term_nos),
    )


def with_hints(posts: Sequence[OfficerPost], day: datetime.date, actor: Actor) -> list[OfficerPost]:
    """Sets `hints` on posts in force on `day` (others get none). Read with kind, person, term and organization."""
    limits = limits_on(day)
    current = [post for post in posts if post.is_on(day)]
    around = surroundings({post.person_id for post in current}, day, actor) if current else Surroundings(day)
    for post in posts:
        post.hints = hints_of(post, around, limits) if post.is_on(day) else []
    return list(posts)


def hints_of(post: OfficerPost, around: Surroundings, limits: Iterable[TenureLimit]) -> list[Hint]:
    its = candidate(
        post.organization, post.person, post.kind, around, term=post.term, cadre=post.cadre, is_paid=post.is_paid,
        approval=post.approval,
    )  # fmt: skip
    return judge(its, limits)
