import pytest

from config.demo import coverage_gaps, follow_ups
from config.demo.world import World
from core.departments.models import Department
from core.writeoff.models import WriteOffRow
from party_building.follow_ups.models import FollowUp
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db


def test_chapters(set_clock):
    b = Bureau()
    names = {
        "综合党委": "party_organ",
        "市民政局": "civil_affairs",
        "市卫生健康委": "government",
        "市农业农村局": "government",
        "市市场监管局": "government",
    }
    made = {
        n: Department.objects.create(name="霁川市" + n, short_name=n, kind=k, region=b.city) for n, k in names.items()
    }
    for i in range(6):
        b.register(
            f"霁川市第{i}学会",
            region_id=b.tinglan.pk,
            responsibilities={
                "party_superior": made["综合党委"].pk,
                **({"business_supervisor": b.commerce.pk} if i % 2 else {}),
            },
        )

    class Stub:
        departments = made
        _people = {("综合党委", "party_officer"): b.seat("party_officer", made["综合党委"]).user}
        office = World.office

    w = Stub()
    steps = [(s[0], s[-1]) for s in (*coverage_gaps.STEPS, *follow_ups.STEPS)]
    for on, verb in sorted(steps, key=lambda s: s[0]):
        set_clock(on.isoformat())
        verb(w)
    print(list(WriteOffRow.objects.values_list("subject", "state", "responsible__name")))
    print(list(FollowUp.objects.values_list("subject", "state", "number")))
    assert FollowUp.objects.count() == 3
    assert WriteOffRow.objects.filter(state="applied").count() == 2
