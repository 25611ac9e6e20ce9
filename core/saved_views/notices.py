"""A subscriber is told how many rows came and left; which, the page shows. Inside the portal only."""

import datetime

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from core.saved_views.models import MembershipChange, SavedView, ViewSubscription


def _names(contexts: list[dict]) -> list[dict]:
    found = dict(SavedView.objects.filter(pk__in={one["view"] for one in contexts}).values_list("pk", "name"))
    return [{"name": found.get(one["view"], "已删除的视图")} for one in contexts]


register(
    NoticeTemplate(
        "saved_views.changed",
        "视图“{name}”有变化：新增{arrived}条，移出{left}条",
        "点开查看是哪几条。",
        url_name="staff:views:change",
        url_ids=("change",),
        look_up=_names,
    ),
    NoticeTemplate(
        "saved_views.troubled",
        "视图“{name}”的订阅未能比对",
        "条件或岗位已有变化，请到“我的视图”查看原因。",
        url_name="staff:views:list",
        look_up=_names,
    ),
)


def changed(change: MembershipChange) -> None:
    subscription = change.subscription
    notices.queue(
        f"saved_views.changed:{change.pk}",
        template="saved_views.changed",
        recipients=[notices.to_user(subscription.user_id)],
        context_ids={
            "change": change.pk,
            "view": subscription.view_id,
            "arrived": len(change.arrived),
            "left": len(change.left),
        },
    )


def troubled(subscription: ViewSubscription, day: datetime.date) -> None:
    notices.queue(
        f"saved_views.troubled:{subscription.pk}:{day.isoformat()}",
        template="saved_views.troubled",
        recipients=[notices.to_user(subscription.user_id)],
        context_ids={"view": subscription.view_id},
    )
