"""What is not closed follows its offices; what was signed keeps the names it bears."""

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.letters.models import Countersign, Letter, LetterTemplate
from supervision.letters.states import RUNNING, LetterState

FIELDS = ("department", "addressee")


class Letters(Mover):
    label, unit = "未办结的公文", "件"
    moves = ("supervision.Letter.department", "supervision.Letter.addressee", "supervision.Countersign.department")

    def count_departments(self, old, day):
        return named(Letter.objects.filter(state__in=RUNNING), FIELDS, old).count()

    def move_departments(self, change: Change) -> int:
        """One whose two offices become one stays with the old addressee; nobody is asked to countersign twice."""
        rows = Letter.objects.filter(state__in=RUNNING)
        moved = follow(rows.exclude(addressee__in=[new for new in change.pairs.values() if new]), "department", change)
        for old, new in change.pairs.items():
            if new:
                moved += rows.filter(addressee=old).exclude(department=new).update(addressee=new)
                asked = Countersign.objects.filter(
                    letter__state=LetterState.COUNTERSIGNING, opinion="", department=old
                )
                twice = Countersign.objects.filter(department=new).values("letter")
                asked.exclude(letter__in=twice).update(department=new)
        return moved


class Templates(Mover):
    label, unit = "单位自己的公文范文", "份"
    moves = ("supervision.LetterTemplate.department",)

    def count_departments(self, old, day):
        return LetterTemplate.objects.filter(department__in=list(old), valid_to=None).count()

    def move_departments(self, change: Change) -> int:
        """To a successor that has none of its own of that kind."""
        moved = 0
        for old, new in change.pairs.items():
            if new:
                known = LetterTemplate.objects.filter(department=new).values("kind")
                rows = LetterTemplate.objects.filter(department=old).exclude(kind__in=known)
                moved += rows.update(department=new)
        return moved
