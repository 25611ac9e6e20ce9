"""The portal's own figures for Prometheus, counted when they are asked for; settings.METRIC_SOURCES names them."""

import time
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count
from django.utils.module_loading import import_string
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from core import clock
from core.audit import anchors
from core.health.checks import pulse_age
from core.jobs import reaper
from core.jobs.models import Job
from core.jobs.states import JobState
from core.notifications.models import Delivery
from core.notifications.states import DeliveryState


class PortalCollector:
    """Without the database only says that there is none."""

    def collect(self) -> Iterable[Metric]:
        up, found = 1, []
        try:
            found = [metric for path in settings.METRIC_SOURCES for metric in import_string(path)()]
        except DatabaseError:
            up = 0
        yield GaugeMetricFamily("portal_database_up", "1 while the database answers", value=up)
        yield from found


def text() -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(PortalCollector())
    return generate_latest(registry)


def jobs() -> Iterable[Metric]:
    open_jobs = dict(Job.objects.open().order_by().values_list("state").annotate(n=Count("pk")))
    stale = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=clock.real_now() - reaper.STALE).count()
    metric = GaugeMetricFamily("portal_jobs", "Background jobs by state", labels=["state"])
    metric.add_metric(["queued"], open_jobs.get(JobState.QUEUED, 0))
    metric.add_metric(["running"], open_jobs.get(JobState.RUNNING, 0))
    metric.add_metric(["stale"], stale)
    yield metric


def outbox() -> Iterable[Metric]:
    waiting = Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=clock.real_now()).count()
    yield GaugeMetricFamily("portal_outbox_waiting", "Messages due and not yet sent", value=waiting)
    stuck = Delivery.objects.needing_a_person().count()
    yield GaugeMetricFamily("portal_outbox_needs_person", "Messages that failed or whose fate is unknown", value=stuck)


def clockwork() -> Iterable[Metric]:
    age = pulse_age()
    if age is not None:
        yield GaugeMetricFamily("portal_pulse_age_seconds", "Since the worker last ran a message of beat", value=age)


def audit_anchor() -> Iterable[Metric]:
    if anchors.exists():
        age = time.time() - anchors.written_at()
        yield GaugeMetricFamily("portal_audit_anchor_age_seconds", "Since the last audit anchor", value=age)
