"""Verbs on brands: acts of the organ that owns them."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.files.models import StoredFile
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log
from party_building.brands.models import Authorisation, Brand, BrandFile, Misuse
from party_building.brands.states import FileKind
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization
from registry.organizations.names import tidy

EDIT = "brands.edit"
ONE_DAY = datetime.timedelta(days=1)
MANUAL = ("name", "slogan", "scope_text", "scenes_text", "method_text", "document")


@transaction.atomic
def start(*, actor: Actor, department: Department, started_on: datetime.date, **manual) -> Brand:
    """A brand with its manual (MANUAL) and the document that approved it, in use from `started_on`.

    Raises NotPermitted, NotCompetent, Refusal for a day to come or a second brand of that name.
    """
    require(actor, EDIT, "登记党建品牌")
    brand = Brand(department=department, started_on=started_on, **{**manual, "name": tidy(manual["name"])})
    check_competent(brand, actor=actor, label="登记党建品牌")
    _not_to_come(started_on, "启用日期")
    _name_is_free(brand)
    brand.save(force_insert=True)
    log(brand, "start", actor=actor)
    audit.record("brands.start", actor=actor, subject=brand)
    return brand


def _not_to_come(day: datetime.date, what: str) -> None:
    if day > clock.today():
        raise Refusal(f"{what}不能晚于今天（{clock.today():%Y-%m-%d}）。")


def _name_is_free(brand: Brand) -> None:
    twins = Brand.objects.filter(department=brand.department_id, name=brand.name, ended_on=None)
    if twins.exclude(pk=brand.pk).exists():
        raise Refusal(f"{brand.department}下已有品牌“{brand.name}”，请核对是否重复登记。")


def _hold(brand: Brand, actor: Actor, what: str, version: int | None = None) -> None:
    require(actor, EDIT, what)
    check_competent(brand, actor=actor, label=what)
    if version is None:
        lock(brand)
    else:
        check_version(brand, version)
    if brand.ended_on is not None:
        raise Refusal(f"品牌“{brand.name}”已于{brand.ended_on:%Y-%m-%d}停用，不能再{what}。")


@transaction.atomic
def edit(brand: Brand, *, actor: Actor, version: int | None, **manual) -> None:
    """The manual anew. Raises StaleVersion and as `end`."""
    _hold(brand, actor, "修改品牌手册", version if version is not None else 0)
    for name, value in manual.items():
        setattr(brand, name, tidy(value) if name == "name" else value)
    _name_is_free(brand)
    brand.version += 1
    brand.save(update_fields=[*manual, "version"])
    log(brand, "edit", actor=actor)
    audit.record("brands.edit", actor=actor, subject=brand)


@transaction.atomic
def end(brand: Brand, *, actor: Actor, ended_on: datetime.date, reason: str) -> None:
    """停用: `ended_on` is the first day without it; every authorisation ends the day before.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    _hold(brand, actor, "停用品牌")
    _not_to_come(ended_on, "停用日期")
    if not reason.strip():
        raise Refusal("停用须写明原因。")
    if ended_on <= brand.started_on:
        raise Refusal(f"停用日期须晚于启用日期（{brand.started_on:%Y-%m-%d}）。")
    late = brand.authorisations.filter(valid_from__gte=ended_on).select_related("unit", "organization").first()
    if late is not None:
        raise Refusal(f"“{late}”的授权自{late.valid_from:%Y-%m-%d}起，停用日期须晚于该日。")
    for one in brand.authorisations.exclude(valid_to__lt=ended_on):
        one.valid_to, one.ended_reason = ended_on - ONE_DAY, "品牌停用"
        one.save(update_fields=["valid_to", "ended_reason"])
    brand.ended_on, brand.ended_reason, brand.version = ended_on, reason.strip(), brand.version + 1
    brand.save(update_fields=["ended_on", "ended_reason", "version"])
    log(brand, "end", actor=actor, comment=reason)
    audit.record("brands.end", actor=actor, subject=brand, ended_on=ended_on)


@transaction.atomic
def add_file(brand: Brand, *, actor: Actor, kind: FileKind, title: str, file: StoredFile) -> BrandFile:
    """A file that every authorised user may download. Raises as `end`."""
    _hold(brand, actor, "上传品牌文件")
    made = BrandFile.objects.create(brand=brand, kind=kind, title=title.strip(), file=file, added_on=clock.today())
    audit.record("brands.add_file", actor=actor, subject=brand, file=file.pk)
    return made


@transaction.atomic
def withdraw_file(file: BrandFile, *, actor: Actor) -> None:
    """No longer to be used; it stays on record. Raises as `end`."""
    _hold(file.brand, actor, "停用品牌文件")
    file.refresh_from_db()
    if file.withdrawn_on is not None:
        raise Refusal(f"“{file.title}”已于{file.withdrawn_on:%Y-%m-%d}停用。")
    file.withdrawn_on = clock.today()
    file.save(update_fields=["withdrawn_on"])
    audit.record("brands.withdraw_file", actor=actor, subject=file.brand, file=file.file_id)


@transaction.atomic
def authorise(
    brand: Brand,
    *,
    actor: Actor,
    purpose: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
    unit: PartyUnit | None = None,
    organization: Organization | None = None,
    document: str = "",
) -> Authorisation:
    """`valid_to` is the last day. Raises as `end`, and Refusal where the user is authorised in that time already."""
    _hold(brand, actor, "授权使用品牌")
    if valid_from < brand.started_on:
        raise Refusal(f"授权不能早于品牌启用日期（{brand.started_on:%Y-%m-%d}）。")
    if valid_to is not None and valid_to < valid_from:
        raise Refusal("授权终止日期不能早于起始日期。")
    whose = {"unit": unit} if unit is not None else {"organization": organization}
    others = brand.authorisations.filter(**whose).exclude(valid_to__lt=valid_from)
    other = others.filter(valid_from__lte=valid_to).first() if valid_to else others.first()
    if other is not None:
        raise Refusal(f"“{other}”自{other.valid_from:%Y-%m-%d}起已获授权，请先终止。")
    made = Authorisation.objects.create(
        brand=brand, purpose=purpose.strip(), valid_from=valid_from, valid_to=valid_to, document=document.strip(),
        **whose,
    )  # fmt: skip
    log(brand, "authorise", actor=actor, comment=str(made))
    audit.record("brands.authorise", actor=actor, subject=brand, authorisation=made.pk)
    return made


@transaction.atomic
def end_authorisation(authorisation: Authorisation, *, actor: Actor, last_day: datetime.date, reason: str) -> None:
    """提前终止: `last_day` is the last day of use. Raises as `end`."""
    brand = authorisation.brand
    _hold(brand, actor, "终止授权")
    authorisation.refresh_from_db()
    if not reason.strip():
        raise Refusal("终止授权须写明原因。")
    if authorisation.valid_to is not None and authorisation.valid_to <= last_day:
        raise Refusal(f"该授权至{authorisation.valid_to:%Y-%m-%d}止，不需要再终止。")
    if last_day < authorisation.valid_from:
        raise Refusal(f"终止日期不能早于授权起始日期（{authorisation.valid_from:%Y-%m-%d}）。")
    authorisation.valid_to, authorisation.ended_reason = last_day, reason.strip()
    authorisation.save(update_fields=["valid_to", "ended_reason"])
    log(brand, "end_authorisation", actor=actor, comment=f"{authorisation}：{reason}")
    audit.record("brands.end_authorisation", actor=actor, subject=brand, authorisation=authorisation.pk)


@transaction.atomic
def note_misuse(
    brand: Brand, *, actor: Actor, user_name: str, found_on: datetime.date, where: str, what: str
) -> Misuse:
    """What was seen. Of a brand given up too. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "记录品牌使用不规范情形")
    check_competent(brand, actor=actor, label="记录品牌使用不规范情形")
    _not_to_come(found_on, "发现日期")
    made = Misuse.objects.create(
        brand=brand, user_name=user_name.strip(), found_on=found_on, where=where.strip(), what=what.strip()
    )
    audit.record("brands.note_misuse", actor=actor, subject=brand, misuse=made.pk)
    return made


@transaction.atomic
def handle_misuse(misuse: Misuse, *, actor: Actor, handled_on: datetime.date, handling: str) -> None:
    """What was done about it, once. Raises as `note_misuse`."""
    require(actor, EDIT, "登记处理情况")
    check_competent(misuse, actor=actor, label="登记处理情况")
    lock(misuse)
    if misuse.handled_on is not None:
        raise Refusal(f"已于{misuse.handled_on:%Y-%m-%d}处理：{misuse.handling}")
    if not misuse.found_on <= handled_on <= clock.today():
        raise Refusal(f"处理日期应在发现日期（{misuse.found_on:%Y-%m-%d}）和今天之间。")
    misuse.handled_on, misuse.handling = handled_on, handling.strip()
    misuse.save(update_fields=["handled_on", "handling"])
    audit.record("brands.handle_misuse", actor=actor, subject=misuse.brand, misuse=misuse.pk)
