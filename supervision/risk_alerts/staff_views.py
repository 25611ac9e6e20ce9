"""Alerts for staff: find, read, judge, dismiss; and the log of the nights."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.refusal import Refusal
from core.rules.base import rule_of, rule_titles
from core.rules.models import RuleVersion
from core.workflow import timeline
from supervision.risk_alerts import actions, nights
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.models import RiskAlert, SweepRun
from supervision.risk_alerts.tables import AlertList, handling_badge, severity_badge

NIGHTS_SHOWN = 60


@require_safe
@guards.staff("risk_alerts.view")
def index(request):
    return AlertList().respond(request)


@require_safe
@guards.staff("risk_alerts.view")
def detail(request, pk):
    links = ("organization", "registering_authority")
    more = (
        "supervising_authority",
        "business_supervisor",
        "industry_department",
        "party_superior",
        "district",
        "street",
    )
    alert = get_object_or_404(RiskAlert.objects.visible_to(request.actor).select_related(*links, *more), pk=pk)
    version = RuleVersion.objects.on(alert.opened_on).filter(code=alert.rule_code).order_by("-number").first()
    context = {
        "alert": alert,
        "severity": severity_badge(alert),
        "handling": handling_badge(alert),
        "rule": rule_of(alert.rule_code),
        "sources": version.sources.all() if version else [],
        "facts": facts_of(alert),
        "chain": _chain(alert),
        "entries": _entries(alert),
        "may_not_dismiss": request.actor.can("risk_alerts.dismiss") and not request.actor.competent_for(alert),
    }
    return render(request, "supervision/risk_alerts/staff_detail.html", context)


@require_POST
@guards.staff("risk_alerts.judge")
def judge(request, pk):
    return _act(request, pk, actions.judge, "已记录研判意见。")


@require_POST
@guards.staff("risk_alerts.dismiss")
def dismiss(request, pk):
    return _act(request, pk, actions.dismiss, "已排除。情况不变时不再提示，情况变化后会重新预警。")


@require_safe
@guards.staff("risk_alerts.sweeps")
def sweeps(request):
    context = {
        "runs": SweepRun.objects.order_by("-pk")[:NIGHTS_SHOWN],
        "trouble": nights.trouble(),
        "shown": NIGHTS_SHOWN,
    }
    return render(request, "supervision/risk_alerts/staff_sweeps.html", context)


@require_safe
@guards.staff("risk_alerts.sweeps")
def sweep_detail(request, pk):
    run = get_object_or_404(SweepRun, pk=pk)
    titles = rule_titles()
    rules = [(one, titles.get(one.rule_code, "")) for one in run.rule_runs.all()]
    return render(request, "supervision/risk_alerts/staff_sweep_detail.html", {"run": run, "rules": rules})


def _act(request, pk: int, action, done: str):
    alert = get_object_or_404(RiskAlert.objects.visible_to(request.actor), pk=pk)
    try:
        action(alert, actor=request.actor, comment=request.POST.get("comment", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("staff:risk_alerts:detail", pk=pk)


def _chain(alert: RiskAlert) -> list[dict]:
    if alert.kind.is_party:
        return [{"role": "上级党组织", "name": alert.party_superior.name, "note": ""}]
    roles = (
        ("登记管理机关", alert.registering_authority),
        ("监督管理机关", alert.supervising_authority),
        ("业务主管单位", alert.business_supervisor),
        ("行业管理部门", alert.industry_department),
        ("党建责任单位", alert.party_superior),
        ("属地镇街", alert.street),
    )
    return [{"role": role, "name": unit.name if unit else "", "note": ""} for role, unit in roles]


def _entries(alert: RiskAlert) -> list[dict]:
    labels = {transition.name: transition.label for transition in alert.machine.transitions}
    return timeline.entries(alert, labels, with_office=True)
