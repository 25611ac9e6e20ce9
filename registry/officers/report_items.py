"""What an annual report takes from posts and terms, as they stood at the end of its year."""

import datetime

from registry.officers.models import CouncilTerm, OfficerPost
from registry.officers.states import LEGAL_REPRESENTATIVE
from registry.organizations.models import Organization

COUNCIL = ("chair", "vice_chair", "standing_member", "council_member")
ITEMS = (
    "legal_representative", "legal_representative_post", "president", "officers", "council", "council_members",
    "standing_council_members", "supervisors", "responsible_persons", "term_years", "last_election_on", "term_end",
)  # fmt: skip


def items(organization: Organization, year: int) -> dict:
    """Two queries. Nothing is said of what the register holds nobody for."""
    day = datetime.date(year, 12, 31)
    posts = OfficerPost.objects.on(day).filter(organization=organization)
    posts = list(posts.select_related("kind", "person", "organization").order_by("kind__order", "valid_from", "pk"))
    term = CouncilTerm.objects.on(day).filter(organization=organization).first()
    found = {**_people(posts), **_counts(posts)}
    if term is not None:
        found |= {
            "term_years": str(term.term_years),
            "last_election_on": term.valid_from.isoformat(),
            "term_end": term.last_day_on(day).isoformat(),
        }
    return found


def _people(posts: list[OfficerPost]) -> dict:
    legal = next((post for post in posts if post.kind_id == LEGAL_REPRESENTATIVE), None)
    chair = next((post for post in posts if post.kind_id == "chair"), None)
    other = next((p for p in posts if legal and p.person_id == legal.person_id and p.kind_id != legal.kind_id), None)
    return {
        "legal_representative": legal.person.name if legal else "",
        "legal_representative_post": other.label if other else "",
        "president": chair.person.name if chair else "",
        "officers": [_row(post) for post in _responsible(posts) if post.kind_id != LEGAL_REPRESENTATIVE],
        "council": [{"name": post.person.name, "post": post.label} for post in posts if post.kind_id in COUNCIL],
    }


def _responsible(posts: list[OfficerPost]) -> list[OfficerPost]:
    return [post for post in posts if post.organization.org_type in post.kind.responsible_types]


def _row(post: OfficerPost) -> dict[str, str]:
    return {
        "name": post.person.name,
        "post": post.label,
        "since": post.valid_from.isoformat(),
        "is_full_time": "yes" if post.is_full_time else "no",
        "is_paid": "yes" if post.is_paid else "no",
    }


def _counts(posts: list[OfficerPost]) -> dict[str, str]:
    """Persons, not posts; "" where nobody is on record."""

    def number(kinds) -> str:
        return str(len({post.person_id for post in posts if post.kind_id in kinds}) or "")

    return {
        "council_members": number(COUNCIL),
        "standing_council_members": number(("standing_member",)),
        "supervisors": number(("supervisor", "chief_supervisor")),
        "responsible_persons": str(len({post.person_id for post in _responsible(posts)}) or ""),
    }
