"""What the rule book asks."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.rules.models import RuleProposal, RuleVersion


@dataclass(frozen=True)
class Record:
    """What became of a rule's alerts, as far as the actor sees."""

    open: int = 0
    confirmed: int = 0
    false_alarms: int = 0
    median_days: int | None = None
    is_noisy: bool = False

    @property
    def decided(self) -> int:
        return self.confirmed + self.false_alarms


def record_by_rule(actor: Actor) -> Mapping[str, Record]:
    return import_string(settings.RULE_RECORD)(actor)


def versions_on(day: datetime.date) -> dict[str, RuleVersion]:
    """The version in force of each rule; two queries."""
    return {version.code: version for version in RuleVersion.objects.on(day).prefetch_related("sources")}


def version_of(code: str, day: datetime.date | None = None) -> RuleVersion | None:
    return RuleVersion.objects.on(day or clock.today()).filter(code=code).first()


def keeper() -> Department | None:
    """The office that keeps the rule book: the civil affairs bureau of the highest level."""
    bureaus = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS)
    return bureaus.order_by("region__level", "pk").first()


def proposals_of(code: str):
    rows = RuleProposal.objects.filter(code=code).select_related("proposed_by", "decided_by", "became", "department")
    return rows.order_by("-pk")
