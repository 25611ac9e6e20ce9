"""Checks and time limits as shipped. Safe to repeat: a table that has rows keeps them, whatever was made of them."""

import datetime

from django.db import transaction

from supervision.illegal_orgs.models import CheckKind, LeadPeriod
from supervision.illegal_orgs.states import Period

SINCE = datetime.date(2018, 1, 1)
RULES = "《取缔非法民间组织暂行办法》《非法社会组织查处办法》（民政部令第77号），条文待核对"
OWN_REGISTER = "own_register"
CHECKS = (
    (OWN_REGISTER, "本市社会组织名录", "系统列出同名、曾用名和近似名称，逐个排除后登记。"),
    ("national", "全国社会组织信用信息查询", "到“中国社会组织政务服务平台”按名称查询，截图留存。"),
    ("institution", "机构编制部门（事业单位）", "到机构编制部门或其公开查询页核对。"),
    ("market", "市场监管部门（企业、农民专业合作社）", "到“国家企业信用信息公示系统”核对。"),
    ("overseas", "公安机关（境外非政府组织代表机构、临时活动）", "向公安机关境外非政府组织管理部门核对。"),
    ("community", "镇街备案的社区社会组织", "系统列出同名和近似的备案组织，并向镇街核对。"),
    ("exempt", "不需要登记的团体", "参加人民政协的人民团体、国务院批准免予登记的团体、单位内部团体。"),
)
PERIODS = {Period.CHECK: (7, True), Period.HANDLE: (60, False)}


@transaction.atomic
def load_checks() -> int:
    if CheckKind.objects.exists():
        return 0
    rows = [
        CheckKind(code=code, label=label, hint=hint, position=position, source=RULES, valid_from=SINCE)
        for position, (code, label, hint) in enumerate(CHECKS, start=1)
    ]
    return len(CheckKind.objects.bulk_create(rows))


@transaction.atomic
def load_periods() -> int:
    if LeadPeriod.objects.exists():
        return 0
    rows = [
        LeadPeriod(period=period, amount=amount, in_workdays=in_workdays, source=RULES, valid_from=SINCE)
        for period, (amount, in_workdays) in PERIODS.items()
    ]
    return len(LeadPeriod.objects.bulk_create(rows))
