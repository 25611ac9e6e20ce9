"""The kernel's clock work: each task fetches its arguments and calls one function."""

import time

from celery import shared_task
from django.core.cache import cache
from django.core.management import call_command

from core import clock
from core.access import rate_limits
from core.access.actor import Actor
from core.api import idempotency
from core.api_tokens import actions as api_tokens
from core.audit import anchors, verify
from core.dated import actions as dated
from core.health.checks import PULSE
from core.history import acting
from core.jobs import reaper, runner
from core.notifications import delivery
from core.reorganizations import actions as reorganizations
from core.saved_views import nights
from core.writeoff import feeding


@shared_task(name="core.flip_dated_facts")
def flip_dated_facts():
    """Changes of offices and divisions come first: they write facts that begin today."""
    actor = Actor.system("flip_dated_facts")
    with acting(actor):
        reorganizations.run_due(actor)
        dated.flip(clock.today())


@shared_task(name="core.clear_sessions")
def clear_sessions():
    call_command("clearsessions")
    idempotency.sweep()


@shared_task(name="core.run_job")
def run_job(job_id: int, attempt: int):
    """Acknowledged early on purpose: the reaper is the only one who repeats a job."""
    runner.run(job_id, attempt)


@shared_task(name="core.reap_jobs")
def reap_jobs():
    reaper.reap()


@shared_task(name="core.pulse")
def pulse():
    """Run by the worker because the clock asked: both live."""
    cache.set(PULSE, time.time(), timeout=24 * 3600)


@shared_task(name="core.anchor_audit")
def anchor_audit():
    anchors.append()


@shared_task(name="core.verify_audit")
def verify_audit():
    verify.verify()


@shared_task(name="core.deliver_notices")
def deliver_notices():
    delivery.deliver()
    rate_limits.sweep()


@shared_task(name="core.warn_of_expiring_tokens")
def warn_of_expiring_tokens():
    api_tokens.warn_of_expiring()


@shared_task(name="core.compare_views")
def compare_views():
    """After the night's rules: whoever subscribed is told before the working day begins."""
    nights.compare_all(clock.today())


@shared_task(name="core.feed_write_off_lists")
def feed_write_off_lists():
    with acting(Actor.system("feed_write_off_lists")):
        feeding.feed_all()
