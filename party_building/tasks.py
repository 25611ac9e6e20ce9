"""Clock work of party building: each task calls one function."""

from celery import shared_task

from core.history import acting
from party_building.party_duties import actions as duties


@shared_task(name="party_building.refresh_party_duties")
def refresh_party_duties():
    with acting(duties.SYSTEM):
        duties.refresh()
