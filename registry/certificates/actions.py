"""Verbs on registration certificates: issued, handed over, taken in."""

import datetime
from typing import Any

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated import actions as dated
from core.files.models import StoredFile
from core.workflow.errors import Refusal
from core.workflow.perform import lock
from registry.certificates.models import Certificate
from registry.certificates.states import IssueReason
from registry.organizations.actions.changing import touched
from registry.organizations.actions.competence import hold_paper
from registry.organizations.models import Organization
from registry.signals import certificate_issued


@transaction.atomic
def issue(
    organization: Organization,
    *,
    actor: Actor,
    issued_on: datetime.date,
    printed_from: datetime.date | None,
    printed_until: datetime.date | None,
    issue_reason: IssueReason,
    number: str = "",
    copies: int = 1,
    document: str = "",
    file: StoredFile | None = None,
) -> Certificate:
    """发证: from `issued_on` this is the certificate in force. Raises NotPermitted, NotCompetent, Refusal."""
    hold_paper(organization, actor, "certificates.edit", "登记发证")
    if issued_on > clock.today():
        raise Refusal("发证日期不能晚于今天。")
    if printed_from and printed_until and printed_until < printed_from:
        raise Refusal("证书载明的截止日期不能早于起始日期，请照证书核对。")
    if issue_reason == IssueReason.FIRST and Certificate.objects.filter(organization=organization).exists():
        raise Refusal("该组织已有证书记录，请选择换发或补发。")
    values: dict[str, Any] = {
        "number": number.strip(),
        "printed_from": printed_from,
        "printed_until": printed_until,
        "copies": copies,
        "issue_reason": str(issue_reason),
        "file": file,
    }
    certificate = dated.set_fact(Certificate, organization, values=values, valid_from=issued_on, document=document)
    touched(organization)
    audit.record("certificates.issue", actor=actor, subject=organization, certificate=certificate.pk)
    certificate_issued.send(Certificate, certificate=certificate)
    return certificate


@transaction.atomic
def hand_over(certificate: Certificate, *, actor: Actor, on: datetime.date) -> None:
    """领取: the organization has the paper. Raises NotPermitted, NotCompetent, Refusal."""
    _mark(certificate, actor=actor, on=on, column="handed_over_on", what="登记证书领取", done="领取")


@transaction.atomic
def take_in(certificate: Certificate, *, actor: Actor, on: datetime.date) -> None:
    """缴回: the old paper came back, at a change or at the end. Raises NotPermitted, NotCompetent, Refusal."""
    _mark(certificate, actor=actor, on=on, column="returned_on", what="登记证书缴回", done="缴回")


def _mark(certificate: Certificate, *, actor: Actor, on: datetime.date, column: str, what: str, done: str) -> None:
    hold_paper(certificate.organization, actor, "certificates.edit", what)
    lock(certificate)
    if getattr(certificate, column):
        raise Refusal(f"该证书已于{getattr(certificate, column):%Y-%m-%d}{done}。")
    if not certificate.valid_from <= on <= clock.today():
        raise Refusal(f"{done}日期应在发证日期{certificate.valid_from:%Y-%m-%d}与今天之间。")
    setattr(certificate, column, on)
    certificate.save(update_fields=[column])
    audit.record(f"certificates.{column}", actor=actor, subject=certificate.organization, certificate=certificate.pk)
