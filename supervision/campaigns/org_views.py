"""An organization's side: the campaigns it is on the list of, its self-check, what it has to put right."""

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
from core.refusal import Refusal
from supervision.campaigns import queries
from supervision.campaigns.actions import checks
from supervision.campaigns.forms import FILE_TYPES, ReportForm
from supervision.campaigns.models import CampaignOrder, CampaignTarget, SelfCheck
from supervision.campaigns.states import HANDLED, OPEN_ORDERS, OWN_VIEW, CampaignState
from supervision.questionnaires import answers, questions
from supervision.questionnaires.forms import FILE_TYPES as ANSWER_TYPES
from supervision.questionnaires.forms import AnswersForm

PAGE = "org:campaigns:detail"


def _targets(request):
    return queries.of_organization(request.actor, request.actor.organization_id)


def _found(request, pk) -> CampaignTarget:
    rows = _targets(request).select_related("campaign__department", "organization__supervising_authority", "outcome")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.organization("own_campaigns.view")
def index(request):
    rows = [{"target": one, "check": getattr(one, "self_check", None)} for one in _targets(request)]
    return render(request, "supervision/campaigns/org_list.html", {"rows": rows})


@require_safe
@guards.organization("own_campaigns.view")
def detail(request, pk):
    found = _found(request, pk)
    check = SelfCheck.objects.filter(target=found).first()
    last = check.rounds.last() if check else None
    is_open = found.campaign.state == CampaignState.RUNNING and found.state in HANDLED
    may_fill = is_open and found.campaign.asks and (check is None or check.may_write)
    context = {
        "found": found,
        "check": check,
        "last": last,
        "said": answers.said(found.campaign.form, last.answers, last.known) if last else [],
        "orders": found.orders.select_related("formal__letter"),
        "may_fill": may_fill and request.actor.can("own_campaigns.fill"),
        "may_report": is_open and request.actor.can("own_campaigns.fill"),
        "minutes": questions.minutes(found.campaign.form) if found.campaign.asks else 0,
    }
    return render(request, "supervision/campaigns/org_detail.html", context)


@guards.organization("own_campaigns.fill")
def fill(request, pk):
    """保存草稿 keeps what is there; 提交 sends it when nothing is missing."""
    found = _found(request, pk)
    check = SelfCheck.objects.filter(target=found).first() or SelfCheck(target=found)
    form = AnswersForm(
        request.POST if request.method == "POST" else None, request.FILES or None, instance=check,
        questions=found.campaign.form, known=queries.known_of(found.campaign, found.organization_id, clock.today()),
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        is_draft = "send" not in request.POST
        if form.is_valid() and form.judge(is_draft=is_draft) and _kept(request, found, form, is_draft=is_draft):
            messages.success(request, "已保存草稿，还没有提交。" if is_draft else "已提交自查表。")
            return redirect(PAGE, pk=pk)
        status = form.status
    context = {"found": found, "form": form, "minutes": questions.minutes(found.campaign.form)}
    return render(request, "supervision/campaigns/org_fill.html", context, status=status)


def _kept(request, found: CampaignTarget, form: AnswersForm, *, is_draft: bool) -> bool:
    @transaction.atomic
    def save():
        stored = answers.store(
            form.uploads, kind="campaigns", permission="campaigns.view", actor=request.actor, allowed=ANSWER_TYPES
        )
        check = checks.save(found, actor=request.actor, answers={**form.given, **stored}, version=form.posted_version)
        if not is_draft:
            checks.submit(check, actor=request.actor)

    try:
        return form.attempt(save)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


@guards.organization("own_campaigns.fill")
def report(request, pk):
    """报告整改情况."""
    found = _found(request, pk)
    order = get_object_or_404(CampaignOrder.objects.filter(state__in=OPEN_ORDERS), target=found)
    form = ReportForm(request.POST or None, request.FILES or None)
    back = reverse(PAGE, args=[pk])

    @transaction.atomic
    def do():
        upload = form.cleaned_data.get("upload")
        file = None
        if upload:
            file = files.store(
                upload.read(), name=upload.name, kind="campaigns", permission="campaigns.view", actor=request.actor,
                allowed=FILE_TYPES,
            )  # fmt: skip
        checks.report(order, actor=request.actor, text=form.cleaned_data["text"], file=file)
        return back

    crumbs = ((reverse("org:campaigns:list"), "专项行动"), (back, found.campaign.title))
    question = Question(
        "报告整改情况", "提交", "已提交，等待验收。", back, crumbs, lead=found.campaign.title, note=order.text,
        layout="layouts/org.html",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_POST
@guards.organization("own_campaigns.view")
def answer_file(request, pk, key):
    found = _found(request, pk)
    check = get_object_or_404(SelfCheck, target=found)
    last = check.rounds.last()
    file = answers.files_of(found.campaign.form, last.answers).get(last.answers.get(key, "")) if last else None
    if file is None:
        raise Http404
    return redirect(links.signed_link(file, request.actor, permission=OWN_VIEW))
