"""Verbs on certificates of status: drawn by the organization or for it at the counter, taken back by either."""

import datetime
import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from core import audit, clock, series
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log, perform
from registry.disclosures import words
from registry.organizations.models import Organization
from registry.organizations.states import RegistrationLevel
from registry.status_certificates import lines, notices
from registry.status_certificates.models import StatusCertificate, StatusCertificateSeries


@transaction.atomic
def issue(organization: Organization, *, actor: Actor, purpose: str, keys: Sequence[str]) -> StatusCertificate:
    """A paper with the lines `keys` (of lines.choice), as recorded today; kept as issued and never recomputed.

    The number is the next of its year, without gaps: its series is locked from here to the end of the transaction.
    Raises NotPermitted, NotCompetent, Refusal.
    """
    is_own = actor.is_organization_side
    require(actor, "own_certificates.draw" if is_own else "status_certificates.draw", "开具证明")
    check_competent(organization, actor=actor, label="开具证明")
    lock(organization)
    refuse_ended(organization)
    purpose, day = _checked_purpose(purpose), clock.today()
    chosen = _chosen(organization, keys, day)
    certificate = StatusCertificate(
        organization=organization,
        token=secrets.token_urlsafe(32),
        name=organization.name,
        uscc=organization.uscc,
        purpose=purpose,
        statements=[offer.as_statement() for offer in chosen],
        as_of=day,
        valid_until=day + datetime.timedelta(days=settings.STATUS_CERTIFICATE_DAYS),
        issued_at=clock.now(),
        issued_by_id=actor.user_id,
        issuing_department_id=None if is_own else actor.department_id,
    )
    certificate.year, certificate.number = _next_number(day.year)
    certificate.digest = certificate.content_digest()
    certificate.save(force_insert=True)
    log(certificate, "issue", actor=actor)
    audit.record(
        "status_certificates.issue",
        actor=actor,
        subject=certificate,
        organization=organization.pk,
        number=certificate.full_number,
    )
    return certificate


def refuse_ended(organization: Organization) -> None:
    """Raises Refusal where there is nothing this portal could vouch for."""
    if organization.status in words.ENDED:
        raise Refusal("该组织的登记已终止，不能开具证明。需要查询历史登记情况的，请到登记管理机关办理档案查询。")
    if organization.registration_level == RegistrationLevel.PROVINCE:
        raise Refusal("该组织由省级登记管理机关登记，请向其登记管理机关申请证明。")


def _checked_purpose(purpose: str) -> str:
    purpose = " ".join(purpose.split())
    if not purpose:
        raise Refusal("请填写用途，例如“参加政府采购投标”。")
    if words.is_personal(purpose):
        raise Refusal("用途中不要填写身份证号码、电话号码等个人信息：持有证明的人都能看到。")
    return purpose


def _chosen(organization: Organization, keys: Sequence[str], day: datetime.date) -> list[lines.Offer]:
    """In the order of the choice, whatever order they were ticked in."""
    wanted, offered = set(keys), lines.choice(organization, day)
    if not wanted:
        raise Refusal("请至少选择一项证明内容。")
    if gone := wanted - set(offered.by_key):
        raise Refusal(f"所选内容中有{len(gone)}项现在不能开具，登记信息可能刚有变更。请刷新页面后重新选择。")
    return [offer for offer in offered.offers if offer.key in wanted]


def _next_number(year: int) -> tuple[int, int]:
    return year, series.take(StatusCertificateSeries, year=year)


@transaction.atomic
def withdraw(certificate: StatusCertificate, *, actor: Actor, comment: str) -> None:
    """By the authority, with its reason; whoever scans the code is told at once. Raises what perform raises."""
    perform(certificate, "withdraw", actor=actor, comment=comment, withdrawn_at=clock.now())
    notices.withdrawn(certificate)
    _record("withdraw", certificate, actor)


@transaction.atomic
def cancel(certificate: StatusCertificate, *, actor: Actor, comment: str) -> None:
    """By the organization itself: a wrong purpose, a lost paper. Raises what perform raises."""
    perform(certificate, "cancel", actor=actor, comment=comment, withdrawn_at=clock.now())
    _record("cancel", certificate, actor)


def _record(verb: str, certificate: StatusCertificate, actor: Actor) -> None:
    audit.record(
        f"status_certificates.{verb}", actor=actor, subject=certificate, organization=certificate.organization_id
    )
