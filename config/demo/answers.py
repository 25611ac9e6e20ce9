"""What an invented organization writes into its report: plausible, and right by every check of the form."""

import random
from dataclasses import dataclass
from decimal import Decimal

from config.demo import full, statements, story
from config.demo.bodies import Body
from registry.models import Organization
from registry.report_forms.schema import Answers, FormSchema

POOR_SPENDER = "霁川市青禾助学基金会"
SURNAMES, GIVEN = "陆苏程温夏江许郑吴何顾林", ["知秋", "予安", "青禾", "星野", "望舒", "言蹊", "清越", "云舟"]
SUMMARY = (
    "全年围绕章程载明的业务范围开展活动，组织交流、培训和公益服务，按规定召开会议，"
    "财务收支均经监事审核；年末对全年工作作了总结，并据此安排下一年度重点工作。"
)


@dataclass
class Carried:
    """What a year's report starts from. Money in yuan; `dice` are those of the year's money, `words` of the rest."""

    income: int
    net_assets: Decimal
    full_time: int
    dice: random.Random
    words: random.Random
    funds: int
    uscc: str
    year: int
    is_poor_spender: bool = False
    before: dict[str, int] | None = None  # the money of the year before, where that was reported too


def carried(body: Body, year: int) -> Carried:
    """What the report of `year` starts from: the years before it, told again from the first one."""
    dice = random.Random(f"money:{body.plan.uscc}")
    income, assets = int(dice.lognormvariate(12.4, 1.1)), Decimal(int(dice.lognormvariate(12.8, 0.9)))
    words = random.Random(f"words:{body.plan.uscc}:{year}")
    mine = Carried(income, assets, body.staff[0], dice, words, body.funds, body.plan.uscc, year)
    if body.plan.name == POOR_SPENDER:
        mine.income, mine.net_assets = 420_000, Decimal(3_200_000)
    mine.is_poor_spender = body.plan.name == POOR_SPENDER
    for before in range(max(story.REPORT_YEARS[0], body.plan.registered_on.year), year):
        mine.dice = random.Random(f"money:{body.plan.uscc}:{before}")
        mine.before = _finance(body.plan.org_type, mine)
    mine.dice = random.Random(f"money:{body.plan.uscc}:{year}")
    for change in body.changes:
        if change.what == "headcount" and change.on.year <= year:
            mine.full_time = change.values["full_time_staff"]
        if change.what == "funds" and change.on.year <= year:
            mine.funds = change.values["registered_funds_yuan"]
    return mine


def _yuan(amount) -> str:
    return f"{Decimal(amount):.2f}"


def _finance(org_type: str, carried: Carried) -> dict[str, int]:
    """The money of a year by figure code, in whole yuan; moves what is carried on."""
    dice = carried.dice
    income = int(carried.income * dice.uniform(0.88, 1.18))
    service = int(income * dice.uniform(0.2, 0.6))
    dues = int(income * dice.uniform(0.1, 0.3)) if org_type == "1" else 0
    donated = int(income * dice.uniform(0.3, 0.6)) if org_type == "3" else int(income * 0.05)
    service = min(service, income - dues - donated)
    other = income - service - dues - donated
    cost = int(income * dice.uniform(0.86, 1.06))
    if carried.is_poor_spender:  # 6.9 % of what it owned at the beginning of the year
        income, cost = int(carried.net_assets * Decimal("0.0802")), int(carried.net_assets * Decimal("0.0802"))
        donated, service, other = income, 0, 0
    management = int(cost * dice.uniform(0.05, 0.2))
    activity, begin = cost - management, carried.net_assets
    carried.income, carried.net_assets = income, begin + income - cost
    return {
        "donation_income": donated,
        "membership_income": dues,
        "service_income": service,
        "government_purchase_income": int(service * 0.3),
        "sales_income": 0,
        "subsidy_income": 0,
        "investment_income": 0,
        "other_income": other,
        "total_income": income,
        "activity_cost": activity,
        "management_cost": management,
        "fundraising_cost": 0,
        "other_cost": 0,
        "total_cost": cost,
        "net_change": income - cost,
        "net_assets_begin": int(begin),
        "net_assets_end": int(carried.net_assets),
        "charity_expenditure": int(begin * Decimal("0.069")) if carried.is_poor_spender else int(activity * 0.9),
    }


def _people(carried: Carried) -> dict[str, str]:
    dice = carried.words
    part_time, units = dice.randrange(0, 6), dice.randrange(31, 150)
    members = min(carried.full_time, dice.choice([0, 0, 0, 1, 1, 2, 3]))
    has_branch = members >= 3
    return {
        "full_time_staff": str(carried.full_time),
        "part_time_staff": str(part_time),
        "staff_total": str(carried.full_time + part_time),
        "volunteers": str(dice.randrange(0, 60)),
        "unit_members": str(units),
        "individual_members": "0",
        "council_members": str(dice.choice([5, 7, 9, 11, 15])),
        "supervisors": str(dice.choice([1, 3])),
        "council_meetings_required": "2",
        "council_meetings_held": str(dice.choice([2, 2, 2, 3, 4])),
        "party_members_full_time": str(members),
        "has_party_organization": "yes" if has_branch else "no",
        "party_form": "own",
        "party_secretary": _name(dice),
        "party_activities": str(dice.randrange(8, 14)),
        "no_party_reason": "fewer_than_three" if members else "no_members",
        "has_instructor": "yes",
        "instructor_name": _name(dice),
    }


def _name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def _flat(organization: Organization, carried: Carried) -> dict[str, str]:
    supervisor, dice = organization.business_supervisor, carried.words
    return {
        "name": organization.name,
        "uscc": organization.uscc,
        "registered_on": f"{organization.registered_on:%Y-%m-%d}",
        "legal_representative": _name(dice),
        "business_supervisor_name": supervisor.name if supervisor else "",
        "registered_funds": _yuan(carried.funds),
        "address": organization.address,
        "phone": "12x-0000",
        "contact_name": _name(dice),
        "business_scope": organization.business_scope,
        "activity_summary": SUMMARY,
        "events_held": str(dice.randrange(4, 30)),
        "beneficiaries": str(dice.randrange(60, 4000)),
        "charity_projects": str(dice.randrange(1, 6)),
        "forums_held": str(dice.randrange(0, 3)),
        "awards_held": "0",
        "foreign_exchanges": "0",
        "declares": "yes",
        "filled_by": _name(dice),
        **_people(carried),
    }


def answers(schema: FormSchema, organization: Organization, carried: Carried) -> dict[str, Answers]:
    """Answers by section of everything the form asks; `carried` moves on to the year after."""
    before, flat = carried.before, _flat(organization, carried)
    money = _finance(organization.org_type, carried)
    if schema.template:
        flat |= full.answers(organization, flat, money, carried.year, carried.uscc)
        flat |= statements.cells(money, before, statements.Shares.of(carried.uscc, organization.org_type))
    flat |= {key: _yuan(amount) for key, amount in money.items()}
    return {
        section.key: {field.key: flat[field.key] for field in section.fields if flat.get(field.key)}
        for section in schema.sections
    }
