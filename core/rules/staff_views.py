"""The rule book: what is checked each night, why, since when, and how many cases there are today."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.rules.base import all_rules, rule_of
from core.rules.models import SEVERITY_TONES, RuleVersion, Severity

TOLD = {
    "ORG": "社会组织",
    "SUP": "业务主管单位或行业管理部门",
    "REG": "登记（监督）管理机关经办人",
    "PTY": "党建责任单位",
    "REGION": "镇街",
    "LEAD": "责任单位负责人",
}


def _severity(code: str) -> tuple[str, str]:
    return Severity(code).label, SEVERITY_TONES[Severity(code)]


def _versions_on(day) -> dict[str, RuleVersion]:
    versions = RuleVersion.objects.on(day).prefetch_related("sources").order_by("number")
    return {version.code: version for version in versions}


@require_safe
@guards.staff("rules.view")
def index(request):
    hits = import_string(settings.RULE_HITS)(request.actor)
    versions = _versions_on(clock.today())
    rows = [
        {
            "rule": rule,
            "version": versions.get(rule.code),
            "severity": _severity(versions[rule.code].severity if rule.code in versions else rule.default_severity),
            "hits": hits.get(rule.code, 0),
            "sources": list(versions[rule.code].sources.all()) if rule.code in versions else [],
        }
        for rule in all_rules()
    ]
    return render(request, "core/rules/staff_list.html", {"rows": rows})


@require_safe
@guards.staff("rules.view")
def detail(request, code):
    rule = rule_of(code)
    if rule is None:
        raise Http404
    versions = list(RuleVersion.objects.filter(code=code).prefetch_related("sources").order_by("-number"))
    current = _versions_on(clock.today()).get(code)
    context = {
        "rule": rule,
        "current": current,
        "versions": versions,
        "severity": _severity(current.severity if current else rule.default_severity),
        "sources": list(current.sources.all()) if current else [],
        "told": [TOLD.get(who, who) for who in (current.told if current else rule.told)],
        "params": _params(current, rule),
        "hits": import_string(settings.RULE_HITS)(request.actor).get(code, 0),
    }
    return render(request, "core/rules/staff_detail.html", context)


def _params(version: RuleVersion | None, rule) -> list[tuple[str, str]]:
    shown = version.params if version else rule.default_params
    return [
        (rule.param_labels[key], "、".join(map(str, value)) if isinstance(value, list) else str(value))
        for key, value in shown.items()
        if key in rule.param_labels
    ]
