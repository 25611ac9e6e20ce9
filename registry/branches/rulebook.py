"""What the law says about branches, as rows of config/branches.py: when a row meets, what it does, on what basis."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from core.departments.models import Region, RegionLevel
from registry.branches.states import FilingAct, Severity
from registry.branches.table import BranchRule, When
from registry.organizations.models import Organization
from registry.organizations.names import tidy

_SUFFIXES = ("自治县", "街道", "社区", "地区", "区", "县", "市", "镇", "乡", "村")


@dataclass(frozen=True)
class Finding:
    code: str
    severity: Severity
    text: str
    source: str

    @property
    def tone(self) -> str:
        return {Severity.REFUSE: "danger", Severity.CONFIRM: "warning"}.get(self.severity, "info")


def findings(
    organization: Organization, *, act: str, kind: str, values: dict, charter_basis: str, day: datetime.date
) -> list[Finding]:
    """Every row that meets, worst first. `values` are the particulars. One query at most (regions)."""
    met = []
    for rule in settings.BRANCH_RULES:
        if not _speaks_of(rule, organization, act, kind, day):
            continue
        words = _meets(rule, organization, values, charter_basis)
        if words is not None:
            met.append(Finding(rule.code, rule.severity, rule.sentence.format(words=words), _source(rule)))
    return sorted(met, key=lambda one: Severity.values.index(one.severity))


def bans(organization: Organization, day: datetime.date) -> list[Finding]:
    """What forbids this organization to have any branch at all, whatever it would be like. No query."""
    return [
        Finding(rule.code, rule.severity, rule.sentence, _source(rule))
        for rule in settings.BRANCH_RULES
        if rule.when == When.ALWAYS
        and rule.severity == Severity.REFUSE
        and not rule.kinds
        and _speaks_of(rule, organization, FilingAct.ESTABLISH, "", day)
    ]


def _speaks_of(rule: BranchRule, organization: Organization, act: str, kind: str, day: datetime.date) -> bool:
    of_kind = not rule.kinds or kind in rule.kinds
    return organization.org_type in rule.org_types and of_kind and act in rule.acts and rule.since <= day


def _source(rule: BranchRule) -> str:
    return rule.source if rule.is_verified else f"{rule.source}（条文待核）"


def _meets(rule: BranchRule, organization: Organization, values: dict, charter_basis: str) -> str | None:
    """The words for the sentence, None where the row does not meet."""
    match rule.when:
        case When.ALWAYS:
            return ""
        case When.REGIONAL_NAME:
            return regional_words(values["name"], organization.name) or None
        case When.INCOME_APART:
            return None if values["income_to_main"] else ""
        case When.NO_CHARTER_BASIS:
            return None if charter_basis.strip() else ""


def regional_words(name: str, organization_name: str) -> str:
    """Names of divisions of the city, and the words of settings.BRANCH_REGIONAL_WORDS, in what the branch's name adds
    to the organization's own: 「霁川市花木协会望澜区分会」 → 望澜. Empty where there are none. One query."""
    added = tidy(name).replace(tidy(organization_name), "")
    places = Region.objects.filter(level__gte=RegionLevel.CITY, code__startswith=settings.HOME_CITY_CODE[:4])
    found = {stem for stem in _stems(places.values_list("name", flat=True)) if stem in added}
    found |= {word for word in settings.BRANCH_REGIONAL_WORDS if word in added}
    return "、".join(sorted(found, key=added.index))[:60]


def _stems(names: Iterable[str]) -> set[str]:
    """望澜区 → 望澜: people leave the kind of division away. One character alone says nothing."""
    stems = set()
    for name in names:
        suffix = next((end for end in _SUFFIXES if name.endswith(end)), "")
        stem = name.removesuffix(suffix)
        stems.add(stem if len(stem) > 1 else name)
    return stems
