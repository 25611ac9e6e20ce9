"""Tabs of the organization page: (label, URL name of the panel, permission code)."""

ORGANIZATION_TABS: list[tuple[str, str, str]] = [
    ("预警", "staff:risk_alerts:of_organization", "risk_alerts.view"),
]
