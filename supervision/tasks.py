"""Supervision's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task

from core import clock
from core.history import acting
from core.indicators import snapshots
from supervision.campaigns.actions import closing
from supervision.illegal_orgs import actions as illegal_orgs
from supervision.ladders import nights as ladder_nights
from supervision.letters import actions as letters
from supervision.risk_alerts import nights, sweep, telling
from supervision.risk_reports import actions as risk_reports
from supervision.surveys.actions import rounds
from supervision.task_lists import nights as task_nights


@shared_task(name="supervision.nightly_sweep")
def nightly_sweep():
    """What ran out of time goes up; nights that were missed, each with a run of its own; then today's."""
    today = clock.today()
    move_up_risk_reports()
    with acting(illegal_orgs.CLOCK):
        illegal_orgs.warn_of_overdue(today)
    for day in (*(day for day in nights.missing() if day < today), today):
        _night(day)
    ladder_nights.run()


@shared_task(name="supervision.catch_up_sweep")
def catch_up_sweep():
    """Nights that were missed (machine off at half past one) are made up for as soon as the worker is back."""
    for day in nights.missing():
        _night(day)


def _night(day):
    """Rules first, then the snapshots that read what they wrote."""
    sweep.run(day)
    snapshots.take(day)


@shared_task(name="supervision.tell_of_alerts")
def tell_of_alerts():
    """In the morning, never at night."""
    telling.tell()


@shared_task(name="supervision.take_campaign_figures")
def take_campaign_figures():
    closing.take_all(clock.today())


@shared_task(name="supervision.run_surveys")
def run_surveys():
    """In the morning: the month's rounds of monthly forms, one reminder before the last day."""
    rounds.run(clock.today())


@shared_task(name="supervision.complete_notices")
def complete_notices():
    """Public notices whose last day was yesterday serve their letters; safe to repeat."""
    letters.complete_notices()


@shared_task(name="supervision.issue_due_tasks")
def issue_due_tasks():
    """Tasks of a month or quarter that has begun."""
    with acting(task_nights.PORTAL):
        task_nights.issue_due(clock.today())


@shared_task(name="supervision.remind_of_tasks")
def remind_of_tasks():
    """In the morning: what comes due, what is late."""
    with acting(task_nights.PORTAL):
        task_nights.remind(clock.today())


@shared_task(name="supervision.move_up_risk_reports")
def move_up_risk_reports():
    """Every few minutes: hours of an urgent report do not wait for the night."""
    with acting(risk_reports.CLOCK):
        risk_reports.move_up_overdue()
