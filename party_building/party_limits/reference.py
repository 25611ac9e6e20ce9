"""The numbers as shipped. Safe to repeat: a code that has a row keeps it, whatever people made of it."""

import datetime

from django.db import transaction

from party_building.party_limits.models import PartyLimit
from party_building.party_limits.states import LimitCode

BRANCH_RULES = "《中国共产党支部工作条例（试行）》第二章"
NON_PUBLIC = "非公有制企业和社会组织党组织设置的规定"
PLANNING = "本平台选派方案的权重"
SINCE = datetime.date(2018, 10, 28)
# Code, number, source, from when; none was compared with the original.
SHIPPED = (
    (LimitCode.ESTABLISH_MEMBERS, 3, BRANCH_RULES, datetime.date(2000, 1, 1)),
    (LimitCode.JOINT_MEMBERS, 3, BRANCH_RULES, datetime.date(2000, 1, 1)),
    (LimitCode.JOINT_UNITS, 5, BRANCH_RULES, SINCE),
    (LimitCode.BRANCH_MEMBERS, 50, BRANCH_RULES, SINCE),
    (LimitCode.COMMITTEE_MEMBERS, 7, "《中国共产党支部工作条例（试行）》第六章", SINCE),
    (LimitCode.GENERAL_BRANCH_MEMBERS, 50, NON_PUBLIC, SINCE),
    (LimitCode.PARTY_COMMITTEE_MEMBERS, 100, NON_PUBLIC, SINCE),
    (LimitCode.COMMITTEE_TERM, 5, "《关于党的基层组织任期的意见》", SINCE),
    (LimitCode.GENERAL_BRANCH_TERM, 3, BRANCH_RULES, datetime.date(2000, 1, 1)),
    (LimitCode.BRANCH_TERM, 3, BRANCH_RULES, datetime.date(2000, 1, 1)),
    (LimitCode.EXTENSION_MONTHS, 12, NON_PUBLIC, datetime.date(2000, 1, 1)),
    (LimitCode.AFFILIATION, 1, "本市做法", SINCE),
    (LimitCode.STAFF, 30, "从业人员较多的社会组织单独或联合组建的地方要求", datetime.date(2022, 1, 1)),
    (LimitCode.ESTABLISH_MONTHS, 6, "本平台的提醒期限", SINCE),
    (LimitCode.STAFF_DAYS, 180, "本平台的提醒期限", SINCE),
    (LimitCode.INSTRUCTOR_BODIES, 5, "每名指导员联系不超过5家的地方做法", datetime.date(2020, 1, 1)),
    (LimitCode.PLAN_SAME_DISTRICT, 4, PLANNING, SINCE),
    (LimitCode.PLAN_OTHER_DISTRICT, 12, PLANNING, SINCE),
    (LimitCode.PLAN_OTHER_TRADE, 3, PLANNING, SINCE),
    (LimitCode.PLAN_LOAD, 1, PLANNING, SINCE),
    (LimitCode.INSTRUCTOR_WORKDAYS, 30, "应派尽派的地方要求", datetime.date(2022, 1, 1)),
)


@transaction.atomic
def load_limits() -> int:
    known = set(PartyLimit.objects.values_list("code", flat=True))
    rows = [
        PartyLimit(code=code, number=number, source=source, valid_from=since)
        for code, number, source, since in SHIPPED
        if code not in known
    ]
    return len(PartyLimit.objects.bulk_create(rows))
