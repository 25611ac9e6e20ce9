"""The rule book: what is checked each night, why, since when, what came of it; and the articles it rests on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.rules import actions, parameters, queries, told
from core.rules.base import Rule, all_rules, rule_of
from core.rules.explained import explanation
from core.rules.forms import SourceForm
from core.rules.models import SEVERITY_TONES, LegalSource, RuleProposal, RuleVersion, Severity
from core.rules.source_history import wordings

SOURCE_FIELDS = ("article", "text", "in_force_from", "in_force_to", "is_verified")


def severity(code: str) -> tuple[str, str]:
    return Severity(code).label, SEVERITY_TONES[Severity(code)]


@require_safe
@guards.staff("rules.view")
def index(request):
    """One row a rule; the figures are those of the alerts that the reader may see."""
    records = queries.record_by_rule(request.actor)
    versions = queries.versions_on(clock.today())
    rows = [_row(rule, versions.get(rule.code), records.get(rule.code, queries.Record())) for rule in all_rules()]
    waiting = RuleProposal.objects.filter(state="proposed").select_related("proposed_by").order_by("pk")
    return render(request, "core/rules/staff_list.html", {"rows": rows, "waiting": waiting})


def _row(rule: Rule, version: RuleVersion | None, record: queries.Record) -> dict:
    return {
        "rule": rule,
        "explanation": explanation(rule, version),
        "version": version,
        "severity": severity(version.severity if version else rule.default_severity),
        "record": record,
        "sources": list(version.sources.all()) if version else [],
    }


@require_safe
@guards.staff("rules.view")
def detail(request, code):
    rule = rule_of(code)
    if rule is None:
        raise Http404
    versions = list(
        RuleVersion.objects.filter(code=code).select_related("author", "approver").prefetch_related("sources")
        .order_by("-number")
    )  # fmt: skip
    current = queries.version_of(code)
    context = {
        "rule": rule,
        "explanation": explanation(rule, current),
        "current": current,
        "versions": [(one, parameters.shown(rule, one.params)) for one in versions],
        "severity": severity(current.severity if current else rule.default_severity),
        "sources": list(current.sources.all()) if current else [],
        "told": told.words(current.told if current else rule.told),
        "params": parameters.shown(rule, current.params if current else rule.default_params),
        "record": queries.record_by_rule(request.actor).get(code, queries.Record()),
        "proposals": queries.proposals_of(code),
        "may_propose": request.actor.can("rules.propose") and not request.actor.read_only,
    }
    return render(request, "core/rules/staff_detail.html", context)


@require_safe
@guards.staff("rules.view")
def list_sources(request):
    """Every article, with the rules that rest on it today."""
    cited: dict[int, list[str]] = {}
    for code, version in sorted(queries.versions_on(clock.today()).items()):
        for source in version.sources.all():
            cited.setdefault(source.pk, []).append(code)
    rows = [(source, cited.get(source.pk, [])) for source in LegalSource.objects.all()]
    unverified = sum(not source.is_verified for source, _ in rows)
    return render(request, "core/rules/staff_sources.html", {"rows": rows, "unverified": unverified})


@require_safe
@guards.staff("rules.view")
def source(request, pk):
    found = get_object_or_404(LegalSource, pk=pk)
    current = [one for one in queries.versions_on(clock.today()).values() if found in one.sources.all()]
    context = {
        "source": found,
        "rules": [(one.code, rule.title) for one in current if (rule := rule_of(one.code))],
        "in_force": found.is_in_force_on(clock.today()),
        "wordings": wordings(found),
        "may_edit": request.actor.can("rules.edit_sources") and not request.actor.read_only,
    }
    return render(request, "core/rules/staff_source.html", context)


@guards.staff("rules.edit_sources")
def edit_source(request, pk):
    found = get_object_or_404(LegalSource, pk=pk)
    initial = {name: getattr(found, name) for name in SOURCE_FIELDS}
    form = SourceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_source(found, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存条文，修改前的内容留在沿革里。")
            return redirect("staff:rules:source", pk=pk)
    context = {"form": form, "source": found}
    return render(request, "core/rules/staff_source_form.html", context, status=422 if form.errors else 200)
