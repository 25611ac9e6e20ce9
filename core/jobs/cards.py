"""Jobs that did not finish, on the home page of who looks after them."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Number, Place
from core.jobs.models import Job
from core.jobs.states import JobState


def unfinished(actor: Actor) -> Card | None:
    """For the system administrator, and only while there is something to see. One count."""
    if not (actor.can("jobs.view") and actor.can("accounts.create")):
        return None
    failed = Job.objects.visible_to(actor).filter(state=JobState.FAILED).count()
    url = reverse("staff:jobs:list")
    if not failed:
        return Card("后台任务", place=Place.SIDE, empty="没有未完成的任务。", more_url=url, more_label="全部任务")
    number = Number("未完成", f"{failed:,}", f"{url}?state={JobState.FAILED}", "件", tone="danger")
    return Card("后台任务", place=Place.SIDE, numbers=(number,), more_url=url, more_label="全部任务")
