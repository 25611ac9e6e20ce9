"""Texts, signatures and breaches. An organization signs of its own will: nothing hangs on a missing signature."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import ONE_DAY
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, log, perform
from registry.organizations.models import Organization
from supervision.commitments.models import Commitment, CommitmentText
from supervision.commitments.states import WRITE, TextState
from supervision.credit_records import actions as records
from supervision.credit_records.states import RecordKind

SIGN = "own_credit.commit"


@transaction.atomic
def draft_text(*, actor: Actor, department: Department, title: str, scope: str, body: str) -> CommitmentText:
    """The next version of a text of the actor's own office. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, WRITE, "起草承诺书")
    title = title.strip()
    same = CommitmentText.objects.filter(department=department, title=title)
    if same.filter(state=TextState.DRAFT).exists():
        raise Refusal("该承诺事项已有一份草稿，请先启用或放弃。")
    number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    made = CommitmentText(department=department, title=title, scope=scope.strip(), body=body.strip(), number=number)
    check_competent(made, actor=actor, label="起草承诺书")
    made.save(force_insert=True)
    log(made, "draft", actor=actor)
    audit.record("commitments.write", actor=actor, subject=made)
    return made


@transaction.atomic
def put_in_force(text: CommitmentText, *, actor: Actor) -> None:
    """By another person, from today; the version before it ends yesterday. What was signed under it stays signed."""
    today = clock.today()
    perform(text, "put_in_force", actor=actor, valid_from=today)
    before = CommitmentText.objects.in_force(today).filter(department=text.department_id, title=text.title)
    for old in before.exclude(pk=text.pk):
        if old.valid_from == today:
            raise Refusal("上一版今天才启用，请明天再启用新版。")
        old.valid_to = today - ONE_DAY
        old.version += 1
        old.save(update_fields=["valid_to", "version"])
    audit.record("commitments.put_in_force", actor=actor, subject=text)


@transaction.atomic
def discard(text: CommitmentText, *, actor: Actor) -> None:
    perform(text, "discard", actor=actor)
    audit.record("commitments.discard", actor=actor, subject=text)


@transaction.atomic
def sign(organization: Organization, text: CommitmentText, *, actor: Actor) -> Commitment:
    """签署 by the legal representative online. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    require(actor, SIGN, "签署信用承诺")
    check_competent(organization, actor=actor, label="签署信用承诺")
    if not CommitmentText.objects.for_organization(organization, clock.today()).filter(pk=text.pk).exists():
        raise WrongState("该承诺书已经停用，请刷新页面查看现在使用的版本。")
    made = Commitment(
        organization=organization, text=text, signed_on=clock.today(), signed_by_id=actor.user_id,
        signer_name=actor.name,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal("该承诺书已经签署，无须重复签署。") from None
    log(made, "sign", actor=actor)
    audit.record("commitments.sign", actor=actor, subject=made, organization=organization.pk, text=text.pk)
    return made


@transaction.atomic
def doubt(commitment: Commitment, *, actor: Actor, breach: str, document: str = "") -> None:
    """A clerk says where it was broken; nothing is recorded before another person agrees."""
    perform(commitment, "doubt", actor=actor, comment=breach, breach=breach.strip(), breach_document=document.strip())
    audit.record("commitments.doubt", actor=actor, subject=commitment, organization=commitment.organization_id)


@transaction.atomic
def confirm_breach(commitment: Commitment, *, actor: Actor) -> None:
    """认定违诺: a credit record is formed, not public by itself."""
    today = clock.today()
    perform(commitment, "confirm_breach", actor=actor, breached_on=today)
    records.form(
        commitment.organization, actor=actor, kind=RecordKind.BREACH, title=f"违反信用承诺：{commitment.text.title}",
        formed_on=today, authority_name=commitment.competent_department_name, document=commitment.breach_document,
        source=commitment,
    )  # fmt: skip
    audit.record(
        "commitments.confirm_breach", actor=actor, subject=commitment, organization=commitment.organization_id
    )


@transaction.atomic
def clear(commitment: Commitment, *, actor: Actor, comment: str) -> None:
    perform(commitment, "clear", actor=actor, comment=comment, breach="", breach_document="")
    audit.record("commitments.clear", actor=actor, subject=commitment, organization=commitment.organization_id)


def unsigned(organization: Organization, day: datetime.date):
    """Texts in force that the organization has not signed in this version."""
    signed = Commitment.objects.filter(organization=organization).values("text")
    return CommitmentText.objects.for_organization(organization, day).exclude(pk__in=signed)
