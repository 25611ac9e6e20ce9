import pytest

from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import bureau, chess, sit, tea  # noqa: F401
from tests.support.campaigns import running


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filer(chess, sit, enter):  # noqa: F811
    return enter(sit(chess))


@pytest.fixture
def other_filer(tea, sit, enter):  # noqa: F811
    return enter(sit(tea, name="罗知秋"))


@pytest.fixture
def clerk(bureau):  # noqa: F811
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def chief(bureau):  # noqa: F811
    return bureau.client("registry_chief", bureau.bureau)


@pytest.fixture
def campaign(bureau, chess, tea):  # noqa: F811
    """Of the city's office, with a city body and a district body on its list."""
    return running(bureau)
