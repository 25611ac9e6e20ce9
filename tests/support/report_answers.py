"""A whole annual report in which everything is right, for the forms of all three types and of all years."""

from decimal import Decimal


def _money(amount) -> str:
    return f"{Decimal(amount):.2f}"


def statements(
    *, donations=1150000, dues=100000, activity=900000, management=200000, begin=300000, last: dict | None = None
) -> dict[str, str]:
    """Three balanced statements of a body that holds only money and owes nothing; everything unrestricted.

    `last` are the statements of the year before, of which this year's repeat the closing columns.
    """
    income, cost = donations + dues, activity + management
    end = begin + income - cost
    cells = {}
    for column, amount in (("begin", begin), ("end", end)):
        cells |= {f"bs_{row}_{column}": amount for row in (1, 20, 60, 101, 110, 120)}
        cells |= {f"bs_{row}_{column}": 0 for row in (30, 33, 40, 80, 90, 100)}
    rows = {"1": donations, "2": dues, "11": income, "12": activity, "21": management, "35": cost, "40": 0,
            "45": income - cost}  # fmt: skip
    for row, amount in rows.items():
        cells |= {f"ba_{row}_free": amount, f"ba_{row}_total": amount}
    cells |= {"cf_1_amount": donations, "cf_2_amount": dues, "cf_13_amount": income, "cf_14_amount": activity}
    cells |= {"cf_19_amount": management, "cf_23_amount": cost, "cf_24_amount": income - cost}
    cells |= {"cf_61_amount": income - cost}
    for key, amount in (last or {}).items():
        if key.startswith("ba_") and key.endswith(("_free", "_total")):
            row, _, column = key.rpartition("_")
            cells[f"{row}_last_{column}"] = amount
    return {key: _money(amount) for key, amount in cells.items()}


TEXT = (
    "党组织认真落实三会一课制度，组织党员学习党的创新理论，开展主题党日和志愿服务，党员在业务工作中发挥先锋模范作用。"
    "全年召开支部党员大会四次、支部委员会十二次、组织生活会一次，书记讲党课两次，慰问困难党员和老党员，"
    "与社区党组织结对共建，为会员单位解决实际困难，党建工作与业务工作同部署、同检查、同考核，群众反映良好，成效明显。"
)
PARTY = {
    "party_members": "1", "party_members_full_time": "1", "party_members_retired": "0", "party_members_admitted": "0",
    "party_up_to_35": "0", "party_36_50": "1", "party_51_60": "0", "party_over_60": "0", "party_bachelor": "1",
    "party_below_bachelor": "0", "party_held_here": "0", "party_held_supervisor": "0", "party_held_host": "0",
    "party_held_local": "1", "party_held_former": "0", "party_held_other": "0", "has_party_clause": "yes",
    "has_party_organization": "no", "no_party_reason": "fewer_than_three", "has_instructor": "yes",
    "instructor_name": "周启明",
}  # fmt: skip
STAFF = {
    "full_time_staff": "4", "part_time_staff": "2", "staff_total": "6", "rehired_retirees": "1", "licensed_staff": "2",
    "staff_up_to_35": "2", "staff_36_50": "3", "staff_51_60": "1", "staff_over_60": "0", "staff_postgraduate": "1",
    "staff_bachelor": "3", "staff_below_bachelor": "2", "contracts_signed": "4", "insured_pension": "4",
    "insured_medical": "4", "insured_unemployment": "4", "insured_injury": "4", "insured_maternity": "4",
    "volunteers": "10", "volunteer_hours": "200",
}  # fmt: skip
GOVERNANCE = {
    "unit_members": "40", "individual_members": "60", "council_members": "2", "standing_council_members": "",
    "supervisors": "3", "president_name": "罗知秋", "responsible_persons": "4", "responsible_civil_servants": "0",
    "responsible_retired": "1", "responsible_retired_senior": "0", "responsible_over_70": "0",
    "officers_table": [{"name": "罗知秋", "post": "会长", "since": "2023-05-01", "is_full_time": "no"}],
    "term_years": "4", "last_election_on": "2023-05-01", "term_end": "2027-04-30", "assemblies_held": "1",
    "council_meetings_required": "2", "council_meetings_held": "2", "supervisor_meetings_held": "2",
    "council_meetings_table": [
        {"held_on": "2025-04-01", "agenda": "年度预算", "present": "2", "absent": "0", "resolutions": "同意年度预算"},
        {"held_on": "2025-11-01", "agenda": "项目总结", "present": "2", "absent": "0", "resolutions": "同意项目总结"},
    ],
    "council_members_table": [{"name": "罗知秋", "post": "理事长"}, {"name": "唐果", "post": "理事"}],
    "supervisor_opinion": "理事会依章程履职，财务收支真实。",
}  # fmt: skip
ACTIVITY = {
    "activity_summary": "本年举办花木栽培技术讲座和会员交流活动，组织会员单位参加行业展览，"
    "编写技术资料，为会员提供咨询服务，服务覆盖全市各区县。",
    "events_held": "12", "beneficiaries": "800", "forums_held": "1", "awards_held": "0", "foreign_exchanges": "0",
    "charity_projects": "2", "awards_table": "none", "international_table": "none", "rectification_table": "none",
    "events_table": [
        {"name": "花木栽培技术讲座", "kind": "training", "held_on": "2025-06-01", "place": "霁川市", "fee_yuan": "0"}
    ],
    "penalties_received": "0", "rating": "none", "changes_table": "none", "branches_table": "none",
    "branches_opened": "0", "branches_closed": "0", "offices_table": "none",
}  # fmt: skip
SYSTEMS = {
    **dict.fromkeys(
        ("has_personnel_rules", "has_certificate_rules", "has_seal_rules", "has_finance_rules", "has_branch_rules",
         "has_tax_registration", "has_accounting_software"), "yes"),
    "tax_status": "no", "accounting_rules": "npo", "accountants": "2", "accountants_certified": "1",
    "bank_accounts": "1", "receipt_kinds": "会费收据、捐赠票据", "audit_opinion": "none", "service_form": "corporate",
}  # fmt: skip
MONEY = {
    **statements(),
    "donations_domestic_persons": "150000", "donations_domestic_organizations": "1,000,000.00",
    "donations_overseas_persons": "0", "donations_overseas_organizations": "0", "donations_received": "1150000",
    "donations_cash": "1150000", "donations_in_kind": "0", "donations_public": "0", "donations_used": "900000",
    "large_donors_table": "none", "payees_table": "none",
    "projects_table": [{"name": "助学", "income_yuan": "0", "spent_yuan": "500000", "summary": "资助困难学生"}],
    "charity_expenditure": "800000", "direct_aid": "700000", "activity_running_cost": "100000", "staff_pay": "60000",
    "office_cost": "40000", "income_locked_last_year": "0", "assets_unlocked_last_year": "0",
}  # fmt: skip
FEES = {
    "dues_adopted_on": "2023-05-01", "dues_meeting": "会员大会",
    "dues_table": [{"grade": "会员单位", "yearly_yuan": "2000"}], "charges_table": "none", "fees_published": "no",
    "fees_reduced": "0", "fees_reduced_members": "0", "fees_refunded": "0", "branch_income_in_main": "yes",
}  # fmt: skip
# What the forms of before FY2025 ask instead of the statements.
SUMMARY = {
    "donation_income": "1,150,000.00", "membership_income": "100000", "service_income": "0",
    "government_purchase_income": "0", "sales_income": "0", "subsidy_income": "0", "investment_income": "0",
    "other_income": "0", "total_income": "1250000", "activity_cost": "900000", "management_cost": "200000",
    "fundraising_cost": "0", "other_cost": "0", "total_cost": "1100000", "net_change": "150000",
    "net_assets_begin": "300000", "net_assets_end": "450000",
}  # fmt: skip
ANSWERS = {
    "name": "霁川市花木协会",
    "uscc": "",
    "registered_on": "2015-01-01",
    "legal_representative": "罗知秋",
    "business_supervisor_name": "霁川市商务局",
    "registered_funds": "50000",
    "address": "霁川市望澜区听澜街道1号",
    "phone": "0000-1234567",
    "contact_name": "唐果",
    "business_scope": "花木栽培技术交流",
    "declares": "yes",
    "filled_by": "唐果",
    **STAFF, **GOVERNANCE, **PARTY, **ACTIVITY, **SYSTEMS, **FEES, **MONEY, **SUMMARY,
}  # fmt: skip
