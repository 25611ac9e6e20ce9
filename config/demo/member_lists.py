"""Member enterprises of eight associations of 望澜区, taken over when the portal opened; many joined more than one.

4,706 enterprises at the size of the whole city (the figure of one such district), a fortieth of it in the small one.
"""

import datetime
import random

from config.demo import story
from config.demo.bodies import Body
from config.demo.moment import at
from config.demo.names import Fate
from config.demo.world import FACTORS, Window, World
from core.departments.models import RegionLevel
from registry.identifiers import org_code, uscc
from registry.members import names
from registry.members.models import MemberEnterprise, Membership
from registry.members.states import MemberPost

DISTRICT, ASSOCIATIONS, ENTERPRISES = "望澜区", 8, 4706
CITY_WIDE = "霁川市轻工机械行业协会"  # some have joined an association of the city as well
FIRST = (
    "望湖",
    "澜清",
    "听松",
    "栎阳",
    "砚田",
    "霁明",
    "枕石",
    "松风",
    "澄怀",
    "云岫",
    "临溪",
    "远山",
    "嘉禾",
    "青禾",
    "拾光",
    "南屏",
)
SECOND = (
    "达",
    "盛",
    "泰",
    "宁",
    "和",
    "源",
    "诚",
    "信",
    "瑞",
    "安",
    "丰",
    "益",
    "华",
    "川",
    "昌",
    "合",
    "兴",
    "隆",
    "顺",
)
TRADES = (
    "食品",
    "机械",
    "建材",
    "商贸",
    "物流",
    "餐饮",
    "茶业",
    "纺织",
    "印务",
    "科技",
    "包装",
    "农业",
    "文化传媒",
    "装饰",
)
POSTS = (MemberPost.PRESIDENT, *[MemberPost.VICE_PRESIDENT] * 3, MemberPost.SUPERVISOR, *[MemberPost.COUNCIL] * 6)


def live(world: World, window: Window) -> int:
    if not window.holds(story.PORTAL_OPENED):
        return 0
    with at(story.PORTAL_OPENED):
        made = MemberEnterprise.objects.bulk_create(_enterprises(world), batch_size=2000)
        rows = Membership.objects.bulk_create(_memberships(world, made), batch_size=2000)
    return len(rows)


def _associations(world: World) -> list[Body]:
    found = [
        body
        for body in world.bodies
        if body.plan.org_type == "1" and body.plan.district == DISTRICT and body.plan.fate is Fate.STAYS
        and not body.ended_on and body.plan.registered_on < datetime.date(2023, 1, 1)
    ]  # fmt: skip
    return found[:ASSOCIATIONS]


def _code(serial: int) -> str:
    """A company's code that passes its checks; with 379902 in it, it belongs to nobody."""
    body = f"MAQ{serial:05d}"
    first17 = f"91379902{body}{org_code.check_character(body)}"
    return first17 + uscc.check_character(first17)


def _enterprises(world: World) -> list[MemberEnterprise]:
    """Every eleventh without a code; the first two are written twice, once without a code: what is to be merged."""
    dice, places = random.Random("member enterprises"), names.place_words()
    districts = [one for one in world.regions.values() if one.level == RegionLevel.DISTRICT and one.valid_to is None]
    here = [world.regions[DISTRICT]] * 5 + districts
    stems = [first + second + trade for trade in TRADES for second in SECOND for first in FIRST]
    drawn = dice.sample(stems, min(len(stems), ENTERPRISES * FACTORS[world.scale] // 40))
    found = [
        MemberEnterprise(
            **names.columns_of(f"霁川{stem}{dice.choice(('有限公司', '有限责任公司'))}", places),
            uscc="" if number % 11 == 5 else _code(number),
            region=dice.choice(here),
        )
        for number, stem in enumerate(drawn)
    ]
    found += [MemberEnterprise(**names.columns_of(f"{stem}公司", places)) for stem in drawn[:2]]
    return found


def _memberships(world: World, enterprises: list[MemberEnterprise]) -> list[Membership]:
    """Three of four in one association, the others in two or three; officers of an association come first."""
    dice, bodies = random.Random("memberships"), _associations(world)
    held = {body.plan.serial: 0 for body in bodies}
    rows = []
    for enterprise in enterprises:
        for body in dice.sample(bodies, min(dice.choice((1, 1, 1, 1, 1, 1, 2, 3)), len(bodies))):
            place = held[body.plan.serial]
            held[body.plan.serial] += 1
            rows.append(_membership(world, body, enterprise, place, dice))
    city_wide = world.by_name[CITY_WIDE]
    rows += [_membership(world, city_wide, one, place, dice) for place, one in enumerate(enterprises[:200:13])]
    return rows


def _membership(world: World, body: Body, enterprise: MemberEnterprise, place: int, dice: random.Random) -> Membership:
    first = body.plan.registered_on
    since = first + int((story.PORTAL_OPENED - first).days * dice.random() * 0.9) * story.DAY
    left = since + (story.PORTAL_OPENED - since) * 0.8 if place > len(POSTS) and dice.random() < 0.04 else None
    return Membership(
        organization_id=world.organization_ids[body.plan.serial],
        enterprise=enterprise,
        post=POSTS[place] if place < len(POSTS) else MemberPost.MEMBER,
        valid_from=since,
        valid_to=left,
        document="会员名册",
    )
