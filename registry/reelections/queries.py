"""What pages and verbs ask of a chain: its numbers (rows of TenureLimit), its candidates, what the limits say."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core import clock
from core.access.actor import Actor
from core.workdays.calendar import add_workdays
from registry.officers import queries as offices
from registry.officers.limits import Hint, Holding, judge
from registry.officers.models import CouncilTerm, TenureLimit
from registry.officers.states import CHAIR, LEGAL_REPRESENTATIVE, SECRETARY_GENERAL, LimitKind
from registry.organizations.models import Organization
from registry.organizations.states import OrgType
from registry.reelections.models import Candidate, Reelection
from registry.reelections.states import ReelectionKind, Side

DEFAULT_WORKDAYS = {Side.DEPARTMENT.value: 15, Side.PARTY.value: 10, "review": 20, "entry": 10}
EXPECTED = {
    OrgType.ASSOCIATION: (CHAIR, SECRETARY_GENERAL, LEGAL_REPRESENTATIVE),
    OrgType.SERVICE_INSTITUTION: (CHAIR, LEGAL_REPRESENTATIVE),
    OrgType.FOUNDATION: (CHAIR, SECRETARY_GENERAL, LEGAL_REPRESENTATIVE),
}


@dataclass(frozen=True)
class Numbers:
    """The dated numbers of one type of organization, read once."""

    limits: tuple[TenureLimit, ...]
    org_type: str

    def of(self, kind: LimitKind) -> TenureLimit | None:
        return next((row for row in self.limits if row.kind == kind and self.org_type in row.org_types), None)

    def number(self, kind: LimitKind, name: str, default: int) -> int:
        return offices.number(self.limits, kind, name, self.org_type, default)

    def until(self, step: str, day: datetime.date) -> datetime.date:
        """Until when a step that begins on `day` is to be taken: so many working days after it."""
        for row in self.limits:
            if row.kind == LimitKind.CLOCK and row.params.get("step") == step and self.org_type in row.org_types:
                return add_workdays(day, row.params["workdays"])
        return add_workdays(day, DEFAULT_WORKDAYS[step])

    def audit_for(self, occasions: Sequence[str]) -> TenureLimit | None:
        """The row that asks this type for an audit on one of the occasions ("term", "representative")."""
        for row in self.limits:
            asked = row.kind == LimitKind.AUDIT and self.org_type in row.org_types
            if asked and set(occasions) & set(row.params["occasions"]):
                return row
        return None


def numbers(organization: Organization, day: datetime.date | None = None) -> Numbers:
    """One query."""
    return Numbers(tuple(offices.limits_on(day or clock.today())), organization.org_type)


def term_now(organization: Organization) -> CouncilTerm | None:
    return CouncilTerm.objects.on(clock.today()).filter(organization=organization).first()


def running_term(organization: Organization) -> Reelection | None:
    """The re-election that is under way."""
    rows = Reelection.objects.running().filter(organization=organization, kind=ReelectionKind.TERM)
    return rows.first()


def candidates_of(reelection: Reelection) -> list[Candidate]:
    """In the order of the posts. One query."""
    rows = list(reelection.candidates.filter(is_removed=False).select_related("person", "kind"))
    for row in rows:
        row.reelection, row.hints = reelection, []
    return rows


def changes_representative(reelection: Reelection, candidates: Sequence[Candidate]) -> bool:
    """Whether somebody else than the legal representative on record is put up for that post."""
    current = reelection.organization.legal_representative_id
    named = [
        one.person_id for one in candidates if one.kind_id == LEGAL_REPRESENTATIVE and one.is_elected is not False
    ]
    return bool(named) and current not in named


def audit_asked(
    reelection: Reelection, candidates: Sequence[Candidate], its: Numbers | None = None
) -> TenureLimit | None:
    """The rule by which an audit comes first; None where none is asked for."""
    occasions = ["term"] if reelection.is_term else []
    if changes_representative(reelection, candidates):
        occasions.append("representative")
    return (its or numbers(reelection.organization)).audit_for(occasions) if occasions else None


def audit_misses(reelection: Reelection, candidates: Sequence[Candidate], its: Numbers | None = None) -> bool:
    """An audit is asked for and neither registered nor waived."""
    if reelection.audit_id or reelection.audit_skipped:
        return False
    return audit_asked(reelection, candidates, its) is not None


# -- what the limits say of a list ------------------------------------------------------------------------------------


def judged(reelection: Reelection, candidates: Sequence[Candidate], actor: Actor) -> list[Candidate]:
    """Sets `hints` on every candidate: the limits as they hold on the day planned for the meeting. Four queries.

    Posts in this organization are those of the list itself: who is elected holds these and no others.
    """
    organization = reelection.organization
    day = max(reelection.meeting_on or reelection.planned_on or clock.today(), clock.today())
    limits = offices.limits_on(day)
    around = offices.surroundings({one.person_id for one in candidates}, day, actor)
    term = CouncilTerm(term_no=reelection.term_no) if reelection.is_term else reelection.term
    for one in candidates:
        its = offices.candidate(
            organization, one.person, one.kind, around, term=term if one.kind.follows_term else None, cadre=one.cadre,
            is_paid=one.is_paid, approval=one.approval,
        )  # fmt: skip
        here = [
            Holding(organization.pk, organization.org_type, other.kind_id, other.label)
            for other in candidates
            if other.person_id == one.person_id and other.pk != one.pk
        ]
        if not reelection.is_term:
            here += [held for held in its.here if held.code not in {other.kind_id for other in candidates}]
        its = replace(its, holdings=(*its.elsewhere, *here))
        one.hints = [*judge(its, limits), *_kinship(one, limits)]
    return list(candidates)


def _kinship(candidate: Candidate, limits: Sequence[TenureLimit]) -> list[Hint]:
    org_type = candidate.reelection.organization.org_type
    return [
        Hint(row, "近亲属", f"与{candidate.kinship}有近亲属关系，请核对规定。")
        for row in limits
        if candidate.kinship and row.kind == LimitKind.KINSHIP and org_type in row.org_types
        and candidate.kind_id in row.posts
    ]  # fmt: skip


def missing_posts(reelection: Reelection, candidates: Sequence[Candidate]) -> list[str]:
    """Posts that a new council needs and for which the list names nobody. One query."""
    if not reelection.is_term:
        return []
    named = {one.kind_id for one in candidates}
    org_type = reelection.organization.org_type
    kinds = {kind.code: kind for kind in offices.kinds_for(org_type)}
    return [
        kinds[code].label_in(org_type) for code in EXPECTED[OrgType(org_type)] if code in kinds and code not in named
    ]


# -- the meeting ------------------------------------------------------------------------------------------------------


def needed_present(total: int, rule: TenureLimit | None) -> int:
    """How many must have come; rounded up."""
    above, below = rule.params["present"] if rule else (2, 3)
    return -(-total * above // below)


def needed_votes(present: int, total: int, rule: TenureLimit | None) -> int:
    """The least number of votes that elects: "over" half is one more than half, "at least" two thirds rounds up."""
    params = rule.params if rule else {"votes": (1, 2), "votes_over": True}
    above, below = params["votes"]
    base = total if params.get("votes_of") == "total" else present
    return base * above // below + 1 if params.get("votes_over") else -(-base * above // below)
