import pytest

from core.health import checks, public_views


@pytest.fixture(autouse=True)
def _ask_anew(monkeypatch):
    """Neither answers of the last five seconds nor a schema known to be current come from another test."""
    monkeypatch.setattr(public_views, "_last", (-public_views.REMEMBERED, []))
    monkeypatch.setattr(checks, "_schema_is_current", False)
    monkeypatch.setattr(checks, "LONGEST_WAIT", 0.1)
