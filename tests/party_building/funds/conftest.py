import datetime

import pytest

from party_building.stations.models import PartyStation
from tests.party_building.model_sites.conftest import (  # noqa: F401
    _today,
    bureau,
    chess,
    enter,
    first,
    officer,
    scheme,
    second,
    secretary,
    sit,
    tea,
    unit,
)
from tests.party_building.model_sites.test_sites import groomed


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def site(scheme, unit, first):  # noqa: F811
    return groomed(scheme, unit, first)


@pytest.fixture
def station(bureau, chess):  # noqa: F811
    return PartyStation.objects.create(
        name="听澜党建工作站", department=bureau.party_committee, region=bureau.tinglan, territory=bureau.tinglan,
        host_organization=chess, opened_on=datetime.date(2024, 5, 1),
    )  # fmt: skip
