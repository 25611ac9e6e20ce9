"""Alerts for staff: find, read, judge, assign, dismiss, talk about; and the log of the nights."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.rules.base import rule_of, rule_titles
from core.rules.explained import explanation
from core.rules.models import RuleVersion
from core.workflow import timeline
from supervision.letters.links import LetterLink, new_letter
from supervision.risk_alerts import actions, nights, queries
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.filters import ESCALATED
from supervision.risk_alerts.forms import AssignForm, CommentForm, DismissForm
from supervision.risk_alerts.models import RiskAlert, SweepRun
from supervision.risk_alerts.remedies import remedy_of
from supervision.risk_alerts.tables import AlertList, handling_badge, severity_badge

NIGHTS_SHOWN = 60


@require_safe
@guards.staff("risk_alerts.view")
def index(request):
    return AlertList().respond(request)


@require_safe
@guards.staff("risk_alerts.view")
def escalated(request):
    """Where the item of an office's head leads."""
    return redirect(f"{reverse('staff:risk_alerts:list')}?status={ESCALATED}")


LINKS = (
    "organization", "registering_authority", "supervising_authority", "business_supervisor", "industry_department",
    "party_superior", "district", "street", "assigned_office", "assignee", "dismissal_kind",
)  # fmt: skip


def _found(request, pk: int) -> RiskAlert:
    return get_object_or_404(RiskAlert.objects.visible_to(request.actor).select_related(*LINKS), pk=pk)


def _urging(alert: RiskAlert, actor) -> LetterLink | None:
    """提醒函 about what is overdue, by the body's own authority."""
    if alert.organization_id is None or alert.is_resolved or alert.due_on is None or alert.due_on >= clock.today():
        return None
    if alert.supervising_authority_id != actor.department_id:
        return None
    rule = rule_of(alert.rule_code)
    title = rule.title if rule else "有关事项"
    of = f"（{alert.period}）" if alert.period else ""
    facts = f"{title}{of}，期限为{alert.due_on:%Y-%m-%d}，至{clock.today():%Y-%m-%d}尚未办理。"
    return new_letter("发提醒函", "reminder", actor, organization=alert.organization_id, subject=title, facts=facts)


@require_safe
@guards.staff("risk_alerts.view")
def detail(request, pk):
    return _page(request, _found(request, pk))


def _page(request, alert: RiskAlert, status: int = 200, **forms):
    """`forms` are those that came back with errors."""
    actor = request.actor
    may = set() if alert.is_resolved else {step.name for step in alert.machine.available(alert, actor)}
    if alert.assigned_office_id != actor.department_id:
        may.discard("hand_back")
    rule = rule_of(alert.rule_code)
    version = RuleVersion.objects.on(alert.opened_on).filter(code=alert.rule_code).first()
    context = {
        "alert": alert,
        "severity": severity_badge(alert),
        "handling": handling_badge(alert),
        "rule": rule,
        "explanation": explanation(rule, version, alert.opened_on) if rule else "",
        "sources": version.sources.all() if version else [],
        "facts": facts_of(alert),
        "chain": _chain(alert),
        "entries": _entries(alert),
        "remedy": remedy_of(alert, actor),
        "urging": _urging(alert, actor),
        "comments": alert.comments.select_related("user", "department"),
        "escalations": alert.escalations.select_related("office"),
        "may": may,
        "may_comment": actor.can("risk_alerts.comment") and not actor.read_only,
        "may_not_dismiss": actor.can("risk_alerts.dismiss") and not actor.competent_for(alert),
        "dismiss_form": DismissForm(),
        "assign_form": AssignForm(alert=alert, actor=actor) if "assign" in may else None,
        "comment_form": CommentForm(),
        **forms,
    }
    return render(request, "supervision/risk_alerts/staff_detail.html", context, status=status)


@require_POST
@guards.staff("risk_alerts.judge")
def judge(request, pk):
    return _act(request, pk, actions.judge, "已记录研判意见。", comment=request.POST.get("comment", ""))


@require_POST
@guards.staff("risk_alerts.comment")
def hand_back(request, pk):
    return _act(
        request, pk, actions.hand_back, "已退回，由交办单位另行安排。", comment=request.POST.get("comment", "")
    )


@require_POST
@guards.staff("risk_alerts.assign")
def assign(request, pk):
    alert = _found(request, pk)
    form = AssignForm(request.POST, alert=alert, actor=request.actor)
    if not form.is_valid():
        return _page(request, alert, status=422, assign_form=form)
    given = {**form.cleaned_data, "office": form.cleaned_data["office"].pk}
    return _act(request, pk, actions.assign, "已交办，承办单位的待办中可以看到。", **given)


@require_POST
@guards.staff("risk_alerts.dismiss")
def dismiss(request, pk):
    alert = _found(request, pk)
    form = DismissForm(request.POST)
    if not form.is_valid() and actions.may_dismiss(alert, request.actor):
        return _page(request, alert, status=422, dismiss_form=form)
    given = {name: request.POST.get(name, "") for name in ("reason", "comment")}
    return _act(request, pk, actions.dismiss, "已排除。情况不变时不再提示，情况变化后会重新预警。", **given)


@require_POST
@guards.staff("risk_alerts.comment")
def comment(request, pk):
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(request, pk), status=422, comment_form=form)
    return _act(request, pk, actions.comment_on, "已留言。", **form.cleaned_data)


@require_safe
@guards.staff("risk_alerts.sweeps")
def sweeps(request):
    missing = queries.nights_without_run(NIGHTS_SHOWN, nights.expected_day())
    context = {
        "runs": SweepRun.objects.order_by("-pk")[:NIGHTS_SHOWN],
        "trouble": nights.trouble(),
        "missing": missing,
        "missing_text": "、".join(f"{day:%Y-%m-%d}" for day in missing),
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


def _act(request, pk: int, action, done: str, **given):
    alert = get_object_or_404(RiskAlert.objects.visible_to(request.actor), pk=pk)
    try:
        action(alert, actor=request.actor, **given)
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
