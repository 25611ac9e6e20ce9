"""A candidate goes with her person when two rows of one are merged."""

from registry.people.models import Person
from registry.reelections.models import Candidate


def follow(kept: Person, lost: Person) -> None:
    """Where both rows stand for one post of one chain, the one that goes leaves the list and keeps its reviews."""
    for row in Candidate.objects.filter(person=lost):
        same = Candidate.objects.filter(reelection=row.reelection_id, person=kept, kind=row.kind_id, is_removed=False)
        row.is_removed = row.is_removed or same.exists()
        row.person = kept
        row.save(update_fields=["person", "is_removed"])
