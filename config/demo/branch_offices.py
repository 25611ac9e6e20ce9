"""Branches of associations: most were there before the portal and were taken over when it opened; a few are filed
with it. One of 霁川市印刷包装行业协会 bears a district's name: what the clean-up of branches has to catch."""

import datetime
import random
from collections.abc import Iterator

from config.demo import story
from config.demo.answers import GIVEN, SURNAMES
from config.demo.bodies import Body
from config.demo.cast import people_of
from config.demo.moment import at
from config.demo.names import Fate
from config.demo.world import Window, World
from registry.branches import actions
from registry.branches.models import PARTICULARS, BranchFiling, BranchOffice, BranchParticulars
from registry.branches.states import BranchKind, FilingAct

SHARE = 0.24
REGIONAL, MACHINERY = "霁川市印刷包装行业协会", "霁川市轻工机械行业协会"
FIELDS = ("标准化", "教育培训", "青年工作", "技术交流", "志愿服务", "法律咨询", "信息统计", "对外交流")
FORMS = {BranchKind.BRANCH: ("专业委员会", "工作委员会", "分会"), BranchKind.SPECIAL_FUND: ("专项基金",),
         BranchKind.OFFICE: ("办公室",), BranchKind.REPRESENTATIVE: ("联络处",)}  # fmt: skip
_DRAWN_KINDS = (BranchKind.BRANCH,) * 7 + (BranchKind.SPECIAL_FUND, BranchKind.OFFICE, BranchKind.REPRESENTATIVE)
FILED, NOTED = datetime.date(2026, 6, 2), datetime.date(2026, 6, 9)
MOULDS = {
    "kind": BranchKind.BRANCH,
    "name": f"{MACHINERY}模具专业委员会",
    "head": "许清越",
    "address": "听澜街道望云路16号",
    "charter_basis": "第三十八条",
    "decided_by": "第四届理事会第七次会议",
    "decided_on": datetime.date(2026, 5, 20),
    "document": "理事会会议纪要〔2026〕7号",
}


def live(world: World, window: Window) -> int:
    count = _take_over(world) if window.holds(story.PORTAL_OPENED) else 0
    for day, act in ((FILED, _file), (NOTED, _note)):
        if window.holds(day):
            with at(day):
                act(world)
            count += 1
    return count


def _take_over(world: World) -> int:
    """All at once, as from the tables of the annual reports: rows and their first fact."""
    with at(story.PORTAL_OPENED):
        drawn = [one for body in world.bodies if _has_branches(body) for one in _branches(world, body)]
        made = BranchOffice.objects.bulk_create(drawn, batch_size=2000)
        BranchParticulars.objects.bulk_create([_fact(branch) for branch in made], batch_size=2000)
    return len(made)


def _fact(branch: BranchOffice) -> BranchParticulars:
    values = {name: getattr(branch, name) for name in (*PARTICULARS, "regional_words")}
    last = branch.closed_on - story.DAY if branch.closed_on else None
    return BranchParticulars(
        branch=branch, valid_from=branch.established_on, valid_to=last, document=branch.document, **values
    )


def _has_branches(body: Body) -> bool:
    plan = body.plan
    is_there = plan.org_type == "1" and plan.fate is Fate.STAYS and plan.registered_on < datetime.date(2021, 1, 1)
    return is_there and (plan.name in (REGIONAL, MACHINERY) or random.Random(f"branches:{plan.uscc}").random() < SHARE)


def _branches(world: World, body: Body) -> Iterator[BranchOffice]:
    dice = random.Random(f"branch offices:{body.plan.uscc}")
    if body.plan.name == REGIONAL:
        yield _branch(world, body, dice, BranchKind.BRANCH, f"{REGIONAL}砚海分会", regional_words="砚海")
    for field in dice.sample(FIELDS, dice.choice((1, 1, 2, 3))):
        kind = dice.choice(_DRAWN_KINDS)
        yield _branch(world, body, dice, kind, f"{body.plan.name}{field}{dice.choice(FORMS[kind])}")


def _branch(world: World, body: Body, dice: random.Random, kind: BranchKind, name: str, **more) -> BranchOffice:
    first = max(body.plan.registered_on + 200 * story.DAY, datetime.date(2008, 1, 1))
    span = (datetime.date(2024, 11, 1) - first).days
    on = story.office_day(first + int(span * dice.random() * 0.8) * story.DAY)
    closed = story.office_day(on + int((datetime.date(2024, 12, 20) - on).days * 0.9) * story.DAY)
    is_closed, has_account = dice.random() < 0.12 and not more, dice.random() < 0.15
    return BranchOffice(
        organization_id=world.organization_ids[body.plan.serial],
        kind=kind,
        name=name,
        head=dice.choice(SURNAMES) + dice.choice(GIVEN),
        address="" if dice.random() < 0.3 else body.address[1],
        charter_basis="" if dice.random() < 0.1 else f"第{dice.choice('三四')}十{dice.choice('一二三五六')}条",
        decided_by=f"第{dice.choice('二三四')}届理事会第{dice.choice('二三五六')}次会议",
        decided_on=on - 10 * story.DAY,
        document="理事会会议纪要",
        established_on=on,
        closed_on=closed if is_closed else None,
        closing_document="关于终止分支机构的决定" if is_closed else "",
        has_seal=dice.random() < 0.2,
        has_own_account=has_account,
        bank="霁川农商银行" if has_account else "",
        account_tail=f"{dice.randrange(10_000):04d}" if has_account else "",
        income_to_main=not has_account or dice.random() < 0.8,
        **more,
    )


def _file(world: World) -> None:
    organization = world.organization(world.by_name[MACHINERY])
    actor = people_of(world, organization)
    filing = actions.draft(
        organization, actor=actor, act=FilingAct.ESTABLISH, effective_on=datetime.date(2026, 5, 25), **MOULDS
    )
    actions.submit(filing, actor=actor)


def _note(world: World) -> None:
    organization = world.organization(world.by_name[MACHINERY])
    assert organization.supervising_authority is not None
    filing = BranchFiling.objects.select_related("organization__supervising_authority").get(
        organization=organization, name=MOULDS["name"]
    )
    actions.note(filing, actor=world.office(organization.supervising_authority, "registry_clerk"))
