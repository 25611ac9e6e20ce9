"""A new version of a rule: proposed, tried on history, decided by another person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.jobs.models import Job
from core.refusal import Refusal
from core.rules import actions, parameters, queries, told
from core.rules.base import Rule, rule_of
from core.rules.explained import explanation
from core.rules.forms import ProposalForm, TrialForm
from core.rules.models import RuleProposal, RuleTrial
from core.rules.staff_views import severity
from core.rules.states import STEP_WORDS
from core.rules.subjects import subject_kind
from core.workflow import timeline

PAGE = "staff:rules:proposal"


def _rule_or_404(code: str) -> Rule:
    rule = rule_of(code)
    if rule is None:
        raise Http404
    return rule


def _found(pk: int) -> RuleProposal:
    links = ("proposed_by", "decided_by", "based_on", "became", "department")
    return get_object_or_404(RuleProposal.objects.select_related(*links), pk=pk)


@guards.staff("rules.propose")
def propose(request, code):
    rule = _rule_or_404(code)
    form = ProposalForm(request.POST or None, rule=rule, standing=queries.version_of(code))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(code, form.content(), actor=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已提出新版本。试算后由另一人决定是否启用，现行版本照常执行。")
            return redirect(PAGE, pk=made.pk)
    context = {
        "form": form,
        "rule": rule,
        "explanation": explanation(rule, queries.version_of(code)),
        "back": reverse("staff:rules:detail", args=[code]),
        "version": None,
    }
    return render(request, "core/rules/staff_propose.html", context, status=422 if form.errors else 200)


@guards.staff("rules.propose")
def revise(request, pk):
    proposal = _found(pk)
    rule = _rule_or_404(proposal.code)
    form = ProposalForm(request.POST or None, rule=rule, standing=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise(proposal, form.content(), actor=request.actor, version=_version(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已修改。参数或级别有变化的，须重新试算。")
            return redirect(PAGE, pk=pk)
    context = {
        "form": form,
        "rule": rule,
        "explanation": explanation(rule, queries.version_of(proposal.code)),
        "back": reverse(PAGE, args=[pk]),
        "version": proposal.version,
    }
    return render(request, "core/rules/staff_propose.html", context, status=422 if form.errors else 200)


def _version(request) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else None


@require_safe
@guards.staff("rules.view")
def proposal(request, pk):
    return _page(request, _found(pk), TrialForm())


def _page(request, found: RuleProposal, trial_form: TrialForm, status: int = 200):
    rule, actor = _rule_or_404(found.code), request.actor
    trial = actions.trial_of(found)
    job = Job.objects.filter(unique_key=actions.trial_key(found.pk)).order_by("-pk").first()
    before = found.based_on.params if found.based_on else {}
    context = {
        "found": found,
        "rule": rule,
        "explanation": explanation(rule, found.candidate, found.valid_from),
        "changes": parameters.changes(rule, before, found.params),
        "severity": severity(found.severity),
        "severity_before": severity(found.based_on.severity) if found.based_on else None,
        "told": told.words(found.told),
        "sources": found.sources.all(),
        "trial": trial,
        "days": list(trial.rows.all()) if trial else [],
        "samples": _samples(trial, rule, actor),
        "conflicts": _conflicts(trial, rule, actor),
        "older": found.trials.exclude(pk=trial.pk if trial else 0),
        "job": job if job and (job.is_open or job.error) else None,
        "poll_url": reverse(PAGE, args=[found.pk]) if job and job.is_open else "",
        "trial_form": trial_form,
        "may": {step.name for step in found.machine.available(found, actor)},
        "is_own": found.proposed_by_id == actor.user_id,
        "entries": timeline.entries(found, {**_labels(found), **STEP_WORDS}, with_office=True),
    }
    context["may_try"] = context["may"] & {"activate", "withdraw"} and found.state == "proposed"
    template = "core/rules/staff_proposal.html"
    if not request.htmx:
        return render(request, template, context, status=status)
    response = render(request, f"{template}#job", context)
    if not context["poll_url"]:
        response["HX-Refresh"] = "true"  # the trial is over: the whole page has something new
    return response


def _labels(found: RuleProposal) -> dict[str, str]:
    return {step.name: step.label for step in found.machine.transitions}


def _samples(trial: RuleTrial | None, rule: Rule, actor) -> dict[str, dict]:
    """New and gone rows of the last day, those that the reader may see; the rest as a number."""
    last = trial.rows.last() if trial else None
    if last is None:
        return {}
    sets = {"new": (last.new, last.new_samples), "gone": (last.gone, last.gone_samples)}
    return {name: {"total": total, "rows": _seen(rule, rows, actor)} for name, (total, rows) in sets.items()}


def _seen(rule: Rule, rows, actor) -> list[dict]:
    kind = subject_kind(rule.subject_kind)
    found = kind.seen_by(actor, [subject for subject, *_ in rows])
    return [
        {"subject": found[subject], "url": kind.url(found[subject]), "period": period}
        for subject, period, _ in rows
        if subject in found
    ]


def _conflicts(trial: RuleTrial | None, rule: Rule, actor) -> list[dict]:
    rows = list(trial.conflict_rows.all()) if trial else []
    kind = subject_kind(rule.subject_kind)
    seen = kind.seen_by(actor, [row.subject_id for row in rows])
    return [
        {"row": row, "subject": seen[row.subject_id], "url": kind.url(seen[row.subject_id])}
        for row in rows
        if row.subject_id in seen
    ]


@require_POST
@guards.staff("rules.view")
def try_out(request, pk):
    found = _found(pk)
    form = TrialForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.ask_for_trial(found, form.cleaned_data["days"], actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已开始试算，只读取历史数据，不改动任何预警。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("rules.activate")
def activate(request, pk):
    return _decide(request, pk, actions.activate, "已批准。自启用日期当晚起按新版本检查，原版本到前一日为止。")


@require_POST
@guards.staff("rules.activate")
def refuse(request, pk):
    return _decide(request, pk, actions.refuse, "已决定不予启用，提出人会收到。")


@require_POST
@guards.staff("rules.propose")
def withdraw(request, pk):
    return _decide(request, pk, actions.withdraw, "已撤回。")


def _decide(request, pk: int, action, done: str):
    found = _found(pk)
    try:
        action(found, actor=request.actor, comment=request.POST.get("comment", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(PAGE, pk=pk)
