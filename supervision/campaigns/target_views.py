"""One target: what it said, what was found, what it has to put right, how it ends."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.files import actions as files
from core.files import links
from core.forms.asking import Question, ask
from core.workflow import timeline
from registry.organizations.states import OrgType, Standing, Status
from supervision.campaigns.actions import checks, formal, targets
from supervision.campaigns.forms import (
    FILE_TYPES,
    FormalOrderForm,
    InspectForm,
    OrderForm,
    SignOffForm,
    StrikeForm,
)
from supervision.campaigns.models import CampaignOrder, CampaignTarget, SelfCheck, SiteCheckFile
from supervision.campaigns.states import HANDLED, OPEN_ORDERS, STEP_WORDS, CampaignState, Finding, TargetState
from supervision.letters import queries as letters
from supervision.questionnaires import answers

PAGE = "staff:campaigns:target"


def _found(request, pk) -> CampaignTarget:
    links_ = ("campaign__kind", "campaign__department", "organization__supervising_authority", "outcome", "district")
    rows = CampaignTarget.objects.visible_to(request.actor).select_related(*links_, "responsible", "authority")
    return get_object_or_404(rows, pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _crumbs(found: CampaignTarget) -> tuple[tuple[str, str], ...]:
    campaign = found.campaign
    return (
        (reverse("staff:campaigns:list"), "专项行动"),
        (reverse("staff:campaigns:detail", args=[campaign.pk]), campaign.title),
        (_address(found.pk), found.name),
    )


def _facts(found: CampaignTarget) -> list[tuple[str, str]]:
    facts = found.facts
    labels = {"org_type": OrgType, "status": Status, "standing": Standing}
    words = {name: dict(kind.choices).get(facts.get(name), "") for name, kind in labels.items()}
    return [
        ("统一社会信用代码", facts.get("uscc", "")), ("类型", words["org_type"]), ("登记状态", words["status"]),
        ("信用状况", words["standing"]), ("成立登记日期", facts.get("registered_on", "")),
        ("住所", facts.get("address", "")), ("区县", str(found.district or "")),
        ("责任部门", str(found.responsible or "")), ("监督管理机关", str(found.authority or "")),
    ]  # fmt: skip


@require_safe
@guards.staff("campaigns.view")
def detail(request, pk):
    found, actor = _found(request, pk), request.actor
    check = SelfCheck.objects.filter(target=found).first()
    last = check.rounds.last() if check else None
    order = found.orders.filter(state__in=OPEN_ORDERS).first()
    is_own = actor.competent_for(found) and found.campaign.state == CampaignState.RUNNING
    context = {
        "found": found,
        "facts": _facts(found),
        "check": check,
        "last": last,
        "said": answers.said(found.campaign.form, last.answers, last.known) if last else [],
        "site_checks": found.site_checks.prefetch_related("findings", "files__file").select_related("department"),
        "orders": found.orders.select_related("report_file", "formal__letter"),
        "sign_offs": found.sign_offs.select_related("outcome", "department", "user", "proposed_by"),
        "strikes": found.strikes.select_related("struck_by", "restored_by"),
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "may": _may(found, check, order, actor, is_own=is_own),
        "order": order,
        "is_own": actor.competent_for(found),
    }
    return render(request, "supervision/campaigns/staff_target.html", context)


def _may(found: CampaignTarget, check, order, actor, *, is_own: bool) -> set[str]:
    """Acts that are offered; their verbs decide."""
    if found.campaign.state != CampaignState.RUNNING:
        return set()
    steps = {step.name for step in found.machine.available(found, actor)} - {"strike", "restore", "verify"}
    if check is not None and check.state == "submitted":
        steps.discard("propose")
    if not targets.may_confirm(found, actor):
        steps.discard("sign_off")
    if is_own and found.state in HANDLED:
        steps |= _formal_steps(found, order, actor)
        steps |= {"inspect"} if actor.can("campaigns.check") else set()
        steps |= {"remind"} if actor.can("campaigns.handle") and found.campaign.asks and _is_waiting(check) else set()
    if check is not None and is_own:
        steps |= {f"check_{step.name}" for step in check.machine.available(check, actor)} & {
            "check_send_back", "check_accept",
        }  # fmt: skip
    if order is not None and is_own:
        steps |= {f"order_{step.name}" for step in order.machine.available(order, actor)} & {
            "order_ask_again", "order_pass",
        }  # fmt: skip
    if actor.can("campaigns.strike") and actor.competent_for(found.campaign):
        steps |= {step.name for step in found.machine.available(found, actor)} & {"strike", "restore"}
    return steps


def _formal_steps(found: CampaignTarget, order, actor) -> set[str]:
    """责令整改 is offered where nothing is asked yet, or in place of what is."""
    may = actor.can("rectifications.order") and actor.can("campaigns.handle")
    return {"order_formally"} if may and (order is not None or found.state == TargetState.OPEN) else set()


def _is_waiting(check: SelfCheck | None) -> bool:
    return check is None or check.may_write


# ---- questions with a form


def _asking(request, pk, form, words: tuple[str, str, str], do):
    found = _found(request, pk)
    return ask(request, form, Question(*words, _address(pk), _crumbs(found), lead=found.name), do)


@guards.staff("campaigns.check")
def inspect(request, pk):
    found = _found(request, pk)
    form = InspectForm(request.POST or None, request.FILES or None, items=found.campaign.items)

    @transaction.atomic
    def do():
        values = form.cleaned_data
        stored = [_stored(request, values["upload"])] if values.get("upload") else []
        checks.inspect(
            found, actor=request.actor, checked_on=values["checked_on"], place=values["place"],
            inspectors=form.people, met=values["met"], summary=values["summary"], findings=form.findings,
            files=stored,
        )  # fmt: skip
        return _address(pk)

    return _asking(request, pk, form, ("现场检查", "保存", "已记录现场检查。"), do)


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="campaigns", permission="campaigns.view", actor=request.actor,
        allowed=FILE_TYPES,
    )  # fmt: skip


@guards.staff("campaigns.handle")
def order(request, pk):
    form = OrderForm(request.POST or None)

    def do():
        checks.order(_found(request, pk), actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return _asking(request, pk, form, ("要求整改", "提出", "已提出整改要求，社会组织会收到待办。"), do)


@guards.staff("rectifications.order")
def order_formally(request, pk):
    """责令整改, with its letter."""
    found = _found(request, pk)
    form = FormalOrderForm(request.POST or None, initial=_formal_values(found))

    def do():
        made = formal.order_formally(found, actor=request.actor, **form.cleaned_data)
        return reverse("staff:letters:detail", args=[made.formal.letter_id])

    words = ("责令整改", "保存并生成通知书", "已生成责令整改通知书，请送核、签发、送达；核实通过后本对象整改完成。")
    return _asking(request, pk, form, words, do)


def _formal_values(found: CampaignTarget) -> dict:
    """What the last site check found at fault, and what was asked already."""
    check = found.site_checks.prefetch_related("findings").first()
    faults = [one for one in check.findings.all() if one.result == Finding.FAULT] if check else []
    order = found.orders.filter(state__in=OPEN_ORDERS).first()
    return {
        "ground": "\n".join(f"{check.checked_on:%Y-%m-%d}现场检查，{one.item}：{one.text}" for one in faults),
        "demand": order.text if order else "",
        "due_days": letters.period(letters.RECTIFICATION_DAYS, clock.today()),
    }


@guards.staff("campaigns.handle")
def propose(request, pk):
    form = SignOffForm(request.POST or None, kind=_found(request, pk).campaign.kind)

    def do():
        targets.propose(_found(request, pk), actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return _asking(request, pk, form, ("提请销号", "提请", "已提请销号，请另一人确认。"), do)


@guards.staff("campaigns.strike")
def strike(request, pk):
    form = StrikeForm(request.POST or None)

    def do():
        targets.strike(_found(request, pk), actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return _asking(request, pk, form, ("核减", "核减", "已核减，原序号保留。"), do)


# ---- steps


def _step(request, pk, verb, said: str, **given):
    verb(_found(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


def _comment(request) -> str:
    return request.POST.get("comment", "")


@require_POST
@guards.staff("campaigns.discharge")
def sign_off(request, pk):
    return _step(request, pk, targets.sign_off, "已确认销号。")


@require_POST
@guards.staff("campaigns.discharge")
def send_back(request, pk):
    return _step(request, pk, targets.send_back, "已退回，请办理单位补充后再提请。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.handle")
def take_back(request, pk):
    return _step(request, pk, targets.take_back, "已收回，可以继续办理。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.discharge")
def reopen(request, pk):
    return _step(request, pk, targets.reopen, "已撤销销号。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.strike")
def restore(request, pk):
    return _step(request, pk, targets.restore, "已恢复为对象。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.handle")
def remind(request, pk):
    return _step(request, pk, targets.remind, "已催办。")


def _check(request, pk) -> SelfCheck:
    return get_object_or_404(SelfCheck, target=_found(request, pk))


@require_POST
@guards.staff("campaigns.handle")
def return_check(request, pk):
    checks.send_back(_check(request, pk), actor=request.actor, comment=_comment(request))
    messages.success(request, "已退回补充，社会组织会收到待办。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("campaigns.handle")
def accept_check(request, pk):
    checks.accept(_check(request, pk), actor=request.actor)
    messages.success(request, "已确认自查表。")
    return redirect(PAGE, pk=pk)


def _order(request, pk) -> CampaignOrder:
    return get_object_or_404(CampaignOrder.objects.filter(state__in=OPEN_ORDERS), target=_found(request, pk))


@require_POST
@guards.staff("campaigns.handle")
def verify(request, pk):
    checks.verify(_order(request, pk), actor=request.actor, comment=_comment(request))
    messages.success(request, "整改已验收。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("campaigns.handle")
def ask_again(request, pk):
    checks.ask_again(_order(request, pk), actor=request.actor, comment=_comment(request))
    messages.success(request, "已退回继续整改。")
    return redirect(PAGE, pk=pk)


# ---- files


@require_POST
@guards.staff("campaigns.view")
def answer_file(request, pk, key):
    """A file of the last self-check that was sent."""
    found = _found(request, pk)
    check = get_object_or_404(SelfCheck, target=found)
    last = check.rounds.last()
    file = answers.files_of(found.campaign.form, last.answers).get(last.answers.get(key, "")) if last else None
    if file is None:
        raise Http404
    return redirect(links.signed_link(file, request.actor))


@require_POST
@guards.staff("campaigns.view")
def check_file(request, pk, file):
    found = get_object_or_404(SiteCheckFile, check_made__target=_found(request, pk), file=file)
    return redirect(links.signed_link(found.file, request.actor))


@require_POST
@guards.staff("campaigns.view")
def order_file(request, pk, order):
    made = get_object_or_404(CampaignOrder.objects.exclude(report_file=None), target=_found(request, pk), pk=order)
    return redirect(links.signed_link(made.report_file, request.actor))
