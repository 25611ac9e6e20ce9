"""Grant rules as shipped. Safe to repeat: a rule that is there keeps its amounts, whatever people made of them."""

import datetime
from decimal import Decimal

from django.db import transaction

from core.dated.actions import set_fact
from party_building.funds.models import GrantRate, GrantRule
from party_building.funds.states import SubjectKind

SINCE = datetime.date(2024, 1, 1)
DOCUMENT = "社会组织党建扶持资金标准（待填写文号）"
# Code, title, subject, yearly, proposed, yuan. Amounts of one city, not compared with the document.
RULES = (
    ("station", "党建工作站扶持资金", SubjectKind.STATION, True, True, "100000"),
    ("model_site", "示范点培育对象支持资金", SubjectKind.MODEL_SITE, False, True, "50000"),
    ("grade_3a", "评估等级3A奖励", SubjectKind.ORGANIZATION, False, False, "10000"),
    ("grade_4a", "评估等级4A奖励", SubjectKind.ORGANIZATION, False, False, "20000"),
    ("grade_5a", "评估等级5A奖励", SubjectKind.ORGANIZATION, False, False, "30000"),
)


@transaction.atomic
def load_grant_rules() -> int:
    known = set(GrantRule.objects.values_list("code", flat=True))
    made = 0
    for code, title, kind, yearly, proposed, yuan in RULES:
        if code in known:
            continue
        rule = GrantRule.objects.create(
            code=code, title=title, subject_kind=kind, is_yearly=yearly, is_proposed=proposed
        )
        set_fact(GrantRate, rule, values={"grant_yuan": Decimal(yuan)}, valid_from=SINCE, document=DOCUMENT)
        made += 1
    return made
