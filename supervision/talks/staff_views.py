"""Talks for the authority: planned with a notice, recorded, followed up."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.forms.asking import Question, ask
from core.rules.base import rule_of
from core.workflow import timeline
from registry.organizations.models import Organization
from supervision.letters import files
from supervision.letters.forms import PROOF_TYPES
from supervision.letters.models import Letter
from supervision.risk_alerts.models import RiskAlert
from supervision.talks import actions
from supervision.talks.forms import HoldForm, PlanForm, RecordForm
from supervision.talks.models import SupervisoryTalk
from supervision.talks.states import STEP_WORDS, TalkState
from supervision.talks.tables import TalkList

PAGE = "staff:talks:detail"


@require_safe
@guards.staff("talks.view")
def index(request):
    return TalkList().respond(request)


@require_POST
@guards.staff("talks.export")
def export(request):
    return exports.export(TalkList(), request)


def _found(request, pk) -> SupervisoryTalk:
    rows = SupervisoryTalk.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("organization", "department", "letter__kind", "record"), pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _of_list() -> tuple[str, str]:
    return reverse("staff:talks:list"), "约谈"


@require_safe
@guards.staff("talks.view")
def detail(request, pk):
    found, actor = _found(request, pk), request.actor
    may_attach = found.state == TalkState.HELD and actor.can("talks.record") and actor.competent_for(found)
    context = {
        "found": found,
        "letter": Letter.objects.visible_to(actor).filter(pk=found.letter_id).first(),
        "alert": RiskAlert.objects.visible_to(actor).filter(pk=found.alert_id or 0).first(),
        "officers": found.officers.order_by("name"),
        "may": {step.name for step in found.machine.available(found, actor)},
        "may_attach": may_attach and not actor.read_only,
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
    }
    return render(request, "supervision/talks/staff_detail.html", context)


@guards.staff("talks.record")
def create(request):
    """From an alert (`?alert=`), for an organization (`?organization=`), or from nothing."""
    alert = _asked_alert(request)
    form = PlanForm(request.POST or None, actor=request.actor, initial=_initial(request, alert))

    def do():
        made = actions.plan(actor=request.actor, alert=alert, **form.cleaned_data)
        return reverse("staff:letters:detail", args=[made.letter_id])

    back = _of_list()
    question = Question(
        "安排约谈", "保存并生成通知书", "已生成约谈通知书，请送核、签发、送达。", back[0], (back,),
        note="约谈记录只在登记管理机关内查看，不公开。预计用时 5 分钟。",
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
    if alert is not None:
        rule = rule_of(alert.rule_code)
        return {"organization": alert.organization.name, "subject": rule.title if rule else ""}
    asked = request.GET.get("organization", "")
    rows = Organization.objects.visible_to(request.actor).filter(pk=asked if asked.isdigit() else 0)
    body = rows.first()
    return {"organization": body.name} if body else {}


def _question(found: SupervisoryTalk, title: str, button: str, done: str) -> Question:
    address, name = _address(found.pk), found.organization.name
    return Question(title, button, done, address, (_of_list(), (address, name)), lead=f"{name}：{found.subject}")


@guards.staff("talks.record")
def hold(request, pk):
    found = _found(request, pk)
    form = HoldForm(request.POST or None, department=found.department)

    def do():
        actions.hold(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return ask(request, form, _question(found, "记录约谈", "保存", "已记录，请上传签字笔录。"), do)


@guards.staff("talks.record")
def attach(request, pk):
    found, form = _found(request, pk), RecordForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = RecordForm(request.POST, request.FILES)

    @transaction.atomic
    def do():
        stored = files.store(form.cleaned_data["record"], request.actor, PROOF_TYPES)
        actions.attach(found, actor=request.actor, record=stored)
        return _address(pk)

    return ask(request, form, _question(found, "上传签字笔录", "上传", "已上传。"), do)


def _step(request, pk, verb, said: str):
    verb(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("talks.record")
def close(request, pk):
    return _step(request, pk, actions.close, "已办结。")


@require_POST
@guards.staff("talks.record")
def cancel(request, pk):
    return _step(request, pk, actions.cancel, "已取消。")


@require_POST
@guards.staff("talks.view")
def file(request, pk):
    found = _found(request, pk)
    if found.record is None:
        raise Http404
    return redirect(files.link(found.record, request.actor, "talks.view"))
