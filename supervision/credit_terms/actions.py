"""列入情形 and 期限: new words or a new number from a day on; what held on a day that has come is never changed.

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
from supervision.credit_terms.models import CreditGround, CreditPeriod
from supervision.credit_terms.states import SET

ONE_DAY = datetime.timedelta(days=1)
MOST = 100_000_000


def may_set(actor: Actor) -> bool:
    office = keeper()
    return bool(office and actor.can(SET) and not actor.read_only and actor.department_id == office.pk)


def _check(actor: Actor, label: str) -> None:
    require(actor, SET, label)
    office = keeper()
    if office is None:
        raise Refusal(f"尚未登记市级民政部门，不能{label}。")
    if actor.department_id != office.pk and not actor.is_system:
        raise NotCompetent(f"情形和期限全市统一，“{label}”由{office.name}办理。")


@transaction.atomic
def set_ground(
    code: str, *, actor: Actor, title: str, public_words: str, remedy: str, source: str, is_verified: bool,
    valid_from: datetime.date,
) -> CreditGround:  # fmt: skip
    """From `valid_from` on; how it is checked and left stays as it is. Raises NotPermitted, NotCompetent, Refusal."""
    _check(actor, "修订列入情形")
    words = {"title": title, "public_words": public_words, "remedy": remedy, "source": source}
    return _follow(CreditGround, code, actor, valid_from, **words, is_verified=is_verified)


@transaction.atomic
def set_period(
    code: str, *, actor: Actor, number: int, source: str, is_verified: bool, valid_from: datetime.date
) -> CreditPeriod:
    """From `valid_from` on. Raises NotPermitted, NotCompetent, Refusal."""
    _check(actor, "设定期限")
    if not 1 <= number <= MOST:
        raise Refusal(f"数值须在1至{MOST}之间。")
    return _follow(CreditPeriod, code, actor, valid_from, number=number, source=source, is_verified=is_verified)


def _follow(model, code: str, actor: Actor, valid_from: datetime.date, **values):
    """The row of `code` from that day on; the one before ends on the day before. One writer at a time."""
    values = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    last = model.objects.filter(code=code).select_for_update(no_key=True).order_by("valid_from").last()
    if last is None:
        raise Refusal("没有这一项。")
    if not all(value for name, value in values.items() if name != "is_verified"):
        raise Refusal("内容和依据都须填写；依据写明法律、法规、规章的名称和条款，或者本单位的决定。")
    if valid_from <= clock.today():
        raise Refusal("启用日期须晚于今天：已经过去的日子按当时的规定，不再改动。")
    if last.valid_from >= valid_from:
        raise Refusal(f"已有自{last.valid_from:%Y-%m-%d}起启用的一条，请改用更晚的日期，或者先撤回那一条。")
    if all(getattr(last, name) == value for name, value in values.items()):
        raise Refusal("内容、依据和核对情况都没有变化，无需设定。")
    if last.valid_to is None or last.valid_to >= valid_from:
        model.objects.filter(pk=last.pk).update(valid_to=valid_from - ONE_DAY)
    made = model.objects.get(pk=last.pk)
    made.pk, made.valid_from, made.valid_to = None, valid_from, None
    for name, value in values.items():
        setattr(made, name, value)
    made._state.adding = True
    made.save()
    audit.record("credit_terms.set", actor=actor, subject=made, code=code, since=valid_from.isoformat())
    return made


@transaction.atomic
def take_back(row: CreditGround | CreditPeriod, *, actor: Actor) -> None:
    """One that has not begun: the row before holds on. Raises NotPermitted, NotCompetent, Refusal."""
    _check(actor, "撤回")
    rows = type(row).objects
    list(rows.filter(code=row.code).select_for_update(no_key=True))
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Refusal("这一条已经撤回。")
    if found.valid_from <= clock.today():
        raise Refusal("已经启用的不能撤回，请另行设定。")
    if rows.filter(code=found.code, valid_from__gt=found.valid_from).exists():
        raise Refusal("其后还有更晚启用的一条，请先撤回那一条。")
    audit.record(
        "credit_terms.take_back", actor=actor, subject=found, code=found.code, since=found.valid_from.isoformat()
    )
    found.delete()
    rows.filter(code=row.code, valid_to=found.valid_from - ONE_DAY).update(valid_to=None)
