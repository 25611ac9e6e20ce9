"""What the whole form (from FY2025 on) asks beside the statements: right by every check, and said by the same body."""

import datetime
import random

from registry.models import Organization
from registry.report_forms.schema import NOTHING, Answers

SURNAMES, GIVEN = "陆苏程温夏江许郑吴何顾林", ["知秋", "予安", "青禾", "星野", "望舒", "言蹊", "清越", "云舟"]
PARTY_TEXT = (
    "党组织落实三会一课制度，组织党员学习党的创新理论，开展主题党日和志愿服务，党员在业务工作中发挥先锋模范作用。"
    "全年召开支部党员大会四次、支部委员会十二次、组织生活会一次，书记讲党课两次，慰问困难党员，"
    "与社区党组织结对共建，为服务对象解决实际困难，党建工作与业务工作同部署、同检查、同考核，群众反映良好，取得明显成效。"
)
EVENTS = [("行业发展交流会", "seminar"), ("业务技能培训", "training"), ("成果展示会", "exhibition")]
SYSTEMS = {
    **dict.fromkeys(
        ("has_personnel_rules", "has_certificate_rules", "has_seal_rules", "has_finance_rules", "has_branch_rules",
         "has_tax_registration", "has_accounting_software"), "yes"),
    "accounting_rules": "npo", "accountants": "2", "accountants_certified": "1", "bank_accounts": "1",
    "receipt_kinds": "税务发票、公益事业捐赠票据", "service_form": "corporate", "rating": "none",
    "penalties_received": "0",
}  # fmt: skip
EMPTY = dict.fromkeys(
    ("changes_table", "branches_table", "offices_table", "awards_table", "international_table", "rectification_table",
     "charges_table", "payees_table"), NOTHING
)  # fmt: skip
ZERO = dict.fromkeys(
    ("branches_opened", "branches_closed", "income_locked_last_year", "assets_unlocked_last_year", "fees_reduced",
     "fees_reduced_members", "fees_refunded", "donations_overseas_persons", "donations_overseas_organizations",
     "donations_in_kind", "donations_public"), "0"
)  # fmt: skip


def answers(organization: Organization, flat: Answers, money: dict[str, int], year: int, uscc: str) -> Answers:
    """`flat` holds what the shorter form asks; head counts and meetings are taken from it."""
    dice = random.Random(f"full:{uscc}:{year}")
    return {
        **SYSTEMS, **EMPTY, **ZERO,
        **_kind(organization),
        **_staff(dice, int(flat["staff_total"]), int(flat["full_time_staff"])),
        **_party(dice, int(flat["party_members_full_time"])),
        **_bodies(dice, organization.org_type, flat, year),
        **_money(dice, flat, money),
        "tax_status": dice.choice(["yes", "no"]),
        "audit_opinion": "clean" if organization.org_type == "3" else "none",
        "audit_firm": "霁川正和会计师事务所" if organization.org_type == "3" else "",
        "events_table": _events(dice, int(flat["forums_held"]), year) or NOTHING,
        "dues_adopted_on": f"{year - 2}-05-20",
        "dues_meeting": "会员大会",
        "dues_table": [
            {"grade": "理事单位", "yearly_yuan": "5000.00"}, {"grade": "会员单位", "yearly_yuan": "1000.00"}
        ],
        "fees_published": "yes",
        "fees_published_on": f"{year - 2}-06-10",
        "fees_published_at": "信用中国网站",
        "branch_income_in_main": "yes",
    }  # fmt: skip


def _kind(organization: Organization) -> Answers:
    said = {
        "is_industry_association": organization.is_industry_association,
        "is_charity": organization.is_charity,
        "has_public_fundraising": organization.has_public_fundraising,
    }
    return {key: "yes" if value else "no" for key, value in said.items()}


def _split(dice: random.Random, whole: int, keys: tuple[str, ...]) -> Answers:
    """Head counts that add up."""
    found, left = {}, whole
    for key in keys[:-1]:
        part = dice.randint(0, left)
        found[key], left = str(part), left - part
    return {**found, keys[-1]: str(left)}


def _staff(dice: random.Random, total: int, full_time: int) -> Answers:
    insured = dict.fromkeys(
        ("contracts_signed", "insured_pension", "insured_medical", "insured_unemployment", "insured_injury",
         "insured_maternity"), str(full_time)
    )  # fmt: skip
    return {
        **_split(dice, total, ("staff_up_to_35", "staff_36_50", "staff_51_60", "staff_over_60")),
        **_split(dice, total, ("staff_postgraduate", "staff_bachelor", "staff_below_bachelor")),
        **insured,
        "rehired_retirees": str(dice.randint(0, total - full_time)),
        "licensed_staff": str(dice.randint(0, total)),
        "volunteer_hours": str(dice.randrange(0, 900)),
    }


def _party(dice: random.Random, full_time: int) -> Answers:
    funds = {
        "dues": dice.randrange(0, 900),
        "superior": 0,
        "business": dice.randrange(0, 5000),
        "fiscal": 0,
        "other": 0,
    }
    return {
        "party_members": str(full_time),
        "party_members_retired": "0",
        "party_members_admitted": "0",
        **_split(dice, full_time, ("party_up_to_35", "party_36_50", "party_51_60", "party_over_60")),
        **_split(dice, full_time, ("party_bachelor", "party_below_bachelor")),
        **_split(dice, full_time, (
            "party_held_here", "party_held_supervisor", "party_held_host", "party_held_local", "party_held_former",
            "party_held_other")),
        "has_party_clause": "yes",
        "party_kind": "branch",
        "party_affiliation": "霁川市社会组织综合党委",
        "party_place": dice.choice(["own", "shared", "shared"]),
        "party_secretary_post": "副会长",
        "party_secretary_age": str(dice.randrange(35, 66)),
        "party_secretary_education": "bachelor",
        "party_workers_full_time": "0",
        "party_study_forms": "三会一课、主题党日",
        "party_promises": str(dice.randrange(0, 9)),
        "party_summary": PARTY_TEXT,
        **{f"party_funds_{key}": f"{amount}.00" for key, amount in funds.items()},
        "party_funds_total": f"{sum(funds.values())}.00",
    }  # fmt: skip


def _name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def _bodies(dice: random.Random, org_type: str, flat: Answers, year: int) -> Answers:
    head = "会长" if org_type == "1" else "理事长"
    responsible = dice.randrange(2, 6)
    posts = [head, "秘书长", *[f"副{head}"] * 3][:responsible]
    since = f"{year - dice.randrange(0, 4)}-05-12"
    found = {
        "president_name": _name(dice),
        "responsible_persons": str(responsible),
        "responsible_civil_servants": "0",
        "responsible_retired": str(dice.randint(0, 1)),
        "responsible_retired_senior": "0",
        "responsible_over_70": "0",
        "officers_table": [
            {"name": _name(dice), "post": post, "since": since, "is_full_time": "no"} for post in posts
        ],
        "term_years": "4",
        "last_election_on": since,
        "assemblies_held": "1",
        "supervisor_meetings_held": flat["council_meetings_held"],
    }
    return {**found, **_council(dice, flat, year)} if org_type == "3" else found


def _council(dice: random.Random, flat: Answers, year: int) -> Answers:
    members = int(flat["council_members"])
    return {
        "council_meetings_table": meetings(int(flat["council_meetings_held"]), members, year),
        "council_members_table": [
            {"name": _name(dice), "post": "理事" if place else "理事长", "attended": flat["council_meetings_held"]}
            for place in range(members)
        ],
        "supervisor_opinion": "理事会依照章程召开会议、作出决议，财务收支真实，未发现损害基金会利益的行为。",
    }


def meetings(number: int, members: int, year: int) -> list[dict[str, str]]:
    """So many council meetings, spread over the year."""
    return [
        {
            "held_on": datetime.date(year, 3 + place * 2, 15).isoformat(),
            "agenda": "审议工作和预算",
            "present": str(members),
            "absent": "0",
            "resolutions": "审议通过工作报告和预算",
        }  # fmt: skip
        for place in range(number)
    ]


def _events(dice: random.Random, number: int, year: int) -> list[dict[str, str]]:
    return [
        {
            "name": EVENTS[place % 3][0],
            "kind": EVENTS[place % 3][1],
            "place": "霁川市",
            "fee_yuan": "0.00",
            "held_on": datetime.date(year, dice.randrange(3, 12), 8).isoformat(),
        }  # fmt: skip
        for place in range(number)
    ]


def _money(dice: random.Random, flat: Answers, money: dict[str, int]) -> Answers:
    donated, spent = money["donation_income"], money["charity_expenditure"]
    persons, aid = donated // 5, spent * 8 // 10
    pay = money["management_cost"] * 3 // 10
    large = donated * 3 // 10
    project = {"name": "年度重点项目", "income_yuan": f"{large}.00", "spent_yuan": f"{spent // 2}.00"}
    return {
        "donations_domestic_persons": f"{persons}.00",
        "donations_domestic_organizations": f"{donated - persons}.00",
        "donations_received": f"{donated}.00",
        "donations_cash": f"{donated}.00",
        "donations_used": f"{min(donated, money['activity_cost'])}.00",
        "direct_aid": f"{aid}.00",
        "activity_running_cost": f"{spent - aid}.00",
        "staff_pay": f"{pay}.00",
        "office_cost": f"{pay // 2}.00",
        "large_donors_table": [
            {"name": "某热心企业", "cash_yuan": f"{large}.00", "in_kind_yuan": "0.00", "purpose": "公益项目"}
        ] if large else NOTHING,
        "projects_table": [
            {**project, "beneficiaries": flat["beneficiaries"], "summary": "围绕章程宗旨开展的公益项目"}
        ],
    }  # fmt: skip
