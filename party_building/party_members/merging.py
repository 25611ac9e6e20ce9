"""A member goes with her person when two rows of one person are merged."""

from party_building.party_members.models import PartyMember
from registry.people.models import Person


def follow(kept: Person, lost: Person) -> None:
    """Where both are in the register, both rows stay for the party organ to put right: who merges need not know."""
    if not PartyMember.objects.filter(person=kept).exists():
        PartyMember.objects.filter(person=lost).update(person=kept)
