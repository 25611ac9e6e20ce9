"""Rows of the list of requests about party units, for tests/list_entries.py."""

from core import clock
from party_building.unit_requests.models import UnitRequest


def a_request(world, number, is_own):
    b = world.bureau
    organ = b.party_committee if is_own else b.department("望澜区委社会工作部", "party_organ", b.wanglan)
    name = f"{'本线' if is_own else '外线'}第{number}党支部"
    UnitRequest.objects.create(
        kind="establish", superior=organ, drafter=organ, name=name, level="branch", form="standalone",
        effective_on=clock.today(),
    )  # fmt: skip
    return name


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {"staff:unit_requests:list": entry("party_officer", "system_admin", a_request, 10)}
