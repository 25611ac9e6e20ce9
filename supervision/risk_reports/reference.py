"""Kinds and time limits as shipped. Safe to repeat: a table that has rows keeps them, whatever people made of them."""

import datetime

from django.db import transaction

from supervision.risk_reports.models import RiskClock, RiskKind
from supervision.risk_reports.states import LEVELS, Stage, Unit, Urgency

SINCE = datetime.date(2022, 1, 1)
SOURCE = "本平台设定，待与当地四级联动工作机制文件核对"
KINDS = (
    ("unlisted_body", "不认识的组织在活动"),
    ("fees", "乱收费、摊派或退费纠纷"),
    ("fraud", "以组织名义集资、推销"),
    ("crowd", "聚集、纠纷或群体诉求"),
    ("premises", "场所安全隐患"),
    ("vanished", "人去楼空、联系不上"),
    ("misuse", "超出业务范围的活动"),
    ("other", "其他"),
)
LIMITS = {
    (Stage.JUDGE, Urgency.URGENT): (24, Unit.HOURS),
    (Stage.JUDGE, Urgency.NORMAL): (3, Unit.WORKDAYS),
    (Stage.HANDLE, Urgency.URGENT): (3, Unit.WORKDAYS),
    (Stage.HANDLE, Urgency.NORMAL): (15, Unit.WORKDAYS),
}


@transaction.atomic
def load_risk_kinds() -> int:
    if RiskKind.objects.exists():
        return 0
    rows = [
        RiskKind(code=code, label=label, position=position, valid_from=SINCE)
        for position, (code, label) in enumerate(KINDS, start=1)
    ]
    return len(RiskKind.objects.bulk_create(rows))


@transaction.atomic
def load_risk_clocks() -> int:
    if RiskClock.objects.exists():
        return 0
    rows = [
        RiskClock(level=level, stage=stage, urgency=urgency, amount=amount, unit=unit, source=SOURCE, valid_from=SINCE)
        for level in LEVELS
        for (stage, urgency), (amount, unit) in LIMITS.items()
    ]
    return len(RiskClock.objects.bulk_create(rows))
