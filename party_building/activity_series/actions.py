"""Verbs on themed series: acts of the organ that keeps them."""

import datetime
from collections.abc import Collection

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms.versions import check_version
from core.identity.actions import require
from core.workflow.errors import CommentRequired, Refusal, WrongState
from core.workflow.perform import check_competent, lock, log
from party_building.activity_series.models import ActivitySeries, SeriesItem, SeriesPart
from party_building.party_units.models import PartyUnit

EDIT = "activity_series.edit"


def _require(series: ActivitySeries, actor: Actor, what: str) -> None:
    require(actor, EDIT, what)
    check_competent(series, actor=actor, label=what)


@transaction.atomic
def begin(
    *, actor: Actor, department: Department, name: str, starts_on: datetime.date, ends_on: datetime.date,
    theme: str = "", document: str = "",
) -> ActivitySeries:  # fmt: skip
    """Raises NotPermitted, NotCompetent, Refusal."""
    series = ActivitySeries(
        department=department, name=name.strip(), starts_on=starts_on, ends_on=ends_on, theme=theme.strip(),
        document=document.strip(),
    )  # fmt: skip
    _require(series, actor, "新建主题活动")
    _check(series)
    series.save(force_insert=True)
    log(series, "begin", actor=actor)
    audit.record("activity_series.begin", actor=actor, subject=series)
    return series


def _check(series: ActivitySeries) -> None:
    if series.ends_on < series.starts_on:
        raise Refusal("结束日期不能早于开始日期。")
    same = ActivitySeries.objects.filter(
        department=series.department_id, name=series.name, starts_on=series.starts_on
    ).exclude(pk=series.pk)
    if same.exists():
        raise Refusal(f"已有同名同期的主题活动“{series.name}”。")
    outside = SeriesItem.objects.filter(series=series.pk, withdrawn_at=None).exclude(
        held_on__range=(series.starts_on, series.ends_on)
    )
    if series.pk and (one := outside.first()) is not None:
        raise Refusal(f"“{one.title}”在{one.held_on:%Y-%m-%d}开展，不在这段时间内。")


@transaction.atomic
def edit(series: ActivitySeries, *, actor: Actor, version: int | None, **said) -> None:
    """Raises as `begin`, StaleVersion."""
    _require(series, actor, "修改主题活动")
    check_version(series, version)
    for name, value in said.items():
        setattr(series, name, value.strip() if isinstance(value, str) else value)
    _check(series)
    series.version += 1
    series.save(update_fields=[*said, "version"])
    log(series, "edit", actor=actor)
    audit.record("activity_series.edit", actor=actor, subject=series)


@transaction.atomic
def add_item(
    series: ActivitySeries, *, actor: Actor, title: str, held_on: datetime.date, hosts: Collection[PartyUnit],
    others: Collection[PartyUnit] = (), place: str = "", attendances: int = 0,
) -> SeriesItem:  # fmt: skip
    """One event, once, however many units took part. Raises as `begin`."""
    _require(series, actor, "登记主题活动场次")
    lock(series)
    title = title.strip()
    if held_on > clock.today():
        raise Refusal("开展日期不能晚于今天，开展后再登记。")
    if not series.starts_on <= held_on <= series.ends_on:
        raise Refusal(f"开展日期应在{series.starts_on:%Y-%m-%d}至{series.ends_on:%Y-%m-%d}之间。")
    if not hosts:
        raise Refusal("请填写主办或承办的党组织。")
    if SeriesItem.objects.filter(series=series, title=title, held_on=held_on, withdrawn_at=None).exists():
        raise Refusal("这一场已经登记。")
    item = SeriesItem.objects.create(
        series=series, title=title, held_on=held_on, place=place.strip(), attendances=attendances
    )
    parts = {unit.pk: False for unit in others} | {unit.pk: True for unit in hosts}
    SeriesPart.objects.bulk_create(
        [SeriesPart(item=item, unit_id=pk, is_host=is_host) for pk, is_host in parts.items()]
    )
    log(series, "add_item", actor=actor, comment=title)
    audit.record("activity_series.add_item", actor=actor, subject=series, item=item.pk)
    return item


@transaction.atomic
def withdraw_item(item: SeriesItem, *, actor: Actor, reason: str) -> None:
    """Raises as `begin`, CommentRequired, WrongState."""
    _require(item.series, actor, "撤回主题活动场次")
    lock(item)
    if item.withdrawn_at is not None:
        raise WrongState("这一场已经撤回。")
    if not reason.strip():
        raise CommentRequired("撤回须写明原因。")
    item.withdrawn_at, item.withdrawal_reason = clock.now(), reason.strip()[:200]
    item.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    log(item.series, "withdraw_item", actor=actor, comment=f"{item.title}：{reason.strip()}")
    audit.record("activity_series.withdraw_item", actor=actor, subject=item.series, item=item.pk)
