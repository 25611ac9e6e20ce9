"""What the kernel itself keeps on offices and divisions: posts, offices below, work, shared views."""

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict

from core.access.actor import Actor
from core.bulk_actions.models import BulkRun
from core.bulk_actions.states import RunState
from core.departments import actions as seats
from core.departments.models import Department, DepartmentSeat
from core.departments.states import SeatState
from core.refusal import Refusal
from core.reorganizations.movers import Change, Mover, follow
from core.saved_views.models import SavedView
from core.worklist.models import WorkItem
from core.worklist.states import WorkState

MACHINE = Actor.system("reorganization")


class Seats(Mover):
    """A post in an office that ends is ended; the same post in the office that follows is *asked for*, and a security
    administrator grants it like any other. A territory is simply the new one."""

    label, unit = "岗位", "个"
    moves = ("core.DepartmentSeat.department", "core.DepartmentSeat.region")

    def _of(self, old):
        held = (SeatState.ACTIVE, SeatState.REQUESTED)
        return DepartmentSeat.objects.filter(department__in=old, state__in=held, substitute_for=None)

    def count_departments(self, old, day):
        return self._of(old).current_or_later().count()

    def move_departments(self, change: Change) -> int:
        found = list(self._of(change.pairs).select_related("user", "department", "region").order_by("pk"))
        for seat in found:
            was_held = seat.state == SeatState.ACTIVE and not seat.is_over
            seats.end_seat(seat, actor=MACHINE, reason=f"机构调整：{change.document}")
            successor = change.pairs[seat.department_id]
            if successor and was_held:
                self._ask(seat, successor, change)
        return len(found)

    def _ask(self, seat: DepartmentSeat, successor: int, change: Change) -> None:
        try:
            seats.request_seat(
                actor=MACHINE, user=seat.user, department=Department.objects.get(pk=successor), role_key=seat.role,
                valid_from=max(change.day, seat.valid_from), region=seat.region, valid_to=None,
            )  # fmt: skip
        except Refusal:
            return  # has that post already, or the kind of office does not hold it: nothing to ask for

    def _in(self, old):
        return DepartmentSeat.objects.filter(region__in=old).current_or_later()

    def count_regions(self, old, day):
        return self._in(old).count()

    def move_regions(self, change: Change) -> int:
        return sum(self._in([old]).update(region=new) for old, new in change.pairs.items() if new)


class Offices(Mover):
    """Offices that sit in a division that ends, and offices below one that ends."""

    label, unit = "机构", "个"
    moves = ("core.Department.region", "core.Department.parent")

    def count_regions(self, old, day):
        return Department.objects.active(day).filter(region__in=old).count()

    def move_regions(self, change: Change) -> int:
        standing = Department.objects.filter(Q(valid_to=None) | Q(valid_to__gte=change.day))
        return sum(standing.filter(region=old).update(region=new) for old, new in change.pairs.items() if new)

    def count_departments(self, old, day):
        return Department.objects.active(day).filter(parent__in=old).exclude(pk__in=old).count()

    def move_departments(self, change: Change) -> int:
        below = Department.objects.exclude(pk__in=change.pairs)
        return sum(below.filter(parent=old).update(parent=new) for old, new in change.pairs.items() if new)


class Work(Mover):
    """Open work of an office: nobody has taken it on at the successor yet."""

    label, unit = "未办结待办", "件"
    moves = ("core.WorkItem.department",)

    def count_departments(self, old, day):
        return WorkItem.objects.open().filter(department__in=old).count()

    def move_departments(self, change: Change) -> int:
        fresh = {"state": WorkState.OPEN, "claimed_by": None, "claimed_at": None}
        rows = WorkItem.objects.open()
        return sum(
            rows.filter(department=old).update(department=new, **fresh) for old, new in change.pairs.items() if new
        )


class Views(Mover):
    """Saved views keep showing what they showed: conditions that name what ended name what follows."""

    label, unit = "保存的视图", "个"
    moves = ("core.SavedView.shared_with",)

    def _naming(self, keys, old):
        """Views whose conditions name one of `old`. A query string is short; a few hundred are read in one go."""
        ids = {str(pk) for pk in old}
        for view in SavedView.objects.exclude(query="").iterator():
            asked = QueryDict(view.query, mutable=True)
            if any(ids & set(asked.getlist(key)) for key in keys):
                yield view, asked

    def _count(self, keys, old):
        return sum(1 for _ in self._naming(keys, old))

    def _rewrite(self, keys, change: Change) -> int:
        written = 0
        for view, asked in list(self._naming(keys, change.pairs)):
            for key in keys:
                named = [self._follow(text, change.pairs) for text in asked.getlist(key)]
                asked.setlist(key, list(dict.fromkeys(named)))
            view.query = asked.urlencode()
            view.save(update_fields=["query"])
            written += 1
        return written

    @staticmethod
    def _follow(text: str, pairs: dict[int, int | None]) -> str:
        new = pairs.get(int(text)) if text.isdecimal() else None
        return str(new) if new else text

    def count_regions(self, old, day):
        return self._count(settings.REGION_FILTERS, old)

    def move_regions(self, change: Change) -> int:
        return self._rewrite(settings.REGION_FILTERS, change)

    def count_departments(self, old, day):
        shared = SavedView.objects.filter(shared_with__in=old).count()
        return self._count(settings.DEPARTMENT_FILTERS, old) + shared

    def move_departments(self, change: Change) -> int:
        views = SavedView.objects
        shared = [views.filter(shared_with=old).update(shared_with=new) for old, new in change.pairs.items()]
        return self._rewrite(settings.DEPARTMENT_FILTERS, change) + sum(shared)


class Runs(Mover):
    """Bulk acts that wait for a second person of the office."""

    label, unit = "待确认的批量办理", "件"
    moves = ("core.BulkRun.department",)

    def count_departments(self, old, day):
        return self._waiting().filter(department__in=old).count()

    def move_departments(self, change: Change) -> int:
        return follow(self._waiting(), "department", change)

    @staticmethod
    def _waiting():
        return BulkRun.objects.filter(state=RunState.WAITING)
