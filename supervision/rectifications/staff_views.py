"""Orders for the authority: drafted from an alert or by hand, followed to verification."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.forms.asking import Question, ask
from core.rules.base import rule_of
from core.workflow import timeline
from registry.organizations.models import Organization
from supervision.letters import files, queries
from supervision.letters.forms import FILE_TYPES
from supervision.rectifications import actions
from supervision.rectifications.forms import CommentForm, ExtendForm, OrderForm, ReportForm
from supervision.rectifications.models import RectificationOrder
from supervision.rectifications.states import STEP_WORDS
from supervision.rectifications.tables import OrderList
from supervision.risk_alerts.models import RiskAlert

PAGE = "staff:rectifications:detail"


@require_safe
@guards.staff("rectifications.view")
def index(request):
    return OrderList().respond(request)


@require_POST
@guards.staff("rectifications.export")
def export(request):
    return exports.export(OrderList(), request)


def _found(request, pk) -> RectificationOrder:
    links = ("organization__supervising_authority", "letter__kind", "letter__department", "alert")
    return get_object_or_404(RectificationOrder.objects.visible_to(request.actor).select_related(*links), pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _of_list() -> tuple[str, str]:
    return reverse("staff:rectifications:list"), "责令整改"


@require_safe
@guards.staff("rectifications.view")
def detail(request, pk):
    found = _found(request, pk)
    letter = type(found.letter).objects.visible_to(request.actor).filter(pk=found.letter_id).first()
    alert = RiskAlert.objects.visible_to(request.actor).filter(pk=found.alert_id or 0).first()
    context = {
        "found": found,
        "letter": letter,
        "alert": alert,
        "campaign_target": _campaign_target(found) if request.actor.can("campaigns.view") else None,
        "reports": found.reports.select_related("user", "answered_by").prefetch_related("files"),
        "may": {step.name for step in found.machine.available(found, request.actor)},
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
    }
    return render(request, "supervision/rectifications/staff_detail.html", context)


def _campaign_target(found: RectificationOrder):
    """Of the campaign that the order came out of; campaigns refer to orders, never the other way."""
    order = getattr(found, "campaign_order", None)
    return order.target if order else None


@guards.staff("rectifications.order")
def create(request):
    """From an alert (`?alert=`), for an organization (`?organization=`), or from nothing."""
    alert = _asked_alert(request)
    form = OrderForm(
        request.POST or None, actor=request.actor, has_alert=alert is not None, initial=_initial(request, alert)
    )

    def do():
        made = actions.order(actor=request.actor, alert=alert, **{"source": "alert", **form.cleaned_data})
        return reverse("staff:letters:detail", args=[made.letter_id])

    back = _of_list()
    question = Question(
        "拟定责令整改", "保存并生成通知书", "已生成责令整改通知书，请送核、签发、送达。", back[0], (back,),
        note="通知书送达后起算期限。预计用时 5 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


def _asked_alert(request) -> RiskAlert | None:
    asked = request.GET.get("alert", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    rows = RiskAlert.objects.visible_to(request.actor).exclude(organization=None).select_related("organization")
    return get_object_or_404(rows, pk=asked)


def _initial(request, alert: RiskAlert | None) -> dict:
    initial = {"due_days": queries.period(queries.RECTIFICATION_DAYS, clock.today())}
    if alert is not None:
        rule = rule_of(alert.rule_code)
        return {**initial, "organization": alert.organization.name, "ground": rule.title if rule else ""}
    asked = request.GET.get("organization", "")
    rows = Organization.objects.visible_to(request.actor).filter(pk=asked if asked.isdigit() else 0)
    body = rows.first()
    return {**initial, "organization": body.name if body else ""}


def _asking(request, pk, form, verb, *words: str):
    found = _found(request, pk)

    def do():
        verb(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return ask(request, form, _question(found, *words), do)


def _question(found: RectificationOrder, title: str, button: str, done: str) -> Question:
    address, name = _address(found.pk), found.organization.name
    return Question(title, button, done, address, (_of_list(), (address, name)), lead=name)


@guards.staff("rectifications.verify")
def verify(request, pk):
    form = CommentForm(request.POST or None)
    return _asking(request, pk, form, actions.verify, "核实通过", "核实通过", "已核实通过，整改完成。")


@guards.staff("rectifications.verify")
def send_back(request, pk):
    form = CommentForm(request.POST or None)
    return _asking(request, pk, form, actions.send_back, "核实未通过", "退回继续整改", "已退回，社会组织会收到待办。")


@guards.staff("rectifications.extend")
def extend(request, pk):
    return _asking(request, pk, ExtendForm(request.POST or None), actions.extend, "延长期限", "延长", "已延长期限。")


@guards.staff("rectifications.verify")
def take_in(request, pk):
    """What the organization brought on paper."""
    found, form = _found(request, pk), ReportForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        stored = [files.store(one, request.actor, FILE_TYPES) for one in form.cleaned_data["documents"]]
        actions.take_in(found, actor=request.actor, text=form.cleaned_data["text"], files=stored)
        return _address(pk)

    return ask(request, form, _question(found, "登记整改情况", "登记", "已登记，请核实。"), do)


@require_POST
@guards.staff("rectifications.extend")
def cancel(request, pk):
    actions.cancel(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤销。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("rectifications.view")
def file(request, pk, file):
    found = _found(request, pk)
    stored = files.among(found.reports.values("files"), file)
    return redirect(files.link(stored, request.actor, "rectifications.view"))
