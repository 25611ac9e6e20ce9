"""监管: nightly rules, alerts, dashboards."""
