"""The register's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task

from core.access.actor import Actor
from core.history import acting
from registry.approvals import actions as approvals
from registry.changes import actions as changes
from registry.disclosures import open_data
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
