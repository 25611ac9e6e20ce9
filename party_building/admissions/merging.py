"""An admission goes with her person when two rows of one person are merged."""

from party_building.admissions.models import Admission
from registry.people.models import Person


def follow(kept: Person, lost: Person) -> None:
    """Two that are open stay apart for the party organ to put right."""
    rows = Admission.objects.filter(person=lost)
    if Admission.objects.open().filter(person=kept).exists():
        rows = rows.exclude(pk__in=Admission.objects.open().values("pk"))
    rows.update(person=kept)
