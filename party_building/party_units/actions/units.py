"""Setting up, dissolving and moving units."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.dated.actions import end_fact, set_fact
from core.departments.models import Department, Region
from core.workflow.errors import Refusal
from core.workflow.perform import lock
from party_building.party_units.actions import coverage
from party_building.party_units.actions.rights import require
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit, UnitAttachment, UnitGuidance
from party_building.party_units.states import COVERAGE_OF_FORM, GuidanceKind, UnitForm, UnitKind, UnitLevel
from registry.approvals.actions import settle_duties
from registry.organizations.models import Organization

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A unit as it is asked for. `covers` are the organizations that its own, joint or functional form covers."""

    name: str
    level: UnitLevel
    superior: Department
    established_on: datetime.date
    form: UnitForm | str = ""
    kind: UnitKind = UnitKind.OWN
    parent: PartyUnit | None = None
    organization: Organization | None = None
    department: Department | None = None
    service_region: Region | None = None
    business_guide: Department | None = None
    party_guide: Department | None = None
    registered_by_civil_affairs: bool = True
    document: str = ""
    covers: tuple[Organization, ...] = ()


def establish(*, actor: Actor, **said) -> PartyUnit:
    """`found` with the fields of NewUnit; a stand-alone unit directly under its organ covers its host."""
    new = NewUnit(**said)
    is_highest = new.parent is None and new.organization is not None and not new.covers
    if (
        is_highest
        and not CoverageLink.objects.on(new.established_on)
        .filter(organization=new.organization, is_functional=new.form == UnitForm.FUNCTIONAL)
        .exists()
    ):
        new = NewUnit(**{**said, "covers": (new.organization,)})
    return found(new, actor=actor)


@transaction.atomic
def found(new: NewUnit, *, actor: Actor) -> PartyUnit:
    """Raises NotCompetent unless the actor sits in `superior`, Refusal where a unit of that name exists there."""
    unit = PartyUnit(
        name=new.name.strip(),
        kind=new.kind,
        level=new.level,
        form=new.form,
        superior=new.superior,
        parent=new.parent,
        established_on=new.established_on,
        organization=new.organization,
        department=new.department,
        service_region=new.service_region,
        registered_by_civil_affairs=new.registered_by_civil_affairs,
        document=new.document,
    )
    require(unit, actor, "成立党组织")
    if PartyUnit.objects.filter(superior=new.superior, name=unit.name, dissolved_on=None).exists():
        raise Refusal(f"{new.superior.name}下已有“{unit.name}”，不能重复成立。")
    unit.save(force_insert=True)
    said = {"superior": new.superior, "parent": new.parent}
    set_fact(UnitAttachment, unit, values=said, valid_from=new.established_on, document=new.document)
    for kind, office in ((GuidanceKind.BUSINESS, new.business_guide), (GuidanceKind.PARTY, new.party_guide)):
        if office is not None:
            set_fact(
                UnitGuidance, unit, key={"kind": kind}, values={"department": office}, valid_from=new.established_on
            )
    audit.record("party_units.establish", actor=actor, subject=unit)
    for organization in new.covers:
        coverage.link(
            organization,
            unit=unit,
            kind=COVERAGE_OF_FORM[UnitForm(new.form)],
            actor=actor,
            since=new.established_on,
            document=new.document,
        )
    if unit.organization_id is not None and not new.covers:
        settle_duties([unit.organization_id])
    return unit


@transaction.atomic
def dissolve(unit: PartyUnit, *, actor: Actor, dissolved_on: datetime.date, document: str = "") -> None:
    """`dissolved_on` is the first day without the unit; its coverage, posts and attachment end the day before.

    Raises NotCompetent, Refusal, also where units still stand under it.
    """
    lock(unit)
    require(unit, actor, "撤销党组织")
    if unit.dissolved_on:
        raise Refusal(f"“{unit.name}”已于{unit.dissolved_on:%Y-%m-%d}撤销。")
    if dissolved_on < unit.established_on:
        raise Refusal(f"撤销日期不能早于成立日期{unit.established_on:%Y-%m-%d}。")
    below = PartyUnit.objects.on(dissolved_on).filter(parent=unit).values_list("name", flat=True)[:5]
    if below:
        raise Refusal(f"“{unit.name}”下还有{'、'.join(below)}，请先撤销或改变其隶属关系。")
    last_day = dissolved_on - ONE_DAY
    for fact in CoverageLink.objects.on(dissolved_on).filter(unit=unit).select_related("unit"):
        _end(fact, last_day, lambda fact=fact: coverage.close(fact, actor=actor, last_day=last_day, document=document))
    for model in (UnitAttachment, UnitGuidance):
        for fact in model.objects.on(dissolved_on).filter(unit=unit).select_related("unit"):
            _end(fact, last_day, lambda fact=fact: end_fact(fact, last_day=last_day))
    CommitteePost.objects.on(dissolved_on).filter(unit=unit, valid_from__lte=last_day).update(valid_to=last_day)
    lock(unit)
    unit.dissolved_on, unit.document, unit.version = dissolved_on, document or unit.document, unit.version + 1
    unit.save(update_fields=["dissolved_on", "document", "version"])
    audit.record("party_units.dissolve", actor=actor, subject=unit, dissolved_on=dissolved_on)


def _end(fact, last_day: datetime.date, end) -> None:
    """A fact of the very day on which its unit ends never held."""
    if fact.valid_from > last_day:
        fact.delete()
    else:
        end()


@transaction.atomic
def attach(
    unit: PartyUnit,
    *,
    actor: Actor,
    superior: Department,
    since: datetime.date,
    parent: PartyUnit | None = None,
    document: str = "",
) -> None:
    """From `since` on the unit stands under `superior` and, where given, under the unit `parent`.

    The organ it leaves lets it go. Raises NotCompetent, Refusal for a circle, FactRefused where the dates do not fit.
    """
    lock(unit)
    require(unit, actor, "改变隶属关系")
    above = parent
    while above is not None:
        if above.pk == unit.pk:
            raise Refusal(f"“{parent.name}”隶属于“{unit.name}”，不能反过来。")
        above = above.parent
    set_fact(
        UnitAttachment, unit, values={"superior": superior, "parent": parent}, valid_from=since, document=document
    )
    audit.record("party_units.attach", actor=actor, subject=unit, superior=superior.pk, since=since)


@transaction.atomic
def guide(unit: PartyUnit, *, actor: Actor, kind: GuidanceKind, department: Department, since: datetime.date) -> None:
    """双重指导: from `since` on `department` guides the unit in `kind`. Raises NotCompetent, FactRefused."""
    require(unit, actor, "登记指导单位")
    set_fact(UnitGuidance, unit, key={"kind": kind}, values={"department": department}, valid_from=since)
    audit.record("party_units.guide", actor=actor, subject=unit, kind=kind, department=department.pk, since=since)
