"""The kernel's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task
from django.core.management import call_command

from core import clock
from core.access.actor import Actor
from core.dated import actions as dated
from core.history import acting


@shared_task(name="core.flip_dated_facts")
def flip_dated_facts():
    with acting(Actor.system("flip_dated_facts")):
        dated.flip(clock.today())


@shared_task(name="core.clear_sessions")
def clear_sessions():
    call_command("clearsessions")
