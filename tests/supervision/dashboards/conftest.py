import pytest

from registry.organizations.models import Organization
from tests.support import figures
from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db, set_clock, settings):
    """Organizations in two districts and nowhere, under two offices and two departments, one of them suspended."""
    set_clock("2026-06-03")
    settings.INDICATORS = figures.ALL
    bureau = Bureau()
    commerce = {"business_supervisor": bureau.commerce.pk, "party_superior": bureau.party_committee.pk}
    industry = {"industry_department": bureau.industry.pk}
    for number in range(3):
        bureau.register(f"霁川市第{number}商会", region_id=bureau.tinglan.pk, responsibilities=commerce)
    bureau.register("霁川市棋类协会", region_id=bureau.wanglan.pk, responsibilities=industry)
    bureau.register("砚海区钢贸商会", region_id=bureau.yanhu.pk, authority=bureau.yanhai_bureau)
    bureau.register("无处协会", responsibilities={**commerce, **industry})
    Organization.objects.filter(name="霁川市棋类协会").update(status="suspended")
    return bureau
