"""Entering one line of spending, the same for the secretary and for the organ above."""

from django.db import transaction

from core.files import actions as files
from core.refusal import Refusal
from party_building.funds import actions
from party_building.funds.forms import FILE_TYPES, SpendingForm
from party_building.party_units.models import PartyUnit

VIEW = "party_funds.view"


def entered(request, unit: PartyUnit, form: SpendingForm) -> bool:
    """True once the line is kept; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        _enter(request, unit, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@transaction.atomic
def _enter(request, unit: PartyUnit, form: SpendingForm) -> None:
    upload = form.cleaned_data["voucher"]
    voucher = None
    if upload:
        voucher = files.store(
            upload.read(), name=upload.name, kind="party_fund_voucher", permission=VIEW, actor=request.actor,
            allowed=FILE_TYPES,
        )  # fmt: skip
    actions.spend(unit, actor=request.actor, voucher=voucher, **form.about)
