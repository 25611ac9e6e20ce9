"""For the access walk: things of the kernel, each belonging to a person, an office or the whole portal."""

import datetime

from core import clock
from core.api_tokens.models import ApiToken
from core.bulk_actions.models import BulkRun
from core.bulk_actions.states import RunState
from core.jobs.models import Job
from core.notifications.models import Delivery, Notice
from core.saved_views.models import MembershipChange, SavedView, ViewSubscription
from core.worklist import actions as worklist
from tests.access_world import Place


def token(place: Place) -> dict:
    def make():
        return ApiToken.objects.create(
            name="走查",
            department=place.world.bureau.bureau,
            prefix="walkwalk",
            digest="0" * 64,
            scopes=["organizations.view"],
            scope_kind="authority",
            ip_ranges=["127.0.0.1/32"],
            expires_at=clock.real_now() + datetime.timedelta(days=1),
        )

    return {"pk": place.world.once("token", "", make).pk}


def work_item(place: Place) -> dict:
    def make():
        return worklist.open_item(
            f"walk_{place.department.pk}",
            subject=place.organization,
            title="走查事项",
            department=place.department,
            url_name="public:home",
            url_args=[],
        )

    return {"pk": place.world.once("work_item", place.department.pk, make).pk}


def job(place: Place) -> dict:
    def make():
        return Job.objects.create(kind="walk", title="走查任务", created_by=place.owner)

    return {"pk": place.world.once("job", place.owner.pk, make).pk}


def saved_view(place: Place) -> dict:
    def make():
        return SavedView.objects.create(owner=place.owner, list_name="staff:jobs:list", name="走查视图")

    return {"pk": place.world.once("saved_view", place.owner.pk, make).pk}


def _subscription(place: Place) -> ViewSubscription:
    def make():
        view = SavedView.objects.create(owner=place.owner, list_name="staff:jobs:list", name="走查订阅")
        return ViewSubscription.objects.create(view=view, user=place.owner, seat_key="walk")

    return place.world.once("view_subscription", place.owner.pk, make)


def subscribed_view(place: Place) -> dict:
    """The button ends it: there is a fresh one for each look."""
    view = SavedView.objects.get(pk=_subscription(place).view_id)
    ViewSubscription.objects.get_or_create(view=view, user=place.owner, defaults={"seat_key": "walk"})
    return {"pk": view.pk}


def view_change(place: Place) -> dict:
    subscription, _ = ViewSubscription.objects.get_or_create(
        view=_subscription(place).view, user=place.owner, defaults={"seat_key": "walk"}
    )
    today = clock.today()
    change, _ = MembershipChange.objects.get_or_create(
        subscription=subscription, since=today - datetime.timedelta(days=1), found_on=today, arrived=[1]
    )
    return {"pk": change.pk}


def bulk_run(place: Place) -> dict:
    def make():
        return BulkRun.objects.create(
            list_name="staff:worklist:list",
            action="claim",
            title="走查批量",
            permission="worklist.view",
            state=RunState.RUNNING,
            requested_by=place.owner,
            acted_by=place.owner,
        )

    return {"pk": place.world.once("bulk_run", place.owner.pk, make).pk}


def notice(place: Place) -> dict:
    def make():
        return Notice.objects.create(
            event_key=f"walk:{place.owner.pk}",
            recipient_key=f"user:{place.owner.pk}",
            user=place.owner,
            template="jobs.done",
            context={"job": job(place)["pk"]},
        )

    return {"pk": place.world.once("notice", place.owner.pk, make).pk}


def delivery(place: Place) -> dict:
    def make():
        return Delivery.objects.create(
            event_key="walk", notice_id=notice(place)["pk"], user=place.owner, channel="email", state="failed"
        )

    return {"pk": place.world.once("delivery", "", make).pk}
