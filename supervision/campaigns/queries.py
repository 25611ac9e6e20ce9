"""Whom the criteria find, how far a campaign has come on a day, and what is left of a target to do."""

import datetime
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Value
from django.http import QueryDict

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.indicators.rates import rate_text
from core.refusal import Refusal
from registry.organizations.filters import OrganizationFilters
from registry.organizations.models import Organization, OrganizationQuerySet
from supervision.campaigns.models import Campaign, CampaignTarget, SelfCheck
from supervision.campaigns.states import HANDLED, CampaignState, TargetState
from supervision.questionnaires import known

FACTS = ("org_type", "status", "standing", "address")
PLACES = ("district_id", "business_supervisor_id", "industry_department_id", "supervising_authority_id")
UNITS = {"district": "区县", "responsible": "责任部门", "authority": "监督管理机关", "outcome": "处理结果"}
NOBODY = 0


# ---- the list


def filters_of(campaign: Campaign, actor: Actor) -> OrganizationFilters:
    """The register's own filters, as of the day of the list, within what the actor sees."""
    data = QueryDict(campaign.criteria, mutable=True)
    data["as_of"] = campaign.as_of.isoformat()
    rows = Organization.objects.visible_to(actor).as_of(campaign.as_of)
    return OrganizationFilters(data, rows, actor=actor, is_exact=True)


def drawn(campaign: Campaign, actor: Actor) -> OrganizationQuerySet:
    """Whom the criteria find. Raises Refusal where they cannot be read any more."""
    filters = filters_of(campaign, actor)
    if not filters.form.is_valid():
        raise Refusal("对象条件中有已失效的选项，请重新选定条件。")
    return filters.qs


def facts_of(rows: OrganizationQuerySet) -> list[dict]:
    """Of every row what held on the day that the rows read, in the order of the names. One query."""
    names = ("name", "pinyin", *FACTS, *PLACES)
    columns = {f"on_day_{name}": F(rows.column(name)) for name in names}
    found = rows.order_by().annotate(**columns).values("pk", "uscc", "registered_on", *columns)
    plain = [{key.removeprefix("on_day_"): value for key, value in row.items()} for row in found]
    return sorted(plain, key=lambda row: (row["pinyin"], row["pk"]))


def digest_of(rows: Iterable[tuple[int, str]]) -> str:
    """Of (organization id, name) in order: the second person confirms this very list."""
    text = "\n".join(f"{pk}:{name}" for pk, name in rows)
    return hashlib.sha256(text.encode()).hexdigest()


# ---- progress


@dataclass(frozen=True)
class Progress:
    """Two integers and where they come from; the rate is made where it is printed."""

    unit: str
    key: int
    name: str
    original: int
    struck: int
    numerator: int

    @property
    def denominator(self) -> int:
        return self.original - self.struck

    @property
    def rate(self) -> str:
        return rate_text(self.numerator, self.denominator)

    @property
    def rest(self) -> int:
        return self.denominator - self.numerator


_COLUMNS = {"district": "district_id", "responsible": "responsible_id", "authority": "authority_id"}


def progress(targets: QuerySet, unit: str, as_of: datetime.date) -> list[Progress]:
    """By one kind of unit, or `total`; three grouped counts and one query for the names."""
    column = _COLUMNS.get(unit)
    groups = {
        "original": targets,
        "struck": targets.struck_on_or_before(as_of),
        "numerator": targets.counted_on(as_of).done_on(as_of),
    }
    counts: dict[int, dict[str, int]] = {}
    for name, rows in groups.items():
        for key, number in _grouped(rows, column):
            counts.setdefault(key or NOBODY, {})[name] = number
    names = _names(unit, counts)
    return [
        Progress(unit, key, names[key], its.get("original", 0), its.get("struck", 0), its.get("numerator", 0))
        for key, its in sorted(counts.items(), key=lambda pair: list(names).index(pair[0]))
    ]


def _grouped(rows: QuerySet, column: str | None) -> list[tuple]:
    by = F(column) if column else Value(NOBODY)
    return list(rows.order_by().values_list(by).annotate(number=Count("pk")))


def _names(unit: str, keys: Iterable[int]) -> dict[int, str]:
    """In the order in which they are shown; what belongs nowhere is last."""
    wanted = [key for key in keys if key]
    if unit == "district":
        rows = Region.objects.filter(pk__in=wanted).order_by("code")
    elif unit in _COLUMNS:
        rows = Department.objects.filter(pk__in=wanted).order_by("region__level", "region__code", "pk")
    else:
        return {NOBODY: "合计"}
    return {row.pk: str(row) for row in rows} | {NOBODY: "未归集"}


def shown_progress(campaign: Campaign, targets: QuerySet, unit: str, as_of: datetime.date) -> list[Progress]:
    """Of an archived campaign what was written down when it was archived; never counted anew."""
    if campaign.state != CampaignState.ARCHIVED or as_of < campaign.archived_on:
        return progress(targets, unit, as_of)
    rows = campaign.figures.filter(as_of=campaign.archived_on, unit=unit)
    return [Progress(unit, row.unit_key, row.name, row.original, row.struck, row.numerator) for row in rows]


def by_outcome(targets: QuerySet) -> list[tuple[str, bool, int]]:
    """(outcome, whether it is an exit, how many): what "cleaned up" consists of."""
    rows = targets.filter(state=TargetState.DONE).order_by("outcome__place")
    counted = rows.values_list("outcome__label", "outcome__is_exit", "outcome__place").annotate(number=Count("pk"))
    return [(label, is_exit, number) for label, is_exit, _, number in counted]


# ---- one target


def known_of(campaign: Campaign, organization_id: int, day: datetime.date) -> dict[str, str]:
    """Question key → what the portal knows."""
    asked = [one for one in campaign.form if one.known]
    values = known.values_of([one.known for one in asked], [organization_id], day)
    return {
        one.key: values[one.known][organization_id] for one in asked if organization_id in values.get(one.known, {})
    }


def waiting_for_self_check(targets: QuerySet) -> QuerySet:
    """Still to hand in: nothing was sent, or it came back."""
    sent = SelfCheck.objects.exclude(submitted_at=None).exclude(state="returned")
    return targets.filter(state__in=HANDLED).exclude(self_check__in=sent)


def asked(year: int) -> QuerySet:
    """Self-check forms that organizations were asked for in a year: (organization, title, on)."""
    rows = CampaignTarget.objects.released().exclude(campaign__questions=[])
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    rows = rows.filter(campaign__frozen_at__gte=clock.start_of(first), campaign__frozen_at__lt=clock.end_of(last))
    return rows.order_by().values("organization", asked_title=F("campaign__title"), asked_at=F("campaign__frozen_at"))


def questions_asked(ids: Collection[int], since: datetime.date) -> list[tuple[str, str]]:
    """Own questions of self-checks since a day, of campaigns that any of these organizations was a target of."""
    same = CampaignTarget.objects.filter(organization__in=ids).values("campaign")
    rows = Campaign.objects.released().filter(pk__in=same, frozen_at__gte=clock.start_of(since))
    return [
        (
            one.folded,
            f"{clock.date_of(campaign.frozen_at).year}年由{campaign.department}在“{campaign.title}”自查表中问过",
        )
        for campaign in rows.select_related("department").order_by("frozen_at")
        for one in campaign.form
        if not one.known
    ]


def of_organization(actor: Actor, organization_id: int) -> QuerySet:
    rows = CampaignTarget.objects.visible_to(actor).released().filter(organization=organization_id)
    return rows.select_related("campaign", "outcome", "self_check").order_by("-campaign__starts_on", "-pk")
