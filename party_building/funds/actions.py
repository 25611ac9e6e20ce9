"""The only writers of party funds."""

import datetime
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import set_fact
from core.departments.models import Department
from core.files.models import StoredFile
from core.forms.versions import check_version
from core.identity.actions import require
from core.workflow.errors import NotPermitted, Refusal
from core.workflow.perform import check_competent, lock, log, perform
from party_building.funds import queries
from party_building.funds.models import FundBudget, Grant, GrantRate, GrantRule, Spending
from party_building.funds.states import EDIT, ENTER, LIVE, PAY, SubjectKind
from party_building.model_sites.models import ModelSite
from party_building.party_units.models import PartyUnit
from party_building.stations.models import PartyStation
from registry.organizations.models import Organization

FIELD_OF = {PartyStation: "station", ModelSite: "model_site", Organization: "organization"}
KIND_OF = {
    PartyStation: SubjectKind.STATION, ModelSite: SubjectKind.MODEL_SITE, Organization: SubjectKind.ORGANIZATION,
}  # fmt: skip


@transaction.atomic
def set_budget(
    department: Department, *, actor: Actor, year: int, budget_yuan: Decimal, document: str,
    unit: PartyUnit | None = None, note: str = "",
) -> FundBudget:  # fmt: skip
    """A new budget of an organ or of one unit of its line. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "登记党建经费预算")
    row = FundBudget(
        department=department, unit=unit, year=year, budget_yuan=budget_yuan, document=document.strip(),
        note=note.strip(),
    )  # fmt: skip
    check_competent(row, actor=actor, label="登记党建经费预算")
    if unit is not None and unit.superior_id != department.pk:
        raise Refusal(f"“{unit.name}”不属于{department.name}。")
    lock(department)
    if FundBudget.objects.filter(department=department, year=year, unit=unit).exists():
        raise Refusal(f"{year}年已有预算，请修改原记录。")
    row.save(force_insert=True)
    audit.record("party_funds.set_budget", actor=actor, subject=row, year=year, yuan=str(budget_yuan))
    return row


@transaction.atomic
def edit_budget(
    row: FundBudget, *, actor: Actor, version: int | None, budget_yuan: Decimal, document: str, note: str = ""
) -> None:
    """Raises NotPermitted, NotCompetent, StaleVersion. What it was stays in the history."""
    require(actor, EDIT, "调整党建经费预算")
    check_competent(row, actor=actor, label="调整党建经费预算")
    check_version(row, version)
    row.budget_yuan, row.document, row.note, row.version = budget_yuan, document, note, row.version + 1
    row.save(update_fields=["budget_yuan", "document", "note", "version"])
    audit.record("party_funds.edit_budget", actor=actor, subject=row, yuan=str(budget_yuan))


@transaction.atomic
def prepare(
    department: Department, *, actor: Actor, unit: PartyUnit, purpose: str, grant_yuan: Decimal | None = None,
    rule: GrantRule | None = None, subject: PartyStation | ModelSite | Organization | None = None,
    year: int | None = None,
) -> Grant:  # fmt: skip
    """拟拨. By a rule the amount is the rule's of today and `subject` is named; without one `grant_yuan` says it.

    Raises NotPermitted, NotCompetent, and Refusal where the same was prepared or paid before.
    """
    require(actor, EDIT, "拟拨党建经费")
    grant = Grant(
        department=department, unit=unit, purpose=purpose.strip()[:200], grant_yuan=grant_yuan,
        prepared_on=clock.today(),
    )  # fmt: skip
    check_competent(grant, actor=actor, label="拟拨党建经费")
    if unit.dissolved_on is not None and unit.dissolved_on <= clock.today():
        raise Refusal(f"“{unit.name}”已撤销，不能拨付。")
    if rule is not None:
        _by_rule(grant, rule, subject, year)
    if grant.grant_yuan is None or grant.grant_yuan <= 0:
        raise Refusal("请填写拨付金额。")
    if not grant.purpose:
        raise Refusal("请填写用途。")
    grant.save(force_insert=True)
    log(grant, "prepare", actor=actor)
    audit.record("party_funds.prepare", actor=actor, subject=grant, yuan=str(grant.grant_yuan))
    return grant


def _by_rule(grant: Grant, rule: GrantRule, subject, year: int | None) -> None:
    """The subject's row is held: two who prepare the same wait for each other, and the second is told why not."""
    today = clock.today()
    if subject is None or KIND_OF[type(subject)] != rule.subject_kind:
        raise Refusal(f"按“{rule.title}”拨付须指明{rule.get_subject_kind_display()}。")
    rate = GrantRate.objects.on(today).filter(rule=rule).first()
    if rate is None:
        raise Refusal(f"“{rule.title}”现无有效的金额标准。")
    lock(subject)
    grant.rule, grant.period = rule, (year or today.year) if rule.is_yearly else 0
    grant.grant_yuan = rate.grant_yuan
    setattr(grant, FIELD_OF[type(subject)], subject)
    same = Grant.objects.filter(
        rule=rule, period=grant.period, state__in=LIVE, **{FIELD_OF[type(subject)]: subject}
    ).first()
    if same is not None:
        when = f"{same.granted_on:%Y-%m-%d}拨付" if same.granted_on else f"{same.prepared_on:%Y-%m-%d}拟拨"
        raise Refusal(f"“{subject}”已按“{rule.title}”于{when}，不能重复拨付。")


@transaction.atomic
def pay(grant: Grant, *, actor: Actor, document: str, granted_on: datetime.date) -> None:
    """拨付, by another person than the one who prepared it. Raises SamePerson, Refusal and what perform raises."""
    lock(grant)
    if not document.strip():
        raise Refusal("拨付须有文号。")
    if granted_on > clock.today():
        raise Refusal("拨付日期不能晚于今天。")
    perform(grant, "pay", actor=actor, document=document.strip()[:200], granted_on=granted_on)
    audit.record("party_funds.pay", actor=actor, subject=grant, yuan=str(grant.grant_yuan))


@transaction.atomic
def cancel(grant: Grant, *, actor: Actor, comment: str) -> None:
    """What was only prepared is given up; the same may be prepared again."""
    perform(grant, "cancel", actor=actor, comment=comment)
    audit.record("party_funds.cancel", actor=actor, subject=grant)


@transaction.atomic
def reverse(grant: Grant, *, actor: Actor, comment: str) -> None:
    """收回: what was paid comes back; the unit's balance may fall below nothing, and says so."""
    perform(grant, "reverse", actor=actor, comment=comment)
    audit.record("party_funds.reverse", actor=actor, subject=grant, yuan=str(grant.grant_yuan))


def _require_entering(actor: Actor, what: str) -> None:
    if actor.read_only or not (actor.can(EDIT) or actor.can(ENTER)):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


@transaction.atomic
def spend(
    unit: PartyUnit, *, actor: Actor, spent_on: datetime.date, kind: str, purpose: str, spent_yuan: Decimal,
    voucher: StoredFile | None = None, overrun_reason: str = "",
) -> Spending:  # fmt: skip
    """By the secretary of the unit or the organ above it. More than is left needs `overrun_reason`.

    The unit's row is held, so that two cannot spend the same yuan. Raises NotPermitted, NotCompetent, Refusal.
    """
    _require_entering(actor, "登记支出")
    row = Spending(
        unit=unit, spent_on=spent_on, kind=kind, purpose=purpose.strip(), spent_yuan=spent_yuan, voucher=voucher,
    )  # fmt: skip
    check_competent(row, actor=actor, label="登记支出")
    if spent_on > clock.today():
        raise Refusal("支出日期不能晚于今天。")
    lock(unit)
    left = queries.balance(unit)
    if spent_yuan > left:
        if not overrun_reason.strip():
            raise Refusal(f"支出{spent_yuan:,.2f}元超出余额{left:,.2f}元，请核对金额；确需支出的，请写明理由。")
        row.overrun_reason = overrun_reason.strip()[:200]
    row.save(force_insert=True)
    log(row, "enter", actor=actor)
    audit.record("party_funds.spend", actor=actor, subject=row, unit=unit.pk, yuan=str(spent_yuan))
    return row


@transaction.atomic
def void(row: Spending, *, actor: Actor, comment: str) -> None:
    """Entered by mistake: it counts no more and stays on record. Raises CommentRequired and what perform raises."""
    _require_entering(actor, "作废支出")
    perform(row, "void", actor=actor, comment=comment)
    audit.record("party_funds.void", actor=actor, subject=row, unit=row.unit_id, yuan=str(row.spent_yuan))


@transaction.atomic
def set_rate(
    rule: GrantRule, *, actor: Actor, grant_yuan: Decimal, valid_from: datetime.date, document: str
) -> GrantRate:
    """From `valid_from` on the rule grants so much. What was paid by the old amount stays. Raises FactRefused."""
    require(actor, PAY, "调整拨付标准")
    if not document.strip():
        raise Refusal("拨付标准须有依据文书。")
    values = {"grant_yuan": grant_yuan, "is_verified": True}
    rate = set_fact(GrantRate, rule, values=values, valid_from=valid_from, document=document.strip()[:200])
    audit.record("party_funds.set_rate", actor=actor, subject=rule, yuan=str(grant_yuan), since=valid_from)
    return rate
