"""The clock work of party building: each task calls one function."""

from celery import shared_task

from core import clock
from core.access.actor import Actor
from core.history import acting
from party_building.admissions import actions as admissions
from party_building.co_building import actions as co_building
from party_building.party_duties import actions as duties


@shared_task(name="party_building.remind_of_agreements")
def remind_of_agreements():
    with acting(Actor.system("remind_of_agreements")):
        co_building.remind(clock.today())


@shared_task(name="party_building.remind_of_admissions")
def remind_of_admissions():
    with acting(Actor.system("remind_of_admissions")):
        admissions.remind_all()


@shared_task(name="party_building.refresh_party_duties")
def refresh_party_duties():
    with acting(duties.SYSTEM):
        duties.refresh()
