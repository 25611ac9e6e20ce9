"""Guests of single sections: invited by a one-time code, gone after their day. They save; they never send."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.workflow.errors import NotPermitted, Refusal, WrongState
from core.workflow.perform import check_competent, lock
from registry.annual_reports.models import AnnualReport, SectionGuest
from registry.annual_reports.states import FILLING
from registry.org_accounts import actions as accounts
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.org_accounts.states import OrgRole, OrgSeatState
from registry.report_forms.schema import schema_of

LONGEST_DAYS = 90
ASSIST = "own_reports.assist"


@transaction.atomic
def invite(
    report: AnnualReport, *, actor: Actor, name: str, sections: list[str], expires_on: datetime.date
) -> tuple[SectionGuest, str]:
    """The guest and the code in clear, this once. Raises NotPermitted, WrongState, Refusal."""
    lock(report)
    _may_invite(report, actor)
    known = [section.key for section in schema_of(report.form).sections]
    chosen = [key for key in known if key in sections]
    if not name.strip() or not chosen:
        raise Refusal("请填写受邀人姓名，并至少选择一个部分。")
    last = clock.today() + datetime.timedelta(days=LONGEST_DAYS)
    if not clock.today() <= expires_on <= last:
        raise Refusal(f"有效期应在今天至{last:%Y-%m-%d}之间。")
    code, clear = accounts.issue_guest_code(report.organization, actor=actor, last_day=expires_on)
    guest = SectionGuest.objects.create(
        organization_id=report.organization_id,
        report=report,
        name=name.strip()[:60],
        sections=chosen,
        expires_on=expires_on,
        code=code,
        invited_by_id=actor.user_id,
        invited_at=clock.now(),
    )
    audit.record("annual_reports.invite", actor=actor, subject=report, guest=guest.pk, sections=chosen)
    return guest, clear


def _may_invite(report: AnnualReport, actor: Actor) -> None:
    if not actor.can("own_reports.submit"):
        raise NotPermitted("您的岗位没有“邀请填报”的权限，请联系本单位法定代表人调整。")
    check_competent(report, actor=actor, label="邀请填报")
    if report.state not in FILLING:
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不需要邀请他人填报。")


@transaction.atomic
def end(guest: SectionGuest, *, actor: Actor) -> None:
    """At once; the code lapses, and her post ends when she has no other invitation here. Raises NotPermitted."""
    if not actor.can("own_reports.submit"):
        raise NotPermitted("您的岗位没有“取消邀请”的权限，请联系本单位法定代表人调整。")
    check_competent(guest, actor=actor, label="取消邀请")
    lock(guest)
    if guest.ended_at:
        return
    guest.ended_at = clock.now()
    guest.save(update_fields=["ended_at"])
    ActivationCode.objects.usable().filter(pk=guest.code_id).update(withdrawn_at=clock.now())
    others = SectionGuest.objects.of_user(guest.user_id, clock.today()).filter(organization=guest.organization_id)
    if guest.user_id and not others.exists():
        seats = OrganizationSeat.objects.filter(
            user=guest.user_id,
            organization=guest.organization_id,
            role=OrgRole.REPORT_GUEST,
            state=OrgSeatState.ACTIVE,
        )
        for seat in seats:
            accounts.end_guest(seat, actor=actor)
    audit.record("annual_reports.uninvite", actor=actor, subject=guest.report, guest=guest.pk)


def welcome(code: ActivationCode, user_id: int) -> None:
    """The code was used: from now on these sections are hers."""
    SectionGuest.objects.filter(code=code).update(user_id=user_id)


def may_fill(actor: Actor, report: AnnualReport, key: str) -> bool:
    if not actor.can(ASSIST) or actor.user_id is None:
        return False
    mine = SectionGuest.objects.of_user(actor.user_id, clock.today()).filter(report=report)
    return any(key in guest.sections for guest in mine)
