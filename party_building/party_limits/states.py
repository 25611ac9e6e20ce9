from django.db import models


class LimitCode(models.TextChoices):
    """What a number is for. All numbers are inclusive: "from 3", "up to 5"."""

    ESTABLISH_MEMBERS = "establish_members", "应建党组织的正式党员数"
    JOINT_MEMBERS = "joint_members", "联合党支部的正式党员数（下限）"
    JOINT_UNITS = "joint_units", "联合党支部的单位数（上限）"
    BRANCH_MEMBERS = "branch_members", "一个党支部的党员数（上限）"
    COMMITTEE_MEMBERS = "committee_members", "应设支部委员会的正式党员数"
    GENERAL_BRANCH_MEMBERS = "general_branch_members", "应设党总支的正式党员数"
    PARTY_COMMITTEE_MEMBERS = "party_committee_members", "应设党委的正式党员数"
    COMMITTEE_TERM = "committee_term", "党委任期（年）"
    GENERAL_BRANCH_TERM = "general_branch_term", "社会组织党总支任期（年）"
    BRANCH_TERM = "branch_term", "社会组织党支部任期（年）"
    EXTENSION_MONTHS = "extension_months", "延期换届的期限（月）"
    AFFILIATION = "affiliation", "没有党员的社会组织挂靠现有党组织（1为采用）"
    STAFF = "staff", "应有党组织的从业人员数"
    ESTABLISH_MONTHS = "establish_months", "应建未建转为高风险的月数"
    STAFF_DAYS = "staff_days", "从业人员达标后的组建期限（天）"
    INSTRUCTOR_WORKDAYS = "instructor_workdays", "选派党建指导员的期限（工作日）"
    INSTRUCTOR_BODIES = "instructor_bodies", "每名党建指导员联系的组织数（上限）"
    PLAN_SAME_DISTRICT = "plan_same_district", "选派方案：同区县不同镇街计分"
    PLAN_OTHER_DISTRICT = "plan_other_district", "选派方案：跨区县计分"
    PLAN_OTHER_TRADE = "plan_other_trade", "选派方案：行业不符计分"
    PLAN_LOAD = "plan_load", "选派方案：每多联系一家计分"
