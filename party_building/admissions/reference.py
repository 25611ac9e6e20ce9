"""The usual 25 steps and the periods, into rows. Safe to repeat: what people changed stays.

Names are in our own words and none of the rows was compared with the original (unverified).
"""

import datetime

from django.db import transaction

from party_building.admissions.models import AdmissionPeriod, AdmissionStep
from party_building.admissions.states import BIRTH, PROBATION_END, PROLONGED, Decider, Naming, PeriodKind, Stage

SINCE = datetime.date(2000, 1, 1)
B, U = Decider.BRANCH, Decider.SUPERIOR
# Code, stage, name, whose, the move it makes, whom it names, what is asked for.
STEPS = (
    ("application", Stage.APPLICATION, "递交入党申请书", B, "", "", "本人自愿书面申请"),
    ("first_talk", Stage.APPLICATION, "党组织派人谈话", B, "", "", "了解基本情况"),
    ("activist", Stage.ACTIVIST, "推荐和确定入党积极分子", B, "list_activist", "", "支委会（支部大会）研究决定"),
    ("activist_filed", Stage.ACTIVIST, "入党积极分子报上级备案", U, "", "", ""),
    ("contacts", Stage.ACTIVIST, "指定培养联系人", B, "", Naming.CONTACT, "一至二名正式党员"),
    ("education", Stage.ACTIVIST, "培养教育和考察", B, "", "", "每季度记录，每半年分析一次"),
    ("object", Stage.OBJECT, "确定发展对象", B, "list_object", "", "听取各方面意见"),
    ("object_filed", Stage.OBJECT, "发展对象报上级备案", U, "", "", ""),
    ("sponsors", Stage.OBJECT, "确定入党介绍人", B, "", Naming.SPONSOR, "两名正式党员"),
    ("political_check", Stage.OBJECT, "进行政治审查", B, "", "", "形成结论性材料"),
    ("short_course", Stage.OBJECT, "参加短期集中培训", B, "", "", "一般不少于三天或者二十四学时"),
    ("branch_check", Stage.ACCEPTANCE, "支部委员会审查", B, "", "", "审查材料是否齐全"),
    ("pre_check", Stage.ACCEPTANCE, "上级党组织预审", U, "", "", "书面通知预审结果"),
    ("form", Stage.ACCEPTANCE, "填写入党志愿书", B, "", "", ""),
    ("acceptance", Stage.ACCEPTANCE, "支部大会讨论接收", B, "accept", "", "预备期从通过之日算起"),
    ("superior_talk", Stage.ACCEPTANCE, "上级党组织派人谈话", U, "", "", ""),
    ("approval", Stage.ACCEPTANCE, "上级党组织审批", U, "approve", "", "集体讨论、表决决定"),
    ("reported", Stage.ACCEPTANCE, "报再上一级组织部门备案", U, "", "", ""),
    ("assigned", Stage.PROBATION, "编入党支部和党小组", B, "", "", ""),
    ("oath", Stage.PROBATION, "入党宣誓", B, "", "", ""),
    ("probation", Stage.PROBATION, "继续教育和考察", B, "", "", ""),
    ("asking", Stage.PROBATION, "提出书面转正申请", B, "", "", "预备期满前后提出"),
    ("confirmation", Stage.PROBATION, "支部大会讨论转正", B, "", "", "党龄从转正之日算起"),
    ("confirmed", Stage.PROBATION, "上级党组织审批转正", U, "confirm", "", ""),
    ("archived", Stage.PROBATION, "材料归档", B, "", "", ""),
)
DETAILED = "《中国共产党发展党员工作细则》"
CHARTER = "《中国共产党章程》"
# Code, kind, from, to, years, months, source.
PERIODS = (
    ("age", PeriodKind.AT_LEAST, BIRTH, "application", 18, 0, CHARTER),
    ("first_talk", PeriodKind.WITHIN, "application", "first_talk", 0, 1, DETAILED),
    ("cultivation", PeriodKind.AT_LEAST, "activist", "object", 1, 0, DETAILED),
    ("approval", PeriodKind.WITHIN, "acceptance", "approval", 0, 3, DETAILED),
    ("approval_longest", PeriodKind.WITHIN, "acceptance", "approval", 0, 6, DETAILED),
    ("probation", PeriodKind.AT_LEAST, "acceptance", "confirmation", 1, 0, CHARTER),
    ("confirmed", PeriodKind.WITHIN, "confirmation", "confirmed", 0, 3, DETAILED),
    ("prolong_least", PeriodKind.AT_LEAST, PROBATION_END, PROLONGED, 0, 6, CHARTER),
    ("prolong_most", PeriodKind.WITHIN, PROBATION_END, PROLONGED, 1, 0, CHARTER),
)


@transaction.atomic
def load_steps() -> int:
    known = set(AdmissionStep.objects.values_list("code", flat=True))
    rows = [
        AdmissionStep(
            code=code, seq=number, stage=stage, name=name, decider=decider, moves=moves, names=names, note=note,
            valid_from=SINCE,
        )
        for number, (code, stage, name, decider, moves, names, note) in enumerate(STEPS, 1)
        if code not in known
    ]  # fmt: skip
    return len(AdmissionStep.objects.bulk_create(rows))


@transaction.atomic
def load_periods() -> int:
    known = set(AdmissionPeriod.objects.values_list("code", flat=True))
    rows = [
        AdmissionPeriod(
            code=code, kind=kind, from_code=start, to_code=end, years=years, months=months, source=source,
            valid_from=SINCE,
        )
        for code, kind, start, end, years, months, source in PERIODS
        if code not in known
    ]  # fmt: skip
    return len(AdmissionPeriod.objects.bulk_create(rows))
