"""期限 of service and rectification: a new number from a day on; what held on a day that has come is never changed.

They hold for every authority, so the office that keeps the rule book keeps them too.
"""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.rules.queries import keeper
from core.workflow.errors import NotCompetent
from supervision.letters.models import ServicePeriod
from supervision.letters.states import PASS_TEMPLATES

ONE_DAY = datetime.timedelta(days=1)
MOST = 365


def may_set(actor: Actor) -> bool:
    office = keeper()
    return bool(office and actor.can(PASS_TEMPLATES) and not actor.read_only and actor.department_id == office.pk)


def _check(actor: Actor, label: str) -> None:
    require(actor, PASS_TEMPLATES, label)
    office = keeper()
    if office is None:
        raise Refusal(f"尚未登记市级民政部门，不能{label}。")
    if actor.department_id != office.pk and not actor.is_system:
        raise NotCompetent(f"期限全市统一，“{label}”由{office.name}办理。")


def _locked(code: str) -> list[int]:
    """The rows of a code, one writer at a time; what the writer before us added is read anew after this."""
    rows = ServicePeriod.objects.filter(code=code).order_by("valid_from").select_for_update(no_key=True)
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def set_period(
    code: str, *, actor: Actor, value: int, valid_from: datetime.date, source: str, is_verified: bool = False
) -> ServicePeriod:
    """From `valid_from` on; the row before ends on the day before. Raises NotPermitted, NotCompetent, Refusal."""
    _check(actor, "设定期限")
    if not _locked(code):
        raise Refusal("没有这项期限。")
    last, source = ServicePeriod.objects.filter(code=code).latest("valid_from"), source.strip()
    if not 1 <= value <= MOST:
        raise Refusal(f"数值须在1至{MOST}之间。")
    if not source:
        raise Refusal("请写明依据：法律、法规、规章的名称和条款，或者本单位的决定。")
    if valid_from <= clock.today():
        raise Refusal("启用日期须晚于今天：已经过去的日子按当时的期限，不再改动。")
    if last.valid_from >= valid_from:
        raise Refusal(f"已有自{last.valid_from:%Y-%m-%d}起启用的数值，请改用更晚的日期，或者先撤回那一条。")
    if (last.value, last.source, last.is_verified) == (value, source, is_verified):
        raise Refusal("数值、依据和核对情况都没有变化，无需设定。")
    if last.valid_to is None or last.valid_to >= valid_from:
        last.valid_to = valid_from - ONE_DAY
        last.save(update_fields=["valid_to"])
    made = ServicePeriod.objects.create(
        code=code, label=last.label, unit=last.unit, value=value, source=source, is_verified=is_verified,
        valid_from=valid_from,
    )  # fmt: skip
    audit.record("letters.set_period", actor=actor, subject=made, code=code, value=value, since=valid_from.isoformat())
    return made


@transaction.atomic
def take_back(period: ServicePeriod, *, actor: Actor) -> None:
    """One that has not begun: the row before holds on. Raises NotPermitted, NotCompetent, Refusal."""
    _check(actor, "撤回期限")
    _locked(period.code)
    found = ServicePeriod.objects.filter(pk=period.pk).first()
    if found is None:
        raise Refusal("这一条已经撤回。")
    if found.valid_from <= clock.today():
        raise Refusal("已经启用的期限不能撤回，请设定新的数值。")
    if ServicePeriod.objects.filter(code=found.code, valid_from__gt=found.valid_from).exists():
        raise Refusal("其后还有更晚启用的数值，请先撤回那一条。")
    audit.record(
        "letters.take_period_back", actor=actor, subject=found, code=found.code, value=found.value,
        since=found.valid_from.isoformat(),
    )  # fmt: skip
    before = ServicePeriod.objects.filter(code=found.code, valid_to=found.valid_from - ONE_DAY).first()
    found.delete()
    if before is not None:
        before.valid_to = None
        before.save(update_fields=["valid_to"])
