"""A signed ledger becomes dated facts: by the register's own verb, one by one, with the document's number."""

from collections.abc import Callable

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import FactRefused
from core.refusal import Refusal
from core.workflow.perform import lock
from registry.organizations import actions as register
from registry.organizations.states import ResponsibilityKind
from registry.responsibilities.actions.duties import refresh_duties
from registry.responsibilities.actions.ledgers import refeed
from registry.responsibilities.models import LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import SETTLED, LedgerState


@transaction.atomic
def publish(
    ledger: ResponsibilityLedger, *, actor: Actor, progress: Callable[..., None] = lambda *given: None
) -> dict[str, int]:
    """Once: a second call changes nothing. Returns how many facts began, how many rows were left alone and why not.

    An organization that has another authority by now, or that began an equal fact on the same day, is left alone.
    """
    lock(ledger)
    counts = {"written": 0, "unchanged": 0, "refused": 0}
    if ledger.state != LedgerState.SIGNED or ledger.applied_at:
        return counts
    rows = ledger.rows.filter(state__in=SETTLED).with_links().order_by("pk")
    total = rows.count()
    for number, row in enumerate(rows, start=1):
        for outcome in _written(row, ledger, actor):
            counts[outcome] += 1
        progress(number, total)
    ledger.applied_at = clock.now()
    ledger.save(update_fields=["applied_at"])
    refresh_duties(ledger.department, partner=ledger.partner)
    refeed(ledger)
    audit.record("ledgers.publish", actor=actor, subject=ledger, **counts)
    return counts


def _written(row: LedgerRow, ledger: ResponsibilityLedger, actor: Actor):
    organization = row.organization
    wanted = {ResponsibilityKind.PARTY: row.party_department_id}
    if row.supervisor_id is None and row.industry_department_id:
        wanted[ResponsibilityKind.INDUSTRY] = row.industry_department_id
    for kind, department in wanted.items():
        if getattr(organization, f"{kind.value}_id") == department:
            yield "unchanged"
            continue
        try:
            with transaction.atomic():
                register.set_responsibility(
                    organization,
                    actor=actor,
                    kind=kind,
                    department_id=department,
                    valid_from=ledger.effective_on,
                    document=ledger.document_no,
                )
            yield "written"
        except (FactRefused, Refusal):
            yield "refused"
