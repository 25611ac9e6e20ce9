"""Corrections: asked for by anybody, settled by the authority that supervises the organization."""

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import perform
from core.worklist import actions as worklist
from registry.disclosures.models import CorrectionRequest
from registry.organizations.models import Organization

ITEM = "disclosures.correction"


class NobodyAnswers(Refusal):
    """No authority is recorded that could look into it."""


@transaction.atomic
def ask_for_correction(
    organization: Organization, *, actor: Actor, about: str, reason: str, phone: str = ""
) -> CorrectionRequest:
    """Keep what a visitor says and put it on the work list of the supervising authority.

    Nothing about the organization changes. Raises NobodyAnswers where no authority is recorded.
    """
    office = organization.supervising_authority_id or organization.registering_authority_id
    if office is None:
        raise NobodyAnswers("该组织的登记管理机关尚未明确，暂时不能在线提交。请直接与当地民政部门联系。")
    asked = CorrectionRequest(organization=organization, about=about, reason=reason)
    asked.phone = phone
    asked.save(force_insert=True)
    worklist.open_item(
        ITEM,
        subject=asked,
        title=f"核实公开信息：{organization.name}",
        url_name="staff:disclosures:detail",
        department=office,
        due_on=asked.due_on,
    )
    audit.record("disclosures.ask", actor=actor, subject=asked, organization=organization.pk)
    return asked


@transaction.atomic
def settle(asked: CorrectionRequest, step: str, *, actor: Actor, comment: str) -> None:
    """`step` is correct or keep. The register itself is corrected by its own verbs, before or after.

    Raises NotCompetent, NotPermitted, WrongState, CommentRequired.
    """
    perform(asked, step, actor=actor, comment=comment)
    worklist.close_items(asked, ITEM, actor=actor)
    audit.record(f"disclosures.{step}", actor=actor, subject=asked)


@transaction.atomic
def reveal_phone(asked: CorrectionRequest, *, actor: Actor) -> str:
    """The visitor's number, in the clear, for whoever has to call back; the look is kept in the audit log."""
    audit.record("disclosures.reveal", actor=actor, subject=asked)
    return asked.phone.reveal()
