"""The facts of an alert in words, with links to the rows they stand in."""

import datetime
from dataclasses import dataclass

from core.rules.base import rule_of
from core.rules.subjects import subject_kind
from registry.annual_reports.models import AnnualReport
from supervision.risk_alerts.models import RiskAlert

LABELS = {
    "term_no": "届次",
    "submitted_on": "报送日期",
    "extended_until": "延期至",
    "elected_on": "换届日期",
    "representative_since": "法定代表人任职日期",
    "officer": "任职人员",
    "post": "职务",
    "in_office_since": "任职日期",
    "certificate_number": "证书编号",
    "printed_until": "证书载明有效期至",
    "months_before": "提前提醒月数",
    "adopted_on": "通过日期",
    "charged_from": "执行日期",
    "uscc": "统一社会信用代码",
    "code_doubts": "需核对",
    "term_end": "届满日期",
    "size_reasons": "需核对",
    "formal_members": "正式党员数",
    "units": "覆盖单位数",
    "version_no": "章程版次",
    "approved_on": "核准日期",
    "year": "报告年度",
    "due_on": "截止日期",
    "first_due_on": "初审截止日期",
    "original_due_on": "原定截止日期",
    "days_before": "提前提醒天数",
    "round": "第几次报送",
    "returned_on": "退回日期",
    "fix_due_on": "补正期限",
    "ratio_public_benefit": "公益支出比例（%）",
    "spending_shortfall": "公益支出低于下限（元）",
    "ratio_management": "管理费用比例（%）",
    "management_excess": "管理费用高于上限（元）",
    "failed": "不平衡的数据项数",
    "life_kind": "组织生活",
    "life_period": "所属时期",
    "accepted_on": "支部大会通过日期",
    "number": "文号",
    "reply_due_on": "回复期限",
    "first_posted_on": "第一次交寄日期",
    "second_posted_on": "第二次交寄日期",
    "ordered_on": "签发日期",
    "probation_ends_on": "预备期届满日期",
    "risk_office": "到期未研判的单位",
    "listed_on": "列入日期",
    "since": "起算日期",
    "ground": "列入情形",
    "first_on": "前一处罚决定日期",
    "second_on": "后一处罚决定日期",
    "authority": "处罚机关",
    "effective_on": "生效日期",
    "verified_on": "核实日期",
    "formed_on": "形成日期",
}


@dataclass(frozen=True)
class Fact:
    label: str
    text: str
    url: str = ""


def facts_of(alert: RiskAlert) -> list[Fact]:
    """One line per fact; the subject or the report it speaks of as a link. At most one query."""
    shown = {alert.period, alert.due_on.isoformat() if alert.due_on else ""}  # stands on the page already
    known = {key: value for key, value in alert.evidence.items() if value is not None and str(value) not in shown}
    rule = rule_of(alert.rule_code)
    labels = {**LABELS, **(rule.evidence_labels if rule else {})}
    found = [Fact(labels.get(key, key), _text(value)) for key, value in known.items()]
    if alert.subject_kind not in ("organization", "report"):
        found.insert(0, Fact(alert.kind.label, str(alert.subject or "已不存在"), alert.kind.url(alert.subject)))
    report = alert.subject if alert.subject_kind == "report" else _report(alert)
    if report is not None:
        found.append(
            Fact("年度报告", f"{report.year}年度（{report.get_state_display()}）", subject_kind("report").url(report))
        )
    elif "year" in alert.evidence and alert.organization_id:
        found.append(Fact("年度报告", "尚未建立"))
    return found


def _report(alert: RiskAlert) -> AnnualReport | None:
    year = alert.evidence.get("year")
    if not alert.organization_id or not isinstance(year, int):
        return None
    return AnnualReport.objects.filter(organization=alert.organization_id, year=year).first()


def _text(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    try:
        day = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return f"{day.year}年{day.month}月{day.day}日"
