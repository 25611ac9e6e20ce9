"""Alerts for other systems: what the nightly rules found and what became of it. Left out: what people wrote."""

from core.api import lists
from core.listing import Column
from supervision.risk_alerts.tables import AlertList

api = lists.routes(
    AlertList,
    "risk_alerts.view",
    tag="risk-alerts",
    instead=(
        Column("severity", "级别", value="get_severity_display"),
        Column("rule", "规则代码", value="rule_code"),
        Column("subject_kind", "对象类别", value=lambda alert: alert.kind.label),
        Column("subject", "对象", value="subject_words"),
        Column("state", "处置", value="get_state_display"),
        Column("resolved_on", "解除日期", kind="date"),
    ),
)
