"""The register's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task

from core import clock
from core.access.actor import Actor
from core.history import acting
from registry.approvals import actions as approvals
from registry.changes import actions as changes
from registry.disclosures import open_data
from registry.report_reviews import peers
from registry.report_reviews.actions import party
from registry.responsibilities.actions import duties


@shared_task(name="registry.write_open_data")
def write_open_data():
    open_data.write()


@shared_task(name="registry.catch_up_open_data")
def catch_up_open_data():
    """A night that was missed is made up for as soon as the worker is back; a new installation need not wait."""
    if open_data.is_missing():
        open_data.write()


@shared_task(name="registry.settle_approval_duties")
def settle_approval_duties():
    approvals.settle_duties()


@shared_task(name="registry.forget_old_changes")
def forget_old_changes():
    changes.forget_old()


@shared_task(name="registry.refresh_committee_duties")
def refresh_committee_duties():
    with acting(Actor.system("refresh_committee_duties")):
        duties.refresh_all()


@shared_task(name="registry.lapse_party_opinions")
def lapse_party_opinions():
    with acting(Actor.system("lapse_party_opinions")):
        party.lapse_all()


@shared_task(name="registry.count_peer_ranges")
def count_peer_ranges():
    """Of the year that is being reported on, and of the one before while its reports still come in."""
    today = clock.today()
    for year in (today.year - 2, today.year - 1):
        peers.count_ranges(year, today)
