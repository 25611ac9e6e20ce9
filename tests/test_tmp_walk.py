import pytest
from tests import test_access_matrix as m
from tests.test_access_matrix import world  # noqa

MINE = ("six_syncs", "party_declarations", "leader_charges", "year_statements", "training")
m.ROUTES = [r for r in m.ROUTES if r.name.split(":")[1:2] and r.name.split(":")[1] in MINE]
pytestmark = pytest.mark.committed


@pytest.mark.parametrize("role", ["anonymous", *m.ROLES])
def test_walk(world, role):
    assert m.walk(world, role) == []


def test_cases():
    assert [r.name for r in m.ROUTES if r.has_parameters and r.name not in m.CASES] == []
