"""Verbs on model sites: schemes by their organ, applications by the host, grooming, checking, naming, withdrawal."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import end_fact, set_fact
from core.departments.models import Department
from core.forms.versions import check_version
from core.identity.actions import require
from core.workflow.errors import Refusal
from core.workflow.perform import check_competent, lock, log, perform
from party_building.model_sites.models import ModelSite, SiteScheme, SiteStatus
from party_building.model_sites.states import APPLY, EDIT, OPEN, Status
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def create_scheme(department: Department, *, actor: Actor, **fields) -> SiteScheme:
    """`fields` are name, document, requirements, valid_years and the dates. Raises Refusal without a document."""
    require(actor, EDIT, "登记示范点创建方案")
    scheme = SiteScheme(department=department, **fields)
    check_competent(scheme, actor=actor, label="登记示范点创建方案")
    _check(scheme)
    scheme.save(force_insert=True)
    audit.record("model_sites.create_scheme", actor=actor, subject=scheme)
    return scheme


def _check(scheme: SiteScheme) -> None:
    if not scheme.document.strip():
        raise Refusal("开展示范点创建须有批准文件，请填写文件名称和文号。")


@transaction.atomic
def edit_scheme(scheme: SiteScheme, *, actor: Actor, version: int | None, **fields) -> None:
    require(actor, EDIT, "修改示范点创建方案")
    check_competent(scheme, actor=actor, label="修改示范点创建方案")
    check_version(scheme, version)
    for name, value in fields.items():
        setattr(scheme, name, value)
    _check(scheme)
    scheme.version += 1
    scheme.save(update_fields=[*fields, "version"])
    audit.record("model_sites.edit_scheme", actor=actor, subject=scheme)


@transaction.atomic
def apply_for(
    scheme: SiteScheme, *, actor: Actor, organization: Organization, name: str, reason: str,
    unit: PartyUnit | None = None,
) -> ModelSite:  # fmt: skip
    """By the host. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, APPLY, "申报示范点")
    return _entered(scheme, actor, "apply", organization=organization, unit=unit, name=name, reason=reason)


@transaction.atomic
def nominate(
    scheme: SiteScheme,
    *,
    actor: Actor,
    unit: PartyUnit,
    name: str,
    reason: str,
    applied_on: datetime.date | None = None,
) -> ModelSite:
    """By the organ, for a unit of its line. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "推荐示范点")
    if unit.superior_id != scheme.department_id:
        raise Refusal(f"“{unit.name}”不属于{scheme.department.name}。")
    return _entered(
        scheme, actor, "nominate", organization=unit.organization, unit=unit, name=name, reason=reason,
        applied_on=applied_on or clock.today(),
    )  # fmt: skip


def _entered(scheme: SiteScheme, actor: Actor, step: str, **fields) -> ModelSite:
    site = ModelSite(scheme=scheme, **{"applied_on": clock.today(), **fields})
    check_competent(site, actor=actor, label="申报示范点" if step == "apply" else "推荐示范点")
    lock(scheme)
    if not SiteScheme.objects.on(clock.today()).filter(pk=scheme.pk).exists():
        raise Refusal("该创建方案不在有效期内，不能申报。")
    site.name, site.reason = site.name.strip(), site.reason.strip()
    if not site.name or not site.reason:
        raise Refusal("请填写示范点名称和申报理由。")
    if scheme.sites.filter(name=site.name, state__in=OPEN).exists():
        raise Refusal(f"该方案下已有示范点“{site.name}”。")
    site.save(force_insert=True)
    log(site, step, actor=actor, comment=site.reason)
    audit.record(f"model_sites.{step}", actor=actor, subject=site)
    return site


@transaction.atomic
def groom(site: ModelSite, *, actor: Actor, document: str, since: datetime.date) -> None:
    """列为培育 from `since`. Raises Refusal without a document and what perform raises."""
    lock(site)
    _check_step(document, since, not_before=site.applied_on, what="培育")
    perform(site, "groom", actor=actor)
    set_fact(SiteStatus, site, values={"status": Status.GROOMED}, valid_from=since, document=document.strip()[:200])
    audit.record("model_sites.groom", actor=actor, subject=site, since=since)


def _check_step(document: str, since: datetime.date, *, not_before: datetime.date | None, what: str) -> None:
    if not document.strip():
        raise Refusal(f"{what}须有批准文号。")
    if since > clock.today():
        raise Refusal(f"{what}日期不能晚于今天。")
    if not_before is not None and since < not_before:
        raise Refusal(f"{what}日期不能早于{not_before:%Y-%m-%d}。")


@transaction.atomic
def decline(site: ModelSite, *, actor: Actor, comment: str) -> None:
    perform(site, "decline", actor=actor, comment=comment)
    audit.record("model_sites.decline", actor=actor, subject=site)


@transaction.atomic
def cancel(site: ModelSite, *, actor: Actor) -> None:
    """The host takes its application back."""
    perform(site, "cancel", actor=actor)
    audit.record("model_sites.cancel", actor=actor, subject=site)


@transaction.atomic
def check(site: ModelSite, *, actor: Actor, opinion: str, checked_on: datetime.date) -> None:
    """验收通过. Raises Refusal without an opinion and what perform raises."""
    lock(site)
    if not opinion.strip():
        raise Refusal("请填写验收意见。")
    if checked_on > clock.today():
        raise Refusal("验收日期不能晚于今天。")
    perform(site, "check", actor=actor, comment=opinion, checked_on=checked_on, check_opinion=opinion.strip()[:500])
    audit.record("model_sites.check", actor=actor, subject=site)


@transaction.atomic
def fail(site: ModelSite, *, actor: Actor, comment: str) -> None:
    """Not yet good enough: it is groomed further. Raises CommentRequired and what perform raises."""
    perform(site, "fail", actor=actor, comment=comment, checked_on=None, check_opinion="")
    audit.record("model_sites.fail", actor=actor, subject=site)


@transaction.atomic
def name_site(site: ModelSite, *, actor: Actor, document: str, since: datetime.date, until: datetime.date) -> None:
    """命名 from `since` to `until`, both included, by another person than the one who checked.

    Raises SamePerson, Refusal, FactRefused and what perform raises.
    """
    lock(site)
    _check_step(document, since, not_before=site.checked_on, what="命名")
    if until <= since:
        raise Refusal("命名有效期须晚于命名日期。")
    perform(site, "name", actor=actor)
    fact = set_fact(
        SiteStatus, site, values={"status": Status.NAMED}, valid_from=since, document=document.strip()[:200]
    )
    end_fact(fact, last_day=until)
    audit.record("model_sites.name", actor=actor, subject=site, since=since, until=until)


@transaction.atomic
def withdraw(site: ModelSite, *, actor: Actor, ended_on: datetime.date, document: str, reason: str) -> None:
    """撤销: from `ended_on` on it is no model site. What it was before stays. Raises Refusal, what perform raises."""
    lock(site)
    if not document.strip():
        raise Refusal("撤销须有文号。")
    current = site.statuses.order_by("-valid_from").first()
    if ended_on > clock.today() or (current is not None and ended_on <= current.valid_from):
        raise Refusal("撤销日期须晚于现状态的起始日期，且不晚于今天。")
    perform(
        site, "withdraw", actor=actor, comment=reason, ended_on=ended_on, ending_reason=reason.strip()[:300],
        ending_document=document.strip()[:200],
    )  # fmt: skip
    if current is not None and current.is_on(ended_on):
        end_fact(current, last_day=ended_on - ONE_DAY)
    audit.record("model_sites.withdraw", actor=actor, subject=site, ended_on=ended_on)
