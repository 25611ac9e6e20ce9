from tests.registry.annual_reports.conftest import season

__all__ = ["season"]
