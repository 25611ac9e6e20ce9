"""四清摸底: how many party members work in each organization, surveyed in autumn 2025 and once more in spring 2026."""

import datetime
import random

from config.demo.moment import at
from config.demo.story import DAY, PORTAL_OPENED
from config.demo.world import Window, World
from party_building.models import CoverageLink, PartyCount
from party_building.party_counts.states import CountSource
from party_building.party_duties import actions as duties

SURVEYED_ON = datetime.date(2025, 9, 15)
COLD_CHAIN, COLD_CHAIN_ON = "霁川市冷链物流商会", datetime.date(2025, 10, 20)
# Formal members among the full-time staff where the cast says how many.
CAST = {COLD_CHAIN: 2, "霁川市琴筝学会": 1, "望澜区乐邻社工服务中心": 2, "望澜区星火编程培训学校": 2}
LATER = {COLD_CHAIN: (COLD_CHAIN_ON, 3)}
DOCUMENT = "社会组织四清摸底表"


def live(world: World, window: Window) -> int:
    written = 0
    if window.holds(SURVEYED_ON):
        written += _surveyed(world)
    for name, (day, number) in LATER.items():
        if window.holds(day):
            written += _joined(world, name, day, number)
    if window.night <= PORTAL_OPENED:
        return written
    with at(window.evening, 23):
        return written + sum(duties.refresh().values())


def _surveyed(world: World) -> int:
    """Bodies with a unit of their own have members for it; of the others most have none, some one or two."""
    counted = set(PartyCount.objects.values_list("organization_id", flat=True))
    built = set(CoverageLink.objects.on(SURVEYED_ON).built().values_list("organization_id", flat=True))
    rows = []
    for body in world.bodies:
        key = world.organization_ids.get(body.plan.serial)
        if key is None or key in counted or (body.ended_on and body.ended_on <= SURVEYED_ON):
            continue
        dice = random.Random(f"counts:{body.plan.uscc}")
        formal = CAST.get(body.plan.name)
        if formal is None:
            formal = dice.randrange(3, 12) if key in built else _uncovered(dice)
        rows.append(
            PartyCount(
                organization_id=key,
                valid_from=max(SURVEYED_ON, body.plan.registered_on + DAY),
                formal_full_time=formal,
                formal_elsewhere=dice.choice((0, 0, 0, 1, 2)),
                probationary=dice.choice((0, 0, 0, 0, 1)) if formal else 0,
                applicants=dice.choice((0, 0, 1, 2)),
                source=CountSource.SURVEY,
                document=DOCUMENT,
            )
        )
    return len(PartyCount.objects.bulk_create(rows, batch_size=2000))


def _uncovered(dice: random.Random) -> int:
    share = dice.random()
    if share < 0.58:
        return 0
    return 1 if share < 0.82 else 2 if share < 0.97 else 3


def _joined(world: World, name: str, day: datetime.date, number: int) -> int:
    earlier = PartyCount.objects.on(day).filter(organization=world.organization(world.by_name[name])).first()
    if earlier is None or earlier.formal_full_time >= number:
        return 0
    earlier.valid_to = day - DAY
    earlier.save(update_fields=["valid_to"])
    earlier.pk, earlier.valid_from, earlier.valid_to, earlier.formal_full_time = None, day, None, number
    earlier._state.adding = True
    earlier.save(force_insert=True)
    return 1
