import pytest

from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import bureau, chess, sit, tea  # noqa: F401


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def filer(chess, sit, enter):  # noqa: F811
    """The person who files for the association, signed in."""
    return enter(sit(chess))


@pytest.fixture
def clerk(bureau):  # noqa: F811
    return bureau.client("registry_clerk", bureau.bureau)
