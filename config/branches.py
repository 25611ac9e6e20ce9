"""Branches: what the law says about them, each with its basis. A row that does not hold here is changed or taken out.

`refuse` stops the filing; `confirm` lets the authority take note only with a reason in writing; `remind` is shown.
"""

import datetime

from registry.branches.states import FilingAct, Severity
from registry.branches.table import BranchRule, When
from registry.organizations.states import OrgType

ASSOCIATION, SERVICE_INSTITUTION = frozenset({OrgType.ASSOCIATION}), frozenset({OrgType.SERVICE_INSTITUTION})
ANY_CONTENT = frozenset({FilingAct.ESTABLISH, FilingAct.CHANGE})

BRANCH_RULES = (
    BranchRule(
        "service-institutions-13",
        When.ALWAYS,
        Severity.REFUSE,
        "社会服务机构（民办非企业单位）不得设立分支机构。需要在其他地点开展业务的，请咨询登记管理机关。",
        "《民办非企业单位登记管理暂行条例》第十三条",
        datetime.date(1998, 10, 25),
        org_types=SERVICE_INSTITUTION,
    ),
    BranchRule(
        "associations-17",
        When.REGIONAL_NAME,
        Severity.CONFIRM,
        "名称含有“{words}”，可能属于地域性分支机构。社会团体不得设立地域性的分支机构，请核对名称和活动范围。",
        "《社会团体登记管理条例》第十七条",
        datetime.date(2016, 2, 6),
        org_types=ASSOCIATION,
        acts=ANY_CONTENT,
    ),
    BranchRule(
        "income-to-main-account",
        When.INCOME_APART,
        Severity.CONFIRM,
        "分支机构的收入应当全部纳入本组织账户统一核算，填报的情况与此不符。",
        "国办发〔2020〕21号",
        datetime.date(2020, 7, 10),
        acts=ANY_CONTENT,
        is_verified=False,
    ),
    BranchRule(
        "charter-basis",
        When.NO_CHARTER_BASIS,
        Severity.REMIND,
        "没有写明章程依据，请补充章程中关于设立分支机构的条款。",
        "本平台备案要求",
        datetime.date(2000, 1, 1),
    ),
)

# Words that make a name regional without naming a division.
BRANCH_REGIONAL_WORDS = ("片区", "地区")
