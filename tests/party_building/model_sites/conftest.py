import datetime

import pytest

from party_building.model_sites import actions
from tests.party_building.star_ratings.conftest import (  # noqa: F401
    _today,
    bureau,
    chess,
    enter,
    first,
    officer,
    second,
    secretary,
    sit,
    tea,
    unit,
)


@pytest.fixture
def scheme(bureau, first):  # noqa: F811
    return actions.create_scheme(
        bureau.party_committee, actor=first, name="党建示范点创建", document="霁社党委〔2025〕8号", requirements="",
        valid_years=3, begun_on=datetime.date(2025, 3, 1), ended_on=None,
    )  # fmt: skip
