"""Grounds and periods as shipped. Safe to repeat: a code that has a row keeps it, whatever people made of it.

Numbering follows the draft of 2017, which later summaries agree with; no article was compared with the original, so
every row is marked as not verified.
"""

import datetime

from django.db import transaction

from supervision.credit_terms.models import CreditGround, CreditPeriod
from supervision.credit_terms.states import Check, CreditList, Exit, PeriodCode

CREDIT = "《社会组织信用信息管理办法》（民政部令第60号）"
LOCAL = "本平台的办理期限"
SINCE = datetime.date(2018, 1, 24)
A, S = CreditList.ABNORMAL, CreditList.SERIOUS
# Code, list, number, title, public words, remedy, check, exit.
GROUNDS = (
    ("ABN-1", A, 1, "未按照规定时限和要求向登记管理机关报送年度工作报告", "未按规定时限和要求报送年度工作报告",
     "补报年度工作报告，报告到达登记管理机关后申请移出。", Check.REPORT, Exit.MENDED),
    ("ABN-2", A, 2, "未按照有关规定设立党组织", "未按照有关规定设立党组织",
     "按党建工作机构的书面要求组建，由党建工作机构出具意见后申请移出。", Check.PARTY, Exit.MENDED),
    ("ABN-3", A, 3, "抽查和其他监督检查中发现问题，发放整改文书要求限期整改，未按期完成整改", "未按期完成整改",
     "完成整改并经监督管理机关核查后申请移出。", Check.RECTIFICATION, Exit.MENDED),
    ("ABN-4", A, 4, "具有公开募捐资格的慈善组织存在《慈善组织公开募捐管理办法》第二十一条规定情形",
     "公开募捐不符合规定", "恢复符合条件或者依法处理公开募捐资格后申请移出。", Check.HAND, Exit.MENDED),
    ("ABN-5", A, 5, "受到警告或者不满5万元罚款处罚", "受到警告或者不满五万元罚款处罚",
     "没有可改正的事项，未再发生列入情形的，满6个月移出。", Check.PENALTY, Exit.SPENT),
    ("ABN-6", A, 6, "通过登记的住所无法与社会组织取得联系", "通过登记的住所无法取得联系",
     "恢复通过登记的住所联系或者办理住所变更登记后申请移出。", Check.HAND, Exit.MENDED),
    ("ABN-7", A, 7, "法律、行政法规规定应当列入的其他情形", "法律、行政法规规定的其他情形",
     "按决定书载明的要求改正后申请移出。", Check.HAND, Exit.MENDED),
    ("SER-1", S, 1, "被列入活动异常名录满2年", "被列入活动异常名录满两年",
     "履行原列入情形的义务，自列入之日起满2年未再发生列入情形的，申请移出。", Check.TWO_YEARS, Exit.TERM),
    ("SER-2", S, 2, "弄虚作假办理变更登记，被撤销变更登记", "变更登记被撤销",
     "自列入之日起满2年未再发生列入情形的，申请移出。", Check.HAND, Exit.TERM),
    ("SER-3", S, 3, "受到限期停止活动行政处罚", "受到限期停止活动处罚",
     "自列入之日起满2年未再发生列入情形的，申请移出。", Check.PENALTY, Exit.TERM),
    ("SER-4", S, 4, "受到5万元以上罚款处罚", "受到五万元以上罚款处罚",
     "自列入之日起满2年未再发生列入情形的，申请移出。", Check.PENALTY, Exit.TERM),
    ("SER-5", S, 5, "三年内两次以上受到警告或者不满5万元罚款处罚", "三年内两次以上受到警告或者不满五万元罚款处罚",
     "自列入之日起满2年未再发生列入情形的，申请移出。", Check.REPEATED, Exit.TERM),
    ("SER-6", S, 6, "被司法机关纳入“失信被执行人”名单", "被纳入失信被执行人名单",
     "履行生效法律文书，自列入之日起满2年未再发生列入情形的，申请移出。", Check.HAND, Exit.TERM),
    ("SER-7", S, 7, "被登记管理机关作出吊销登记证书、撤销设立登记决定", "被吊销登记证书或者撤销设立登记",
     "依法清算并办理注销登记后移出。", Check.PENALTY, Exit.ENDED),
    ("SER-8", S, 8, "法律、行政法规规定应当列入的其他情形", "法律、行政法规规定的其他情形",
     "自列入之日起满2年未再发生列入情形的，申请移出。", Check.HAND, Exit.TERM),
)  # fmt: skip
P = PeriodCode
PERIODS = (
    (P.STATEMENT, 10, f"{CREDIT}列入前告知和陈述申辩"),
    (P.DECISION, 10, f"{CREDIT}列入前告知和陈述申辩"),
    (P.ENTRY, 5, f"{CREDIT}信用信息归集"),
    (P.REMOVAL, 5, f"{CREDIT}第十四条"),
    (P.VERIFYING, 10, LOCAL),
    (P.OBJECTION, 20, LOCAL),
    (P.SPENT, 6, f"{CREDIT}第十四条"),
    (P.SERIOUS_AFTER, 2, f"{CREDIT}第十五条"),
    (P.SERIOUS_TERM, 2, f"{CREDIT}移出严重违法失信名单"),
    (P.REPEATED, 3, f"{CREDIT}第十五条"),
    (P.SMALL_FINE, 50000, f"{CREDIT}第十一条、第十五条"),
)  # fmt: skip


@transaction.atomic
def load_terms() -> int:
    known = set(CreditGround.objects.values_list("code", flat=True))
    articles = {A: "第十一条", S: "第十五条"}
    grounds = [
        CreditGround(
            code=code, list=which, number=number, title=title, public_words=words, remedy=remedy, check_kind=check,
            exit_kind=way, source=f"{CREDIT}{articles[which]}第（{number}）项", valid_from=SINCE,
        )
        for code, which, number, title, words, remedy, check, way in GROUNDS
        if code not in known
    ]  # fmt: skip
    known = set(CreditPeriod.objects.values_list("code", flat=True))
    rows = [
        CreditPeriod(code=code, number=number, source=source, valid_from=SINCE)
        for code, number, source in PERIODS
        if code not in known
    ]
    return len(CreditGround.objects.bulk_create(grounds)) + len(CreditPeriod.objects.bulk_create(rows))
