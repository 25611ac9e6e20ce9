"""The kinds of campaigns as shipped: forms, items, outcomes. Safe to repeat: a kind that has a row keeps it."""

import datetime

from django.db import transaction

from supervision.campaigns.models import CampaignKind, CampaignOutcome
from supervision.questionnaires.questions import Question, dump
from supervision.questionnaires.states import QuestionKind as K
from supervision.questionnaires.states import Use

SINCE = datetime.date(2021, 1, 1)


def _known(key: str, code: str, label: str, kind: str = K.TEXT, use: str = Use.SHOWN) -> Question:
    return Question(key, label, kind, known=code, use=use)


def _own(key: str, label: str, kind: str, **more) -> Question:
    return Question(key, label, kind, is_required=more.pop("required", True), **more)


_WHO = (
    _known("q1", "name", "名称"),
    _known("q2", "uscc", "统一社会信用代码"),
    _known("q3", "phone_public", "对外联系电话", use=Use.CONFIRMED),
    _known("q4", "address", "住所", use=Use.CONFIRMED),
)
ZOMBIE_FORM = (
    *_WHO,
    _known("q5", "last_report", "最近报送的年度", K.INTEGER),
    _own("q6", "最近一次按章程开展活动的日期", K.DATE, required=False, hint="没有开展过的不填。"),
    _own("q7", "该次活动的内容", K.LONG_TEXT, required=False),
    _own("q8", "法定代表人能否正常履职", K.YES_NO),
    _own("q9", "今后的打算", K.CHOICE, choices=(
        ("resume", "恢复活动"), ("rectify", "整改后恢复"), ("cancel", "申请注销"), ("other", "其他"),
    )),
    _own("q10", "其他打算或困难", K.LONG_TEXT, if_key="q9", if_value="other"),
)  # fmt: skip
FEE_FORM = (
    *_WHO,
    _known("q5", "dues_adopted_on", "会费标准通过日期", K.DATE),
    _known("q6", "dues_published_on", "会费标准公布日期", K.DATE),
    _own("q7", "会费标准是否已向社会公布", K.YES_NO),
    _own("q8", "没有公布的，计划公布日期", K.DATE, if_key="q7", if_value="no"),
    _own("q9", "是否有强制入会、强制服务并收费的情况", K.YES_NO),
    _own("q10", "情况和纠正措施", K.LONG_TEXT, if_key="q9", if_value="yes"),
    _own("q11", "是否有只收费不服务、重复收费的情况", K.YES_NO),
    _own("q12", "情况和纠正措施（收费服务）", K.LONG_TEXT, if_key="q11", if_value="yes"),
    _own("q13", "本年减免、降低收费金额（元）", K.MONEY, hint="没有的填 0。"),
    _own("q14", "收费清单", K.FILE, required=False),
)
NON_PROFIT_FORM = (
    *_WHO,
    _own("q5", "是否向举办者、会员分配结余", K.YES_NO),
    _own("q6", "情况和纠正措施", K.LONG_TEXT, if_key="q5", if_value="yes"),
    _own("q7", "工作人员工资福利是否符合规定的比例和水平", K.YES_NO),
    _own("q8", "不符合的情况", K.LONG_TEXT, if_key="q7", if_value="no"),
    _own("q9", "关联方交易笔数（近一年）", K.INTEGER, hint="没有的填 0。"),
    _own("q10", "收支是否全部纳入本组织账户", K.YES_NO),
    _own("q11", "自查报告", K.FILE, required=False),
)

_FAIR = (("qualified", "合格", False), ("rectified", "已整改", False))
_AWAY = (("referred", "移送处理", True),)
# code → (name, basis, form, items, outcomes as (code, label, whether an exit))
SHIPPED: dict[str, tuple] = {
    "zombie": (
        "僵尸型社会组织清理", "民发〔2021〕63号", ZOMBIE_FORM,
        ("住所有无办公场所和人员", "能否联系到法定代表人或负责人", "证书、印章保管情况", "近两年活动和财务资料"),
        (
            ("revived", "激活", False), ("rectified", "整改", False), ("cancelled", "注销", True),
            ("revoked", "撤销登记", True), ("referred", "移送", True),
        ),
    ),
    "industry_fees": (
        "行业协会商会涉企收费清理", "国办发〔2020〕21号", FEE_FORM,
        ("收费项目的依据和标准", "会费标准的表决和公布", "有无强制入会和收费", "评比表彰和培训收费", "分支机构收费"),
        (*_FAIR, *_AWAY),
    ),
    "non_profit": (
        "非营利自查", "", NON_PROFIT_FORM,
        ("章程中的非营利条款", "结余和资产使用", "工资福利", "关联方交易"),
        (*_FAIR, *_AWAY),
    ),
    "branches": (
        "分支机构清理", "", _WHO,
        ("分支机构名录与备案是否一致", "有无地域性分支机构", "账户和收入是否纳入本组织"),
        (*_FAIR, *_AWAY),
    ),
}  # fmt: skip


@transaction.atomic
def load_kinds() -> int:
    """Returns the rows written. Sources are marked unverified until somebody compared them."""
    written = 0
    for code, (name, basis, form, items, outcomes) in SHIPPED.items():
        kind, is_new = CampaignKind.objects.get_or_create(
            code=code,
            defaults={
                "name": name, "basis": basis, "questions": dump(form), "items": list(items), "valid_from": SINCE,
            },
        )  # fmt: skip
        if is_new:
            CampaignOutcome.objects.bulk_create(
                CampaignOutcome(kind=kind, code=its, label=label, is_exit=is_exit, place=place)
                for place, (its, label, is_exit) in enumerate(outcomes)
            )
            written += 1 + len(outcomes)
    return written
