"""The party line's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task

from core import clock
from core.access.actor import Actor
from core.history import acting
from party_building.co_building import actions as co_building


@shared_task(name="party_building.remind_of_agreements")
def remind_of_agreements():
    with acting(Actor.system("remind_of_agreements")):
        co_building.remind(clock.today())
