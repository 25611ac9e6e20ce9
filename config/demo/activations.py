"""Organizations open their accounts with the codes they were sent, some every week since the portal exists."""

import datetime
import random

from config.demo import accounts, story
from config.demo.accounts import SEEDER
from config.demo.answers import GIVEN, SURNAMES
from config.demo.bodies import Body
from config.demo.moment import at
from config.demo.world import Window, World
from core import bulk
from core.departments.models import DepartmentKind, DepartmentSeat
from core.departments.states import SeatState
from core.identity import codes
from core.identity.models import User
from core.workflow.models import TransitionLog
from registry.models import ActivationCode, OrganizationSeat
from registry.org_accounts.states import OrgRole, OrgSeatState

SHARE = 0.42
GRID = 5
FIRST, LAST = datetime.date(2025, 1, 6), datetime.date(2026, 10, 30)
AUDITS = (  # the auditor is let in for three months at a time
    (datetime.date(2026, 3, 1), datetime.date(2026, 5, 31)),
    (datetime.date(2026, 6, 1), datetime.date(2026, 8, 31)),
    (datetime.date(2026, 9, 1), datetime.date(2026, 11, 30)),
)


def people(world: World, window: Window) -> None:
    """The named people on the day the portal opens, the auditor by the quarter."""
    if window.holds(story.PORTAL_OPENED):
        with at(story.PORTAL_OPENED, 9):
            accounts.build_staff(world.departments)
            accounts.build_organization_people(lambda name: world.organization_ids[world.by_name[name].plan.serial])
            world.filers = filers()
            if world.scale == "city":
                _grid_officers(world)
    for since, last in AUDITS:
        if window.holds(since):
            with at(since, 9):
                accounts.let_auditor_in(world.departments, since, last)
    if window.night > story.PORTAL_OPENED:
        world.meet_people(accounts.people())


def _grid_officers(world: World) -> None:
    """Five in each community of the large city; nobody signs in as them."""
    offices = [one for one in world.departments.values() if one.kind == DepartmentKind.COMMUNITY]
    users = [
        User(username=f"grid{n:05d}", name=SURNAMES[n % len(SURNAMES)] + GIVEN[n // 7 % len(GIVEN)], password="!",
             date_joined=story.moment(story.PORTAL_OPENED))
        for n in range(GRID * len(offices))
    ]  # fmt: skip
    User.objects.bulk_create(users, batch_size=2000)
    seats = [
        DepartmentSeat(
            user=user, department=offices[n // GRID], role="grid_officer", state=SeatState.ACTIVE,
            valid_from=story.PORTAL_OPENED,
        )
        for n, user in enumerate(users)
    ]  # fmt: skip
    DepartmentSeat.objects.bulk_create(seats, batch_size=2000)


def filers() -> dict[int, tuple[datetime.date, int]]:
    rows = OrganizationSeat.objects.filter(role=OrgRole.FILER).values_list("organization", "valid_from", "user")
    return {organization: (since, user) for organization, since, user in rows}


def activations(world: World, window: Window) -> int:
    """Accounts nobody signs in with: what they leave is a name on what was filed."""
    due = [(on, body) for body in world.bodies if (on := activated_on(body)) and window.holds(on)]
    due = [(on, body) for on, body in due if world.organization_ids[body.plan.serial] not in world.filers]
    if not due:
        return 0
    users = [
        User(username=f"org{body.plan.serial:05d}", name=_name(body), password="!", date_joined=story.moment(on))
        for on, body in due
    ]
    User.objects.bulk_create(users, batch_size=2000)
    seats = [
        OrganizationSeat(
            user=user, organization_id=world.organization_ids[body.plan.serial], role=OrgRole.FILER,
            state=OrgSeatState.ACTIVE, valid_from=on,
        )
        for user, (on, body) in zip(users, due, strict=True)
    ]  # fmt: skip
    OrganizationSeat.objects.bulk_create(seats, batch_size=2000)
    ActivationCode.objects.bulk_create([_code(seat) for seat in seats], batch_size=2000)
    columns = ["object_type", "object_id", "name", "from_state", "to_state", "comment", "seat_key", "at"]
    label, state = OrganizationSeat._meta.label, str(OrgSeatState.ACTIVE)
    rows = [(label, s.pk, "activate", "", state, "", SEEDER.seat_key, story.moment(s.valid_from)) for s in seats]
    bulk.copy(TransitionLog, columns, rows)
    world.filers |= {seat.organization_id: (seat.valid_from, seat.user_id) for seat in seats}
    return len(seats)


def activated_on(body: Body) -> datetime.date | None:
    """The day, or None for those that never opened an account."""
    dice = random.Random(f"account:{body.plan.uscc}")
    if dice.random() > SHARE or body.plan.is_cast:
        return None
    first = max(FIRST, body.plan.registered_on + 20 * story.DAY)
    days = (LAST - first).days
    on = story.office_day(first + int(days * dice.random() ** 1.6) * story.DAY) if days > 0 else None
    return on if on and (body.ended_on is None or on < body.ended_on) else None


def _name(body: Body) -> str:
    dice = random.Random(f"name:{body.plan.uscc}")
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def _code(seat: OrganizationSeat) -> ActivationCode:
    code, used_at = codes.generate(), story.moment(seat.valid_from)
    return ActivationCode(
        organization_id=seat.organization_id, role=seat.role, prefix=codes.prefix(code), digest=codes.digest(code),
        issued_at=used_at - datetime.timedelta(days=9), expires_at=used_at + datetime.timedelta(days=51),
        used_at=used_at, used_by_id=seat.user_id,
    )  # fmt: skip


def restore(world: World) -> None:
    """What an earlier run had met: the people and the accounts."""
    world.filers = filers()
    if User.objects.filter(username=accounts.STAFF[0].username).exists():
        world.meet_people(accounts.people())
