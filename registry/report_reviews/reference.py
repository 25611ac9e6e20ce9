"""Thresholds and grounds, from the regulations into rows. Safe to repeat: what people changed stays."""

import datetime

from django.db import transaction

from registry.report_reviews.models import ConclusionGround, ReviewThreshold
from registry.report_reviews.states import Severity
from registry.report_reviews.thresholds import DEFAULTS

FROM = datetime.date(2017, 1, 1)
PARTY_FROM = datetime.date(2026, 1, 1)
ORDER_27 = "《民办非企业单位年度检查办法》第八条"
PRACTICE = "民政部2014年度年检通知；参照《民办非企业单位年度检查办法》第八条"
PROVINCE = "山东省2026年年检通知"

# (code, title, source, severity, is_party, from): none was compared with the printed article, so none is verified.
GROUNDS = (
    ("breach_of_law", "违反法律、法规和国家政策规定", ORDER_27, Severity.SERIOUS, False, FROM),
    ("misuse_of_seal", "违规使用登记证书、印章或者财务凭证", ORDER_27, Severity.EITHER, False, FROM),
    ("no_activity", "本年度未开展业务活动，或者不按章程规定活动", ORDER_27, Severity.EITHER, False, FROM),
    ("no_residence", "无固定住所或者必要的活动场所", ORDER_27, Severity.EITHER, False, FROM),
    ("internal_disorder", "内部管理混乱，不能正常开展活动", ORDER_27, Severity.EITHER, False, FROM),
    ("refused_supervision", "拒不接受或者不按规定接受监督检查", ORDER_27, Severity.SERIOUS, False, FROM),
    ("unregistered_change", "不按规定办理变更登记，章程修改未报核准", ORDER_27, Severity.SLIGHT, False, FROM),
    ("unlawful_branch", "违规设立分支机构", ORDER_27, Severity.EITHER, False, FROM),
    ("unsound_finance", "财务制度不健全，资金来源和使用违反有关规定", ORDER_27, Severity.EITHER, False, FROM),
    ("low_net_assets", "现有净资产低于行业主管部门规定的最低标准", ORDER_27, Severity.EITHER, False, FROM),
    ("misappropriation", "侵占、私分、挪用资产或者所接受的捐赠、资助", ORDER_27, Severity.SERIOUS, False, FROM),
    ("illegal_fees", "违规收取费用、筹集资金或者接受使用捐赠、资助", ORDER_27, Severity.SERIOUS, False, FROM),
    ("false_statements", "年检中隐瞒真实情况，弄虚作假", ORDER_27, Severity.SERIOUS, False, FROM),
    ("other_breach", "违反章程或者其他有关规定的情形", PRACTICE, Severity.EITHER, False, FROM),
    ("party_system", "党建工作制度不健全", PROVINCE, Severity.SLIGHT, True, PARTY_FROM),
    ("party_missing", "应建未建党组织", PROVINCE, Severity.EITHER, True, PARTY_FROM),
    ("inspection_tour", "巡察发现问题整改不到位", PROVINCE, Severity.EITHER, True, PARTY_FROM),
    ("persons_breach", "负责人有违纪违法情形", PROVINCE, Severity.SERIOUS, False, PARTY_FROM),
)


@transaction.atomic
def load_thresholds() -> int:
    known = set(ReviewThreshold.objects.values_list("code", flat=True))
    rows = [
        ReviewThreshold(code=code, label=label, value=value, unit=unit, valid_from=FROM)
        for code, label, value, unit in DEFAULTS
        if code not in known
    ]
    return len(ReviewThreshold.objects.bulk_create(rows))


@transaction.atomic
def load_grounds() -> int:
    known = set(ConclusionGround.objects.values_list("code", flat=True))
    rows = [
        ConclusionGround(
            code=code,
            title=title,
            source=source,
            severity=severity,
            is_party=is_party,
            position=place,
            valid_from=since,
        )
        for place, (code, title, source, severity, is_party, since) in enumerate(GROUNDS)
        if code not in known
    ]
    return len(ConclusionGround.objects.bulk_create(rows))
