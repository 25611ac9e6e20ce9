from tests.support.credit import world  # noqa: F401 a fixture
