from tests.supervision.letters.conftest import _files, _today, chief, clerk, officer, world  # noqa: F401
