"""The nightly run, as the health page and the metrics see it."""

from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily, Metric

from core import clock
from core.health.checks import Finding, State
from supervision.risk_alerts import nights


def last_night() -> Finding:
    trouble = nights.trouble()
    if trouble:
        return Finding("sweep", "夜间检查", State.DEGRADED, trouble.text)
    return Finding("sweep", "夜间检查", State.OK, "最近一次夜间检查已正常完成。")


def sweep_age() -> Iterable[Metric]:
    """In the portal's own time: it says how old what people see is."""
    last = nights.last_run()
    if last:
        age = (clock.now() - last.started_at).total_seconds()
        yield GaugeMetricFamily("portal_sweep_age_seconds", "Since the last whole nightly run began", value=age)
