"""The branches and people of organization life."""

from tests.party_building.activities.conftest import line  # noqa: F401 a fixture
