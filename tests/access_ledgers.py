"""For the access walk: a ledger of the place's authority with one row, which the place's office is asked about."""

from core import clock
from registry.responsibilities.models import ApprovalLine, DepartmentTrade, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import LedgerState, RowState
from tests.access_world import Place


def a_row(place: Place) -> LedgerRow:
    key = (place.organization.pk, place.department.pk)

    def make():
        office, b = place.organization.supervising_authority, place.world.bureau
        ledger = ResponsibilityLedger.objects.create(
            title=f"走查台账{key}", department=office, partner=b.department("走查社会工作部", "party_organ", b.city),
            effective_on=clock.today(), state=LedgerState.SIGNED, document_no="走查", signed_on=clock.today(),
        )  # fmt: skip
        return LedgerRow.objects.create(
            ledger=ledger, organization=place.organization, answering=place.department, state=RowState.CONSULTED
        )

    return place.world.once("ledger_row", key, make)


def ledger_row(place: Place) -> dict:
    return {"pk": a_row(place).pk}


def ledger(place: Place) -> dict:
    return {"pk": a_row(place).ledger_id}


def approval_line(place: Place) -> dict:
    row = a_row(place)

    def make():
        return ApprovalLine.objects.create(ledger=row.ledger, line=2, name="走查", unit="走查")

    return {"pk": place.world.once("approval_line", row.pk, make).pk}


def trade(place: Place) -> dict:
    def make():
        return DepartmentTrade.objects.create(
            department=place.world.bureau.commerce, word="走查", valid_from=clock.today()
        )

    return {"pk": place.world.once("trade", "", make).pk}


def own_office(place: Place) -> dict:
    """An office that answers for the place's organization; its own where the organization has none."""
    return {"pk": place.organization.responsible_department_id or place.department.pk}
