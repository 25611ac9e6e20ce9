"""Numbers and words of alerts, into rows. Safe to repeat: what people changed stays."""

import datetime

from django.db import transaction

from core.rules.models import Severity
from supervision.risk_alerts.models import AlertLimit, DismissalKind, LimitKind

FROM = datetime.date(2018, 1, 1)
S = Severity
# (kind, severity, number, repeat_days): none is named by a law.
LIMITS = (
    (LimitKind.JUDGE, S.CRITICAL, 1, None),
    (LimitKind.JUDGE, S.HIGH, 3, None),
    (LimitKind.JUDGE, S.MEDIUM, 5, None),
    (LimitKind.JUDGE, S.LOW, 10, None),
    (LimitKind.ESCALATE, S.MEDIUM, 30, None),
    (LimitKind.ESCALATE, S.HIGH, 15, 7),
    (LimitKind.ESCALATE, S.CRITICAL, 15, 7),
    (LimitKind.NOISY_PERCENT, "", 30, None),
    (LimitKind.NOISY_LEAST, "", 10, None),
)
# (code, label, is it a false alarm)
KINDS = (
    ("wrong_data", "数据有误，情况并不存在", True),
    ("not_applicable", "规则不适用于该对象", True),
    ("not_yet_recorded", "事项已办结，登记尚未反映", True),
    ("other_false", "其他误报", True),
    ("other_procedure", "已按其他程序办理", False),
    ("winding_up", "正在办理注销清算", False),
)


@transaction.atomic
def load_limits() -> int:
    known = set(AlertLimit.objects.values_list("kind", "severity"))
    rows = [
        AlertLimit(kind=kind, severity=severity, number=number, repeat_days=repeat, valid_from=FROM)
        for kind, severity, number, repeat in LIMITS
        if (kind, severity) not in known
    ]
    return len(AlertLimit.objects.bulk_create(rows))


@transaction.atomic
def load_dismissal_kinds() -> int:
    known = set(DismissalKind.objects.values_list("code", flat=True))
    rows = [
        DismissalKind(code=code, label=label, is_false_alarm=is_false, valid_from=FROM)
        for code, label, is_false in KINDS
        if code not in known
    ]
    return len(DismissalKind.objects.bulk_create(rows))
