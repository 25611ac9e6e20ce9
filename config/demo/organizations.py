"""The demo city's organizations, entered through the same door as an import."""

import datetime
import random
from decimal import Decimal

from config.demo import names
from config.demo.accounts import SEEDER
from core.departments.models import Department, Region
from registry.models import Organization
from registry.organizations import actions
from registry.organizations.facts import OrganizationStanding, OrganizationStatus
from registry.organizations.intake import Move, NewOrganization
from registry.organizations.states import RegistrationLevel, ResponsibilityKind, Standing, Status, SupervisionMode

ROADS = ["望云路", "临砚街", "澄心巷", "栎树大道", "听涛路", "枕河东街"]
EXITS = [
    (Status.CANCELLED, "准予注销登记决定"),
    (Status.REVOKED, "撤销登记行政处罚决定"),
    (Status.LIQUIDATING, "清算组成立备案"),
]
R = ResponsibilityKind


def build(regions: dict[str, Region], departments: dict[str, Department], *, factor: int = 1) -> list[Organization]:
    """300 × `factor` organizations with their histories; none when the city has been entered before."""
    if Organization.objects.filter(uscc__startswith="5", name="霁川市轻工机械行业协会").exists():
        return []
    dice = random.Random(1998)
    streets = {region.name: region for region in regions.values() if region.level == 3}
    streets_of = {
        region.name: [street.name for street in streets.values() if street.parent_id == region.pk]
        for region in regions.values()
        if region.level == 2 and region.valid_to is None
    }
    plans = names.plans(factor=factor, streets_of=streets_of)
    news = [_new(plan, dice, streets, departments) for plan in plans]
    return actions.register_many(news, actor=SEEDER, document="霁川市社会组织登记档案（演示）", origin="demo")


def _new(plan: names.Plan, dice: random.Random, streets: dict, departments: dict) -> NewOrganization:
    street = streets[plan.street]
    is_chamber = plan.name.endswith("商会")
    is_industry = is_chamber or "行业协会" in plan.name or plan.bureau in ("市工业和信息化局", "市商务局")
    staff = int(dice.expovariate(1 / 6))
    return NewOrganization(
        name=plan.name,
        org_type=plan.org_type,
        uscc=plan.uscc,
        registered_on=plan.registered_on,
        registered_funds_yuan=Decimal(dice.choice([30000, 50000, 100000, 300000, 500000, 2000000])),
        business_scope=f"{plan.name.removeprefix('霁川市')}章程载明的业务",
        is_industry_association=plan.org_type == "1" and is_industry,
        is_nonlocal_chamber=plan.name in ("霁川市沐州商会",) or "潭州商会" in plan.name,
        is_charity=plan.org_type == "3",
        has_public_fundraising=False,
        registration_level=RegistrationLevel.DISTRICT if plan.district else RegistrationLevel.CITY,
        supervision_mode=_mode(plan, is_industry),
        region_id=street.pk,
        address=f"{street.parent.name}{plan.street}{dice.choice(ROADS)}{dice.randrange(1, 280)}号",
        responsibilities=_responsibilities(plan, departments, street),
        full_time_staff=staff,
        part_time_staff=int(dice.expovariate(1 / 3)),
        unit_members=dice.randrange(30, 160) if plan.org_type == "1" else None,
        moves=tuple(_moves(plan, dice)),
    )


def _mode(plan: names.Plan, is_industry: bool) -> str:
    if plan.bureau == "综合党委":
        return SupervisionMode.DIRECT
    if plan.org_type == "1" and is_industry:
        return SupervisionMode.DECOUPLED
    return SupervisionMode.DUAL if plan.bureau else SupervisionMode.DIRECT


def _responsibilities(plan: names.Plan, departments: dict, street: Region) -> dict[str, int]:
    """Registered by the approval bureau in the city, by civil affairs in districts; supervised by civil affairs."""
    authority = departments[f"{plan.district}民政局" if plan.district else "市民政局"]
    registering = authority if plan.district else departments["市审批局"]
    party = departments[f"{plan.district}委社会工作部" if plan.district else "综合党委"]
    found = {R.REGISTERING: registering.pk, R.SUPERVISING: authority.pk, R.PARTY: party.pk}
    bureau = departments.get(plan.bureau)
    if bureau is not None and plan.bureau != "综合党委":
        decoupled = _mode(plan, plan.bureau in ("市工业和信息化局", "市商务局")) == SupervisionMode.DECOUPLED
        found[R.INDUSTRY if decoupled else R.BUSINESS] = bureau.pk
    return {str(kind.value): pk for kind, pk in found.items()}


def _moves(plan: names.Plan, dice: random.Random):
    """What happened later: an exit for a few, a listing for a few others."""
    if plan.serial <= len(names.CAST):
        return
    age = (datetime.date(2026, 6, 1) - plan.registered_on).days
    roll = dice.random()
    if roll < 0.05 and age > 900:
        status, document = dice.choice(EXITS)
        day = plan.registered_on + datetime.timedelta(days=dice.randrange(400, age))
        yield Move(OrganizationStatus, day, {"status": status}, document=document)
    elif roll < 0.08 and age > 900:
        day = datetime.date(2025, 9, 15) + datetime.timedelta(days=dice.randrange(60))
        values = {"standing": Standing.ABNORMAL, "ground": "未按规定时限和要求报送年度工作报告"}
        yield Move(OrganizationStanding, day, values, document="列入活动异常名录决定书")
