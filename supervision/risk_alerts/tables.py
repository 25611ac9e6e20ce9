"""The alert list."""

from core import clock
from core.access.actor import Actor
from core.listing import BulkAction, Column, ListPage, Sort
from core.listing.bulk import ReasonForm
from core.rules.base import rule_titles
from core.rules.models import SEVERITY_TONES
from supervision.risk_alerts import actions
from supervision.risk_alerts.filters import AlertFilters
from supervision.risk_alerts.forms import AssignManyForm, DismissManyForm
from supervision.risk_alerts.models import RiskAlert


def severity_badge(alert) -> tuple[str, str]:
    return alert.get_severity_display(), SEVERITY_TONES[alert.severity]


def handling_badge(alert) -> tuple[str, str]:
    if alert.is_resolved:
        return "已解除", "ok"
    if alert.is_judge_overdue:
        return "待研判（超期）", "danger"
    if alert.is_handle_overdue:
        return "已交办（超期）", "danger"
    return alert.get_state_display(), alert.state_tone


def likely_true(alert) -> tuple:
    """How much a dismissal could be wrong: grave alerts first, then those longest past their date."""
    return "LMHC".find(alert.severity), (clock.today() - (alert.due_on or alert.opened_on)).days


BULK = (
    BulkAction("judge", "批量核实", "risk_alerts.judge", actions.judge, actions.check_judge, form=ReasonForm),
    BulkAction(
        "assign",
        "批量交办",
        "risk_alerts.assign",
        actions.assign,
        actions.check_assign,
        form=AssignManyForm,
        explained="交办给本单位的一位同事。交办给其他单位，请在各条预警中办理。",
    ),
    BulkAction(
        "dismiss",
        "批量排除",
        "risk_alerts.judge",
        actions.dismiss,
        actions.check_dismiss,
        form=DismissManyForm,
        confirm_permission="risk_alerts.dismiss",
        doubt=likely_true,
        doubt_text="级别最高、超期最久的排在前面：它们最可能是真实情况。",
        explained="排除后，情况不变时不再提示。经办提出，由本单位有排除权限的另一人确认后才生效。",
    ),
)


class AlertList(ListPage):
    url_name = "staff:risk_alerts:list"
    bulk = BULK
    title = "风险预警"
    lead = "由夜间检查自动产生和解除，是否成立由人判断"
    unit = "条"
    filters = AlertFilters
    empty_title = "目前没有未解除的预警"
    empty_text = "每晚自动检查一次，有新情况会在此列出。"
    columns = (
        Column("severity", "级别", value=severity_badge, kind="badge"),
        Column("subject", "对象", value="subject_words", kind="title", url="staff:risk_alerts:detail", width=36),
        Column("rule", "规则", value=lambda alert: f"{alert.rule_code} {rule_titles().get(alert.rule_code, '')}"),
        Column("period", "所属期", phone=False),
        Column("due_on", "期限", kind="date", sort="due"),
        Column("opened_on", "预警日期", kind="date", sort="opened", phone=False),
        Column("state", "处置", value=handling_badge, kind="badge"),
        Column("judge_due_on", "研判期限", kind="date", phone=False, shown=False),
        Column("assigned_office", "承办单位", shown=False),
        Column("handle_due_on", "办理期限", kind="date", shown=False),
        Column("business_supervisor", "业务主管单位", shown=False),
        Column("supervising_authority", "监督管理机关", shown=False),
    )
    sorts = (
        Sort("latest", "最近的", ("-opened_on",)),
        Sort("opened", "预警日期", ("opened_on",)),
        Sort("due", "期限", ("due_on",)),
    )

    def row_label(self, alert) -> str:
        return f"{alert.subject_words} {alert.rule_code} {alert.period}".strip()

    def queryset(self, actor: Actor):
        rows = RiskAlert.objects.visible_to(actor)
        offices = ("business_supervisor", "supervising_authority", "assigned_office")
        return rows.select_related("organization", *offices).prefetch_related("subject")
