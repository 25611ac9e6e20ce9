"""The legal representative that a decision names: entered where it is certain who she is, else owed by civil affairs.

A push has a name and never a number. Certain is who already holds or held a post in this very organization: her
document was looked at then. Anybody else is entered by a clerk, who has the document before her.
"""

from django.db import transaction

from core.access.actor import Actor
from core.workflow.errors import Refusal
from registry.approvals.actions import duties
from registry.approvals.models import ApprovalPush, PushDuty
from registry.approvals.states import DutyKind
from registry.officers import actions as officers
from registry.officers.models import OfficerPost, PostKind
from registry.officers.states import LEGAL_REPRESENTATIVE
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.people.models import Person

FOLLOWED = "已由后一件决定代替"


def enter(push: ApprovalPush, organization: Organization, actor: Actor) -> None:
    """Of APPROVAL_APPLIERS. A limit of office is never passed over here: what it says, a clerk confirms."""
    if not push.values.get("legal_representative"):
        return
    waiting = PushDuty.objects.open().filter(organization=organization, kind=DutyKind.REPRESENTATIVE)
    for earlier in waiting.select_related("push"):
        if earlier.push.effective_on > push.effective_on:
            return
        duties.close(earlier, FOLLOWED, actor)
    duty = PushDuty.objects.create(
        push=push,
        organization=organization,
        kind=DutyKind.REPRESENTATIVE,
        department_id=push.civil_affairs_id,
        due_on=duties.due(DutyKind.REPRESENTATIVE, organization),
    )
    duties.settle_duties([organization.pk], actor=actor)
    duty.refresh_from_db()
    if duty.done_on is None and not _appointed(push, organization, actor):
        duties.remind(duty)


def _appointed(push: ApprovalPush, organization: Organization, actor: Actor) -> bool:
    """Entering the post closes the duty."""
    person = _known(organization, tidy(push.values["legal_representative"]))
    if person is None:
        return False
    try:
        with transaction.atomic():
            officers.appoint(
                organization,
                actor=actor,
                person=person,
                kind=PostKind.objects.get(code=LEGAL_REPRESENTATIVE),
                valid_from=push.effective_on,
                document=push.document_no,
            )
    except Refusal:
        return False
    return True


def _known(organization: Organization, name: str) -> Person | None:
    posts = OfficerPost.objects.filter(organization=organization, person__name=name)
    found = Person.objects.kept().filter(pk__in=posts.values("person"))[:2]
    return found[0] if len(found) == 1 else None
