"""Being told what comes into a view and what leaves it: counted at night, shown in the scope of who reads."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core import clock
from core.notifications.models import Delivery, Notice
from core.notifications.templates import shown
from core.saved_views import nights
from core.saved_views.models import MembershipChange, SavedView, ViewSubscription
from core.tasks import compare_views
from registry.organizations.models import Organization
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
LIST = "staff:organizations:list"


@pytest.fixture
def bureau():
    return Bureau()


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def view_of(client, query="org_type=1", **more):
    client.post(reverse("staff:views:save"), {"list": LIST, "query": query, "name": "社会团体", **more})
    return SavedView.objects.get(name="社会团体")


def subscribe(client, view, frequency="daily"):
    return client.post(reverse("staff:views:subscribe", args=[view.pk]), {"frequency": frequency})


def night(days=1):
    """The clock's own task, some days from now."""
    with time_machine.travel(clock.real_now() + datetime.timedelta(days=days), tick=False):
        compare_views()


def told():
    return [one.title for one in shown(list(Notice.objects.filter(template__startswith="saved_views").order_by("pk")))]


def test_one_notice_says_how_many_came_and_left_and_leads_to_exactly_these(bureau, clerk):
    leaving = bureau.register("霁川市棋类协会", org_type="1")
    bureau.register("霁川市书画协会", org_type="1")
    view = view_of(clerk)
    assert subscribe(clerk, view).status_code == 302
    bureau.register("霁川市𠮷祥茶业协会", org_type="1")
    bureau.register("霁川市云岭基金会", org_type="3")
    Organization.objects.filter(pk=leaving.pk).update(org_type="2")
    night()
    assert told() == ["视图“社会团体”有变化：新增1条，移出1条"]
    page = clerk.get(reverse("staff:views:change", args=[MembershipChange.objects.get().pk])).content.decode()
    assert "霁川市𠮷祥茶业协会" in page
    assert "霁川市棋类协会" in page
    assert "霁川市书画协会" not in page
    assert "云岭基金会" not in page
    assert "最近变化" in clerk.get(reverse("staff:views:list")).content.decode()


def test_nothing_leaves_the_portal_and_a_second_run_says_nothing_again(bureau, clerk):
    subscribe(clerk, view_of(clerk))
    bureau.register("霁川市茶业协会", org_type="1")
    night()
    night()
    assert len(told()) == 1
    assert not Delivery.objects.exists()
    assert "茶业" not in str(Notice.objects.get(template="saved_views.changed").context)


def test_no_change_is_no_notice_and_weekly_waits_a_week(bureau, clerk):
    subscribe(clerk, view_of(clerk), "weekly")
    night(7)
    assert told() == []
    bureau.register("霁川市茶业协会", org_type="1")
    night(13)
    assert told() == []
    night(14)
    assert len(told()) == 1


def test_a_shared_view_is_compared_and_shown_in_the_scope_of_who_subscribed(bureau, clerk):
    view = view_of(clerk, is_shared="on")
    colleague = bureau.client("registry_chief", bureau.bureau)
    assert "同事共享的视图" in colleague.get(reverse("staff:views:list")).content.decode()
    subscribe(colleague, view)
    bureau.register("霁川市茶业协会", org_type="1")
    night()
    change = MembershipChange.objects.get()
    address = reverse("staff:views:change", args=[change.pk])
    assert "霁川市茶业协会" in colleague.get(address).content.decode()
    assert clerk.get(address).status_code == 404


def test_what_leaves_the_readers_scope_is_counted_and_never_named(bureau):
    client = bureau.client("registry_clerk", bureau.wanglan_bureau)
    made = bureau.register(
        "望澜区茶叶协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk, org_type="1"
    )
    subscribe(client, view_of(client))
    away = {f"{name}_authority": bureau.yanhai_bureau for name in ("registering", "supervising")}
    Organization.objects.filter(pk=made.pk).update(**away, district=bureau.yanhai, street=bureau.yanhu)
    night()
    assert told() == ["视图“社会团体”有变化：新增0条，移出1条"]
    page = client.get(reverse("staff:views:change", args=[MembershipChange.objects.get().pk])).content.decode()
    assert "望澜区茶叶协会" not in page
    assert "不在您现在的数据范围内" in page


def test_a_view_that_is_shared_no_more_is_compared_no_more_and_can_be_ended(bureau, clerk):
    view = view_of(clerk, is_shared="on")
    colleague = bureau.client("registry_chief", bureau.bureau)
    subscribe(colleague, view)
    SavedView.objects.filter(pk=view.pk).update(shared_with=None)
    night()
    assert "已不再共享" in colleague.get(reverse("staff:views:list")).content.decode()
    assert subscribe(colleague, view).status_code == 422
    assert colleague.post(reverse("staff:views:unsubscribe", args=[view.pk])).status_code == 302
    assert "同事共享的视图" not in colleague.get(reverse("staff:views:list")).content.decode()


def test_a_district_seat_compares_only_its_district(bureau):
    client = bureau.client("registry_clerk", bureau.wanglan_bureau)
    subscribe(client, view_of(client))
    bureau.register("砚海区茶叶协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk, org_type="1")
    night()
    assert told() == []
    bureau.register("望澜区茶叶协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk, org_type="1")
    night(2)
    assert told() == ["视图“社会团体”有变化：新增1条，移出0条"]


def test_conditions_that_are_gone_are_said_once_and_nothing_is_compared(bureau, clerk):
    view = view_of(clerk)
    subscribe(clerk, view)
    SavedView.objects.filter(pk=view.pk).update(query="org_type=1&colour=red&status=vanished")
    bureau.register("霁川市茶业协会", org_type="1")
    night()
    night(2)
    assert told() == ["视图“社会团体”的订阅未能比对"]
    page = clerk.get(reverse("staff:views:list")).content.decode()
    assert "未能比对" in page
    assert "colour" in page
    assert "状态" in page
    assert subscribe(clerk, view).status_code == 422
    SavedView.objects.filter(pk=view.pk).update(query="org_type=1")
    night(3)
    assert told()[1:] == ["视图“社会团体”有变化：新增1条，移出0条"]


def test_new_conditions_of_a_view_are_no_change_of_its_rows(bureau, clerk):
    bureau.register("霁川市茶业协会", org_type="1")
    view = view_of(clerk)
    subscribe(clerk, view)
    clerk.post(reverse("staff:views:replace", args=[view.pk]), {"query": "org_type=2"})
    night()
    assert told() == []
    bureau.register("霁川市茶业学校", org_type="2")
    night(2)
    assert told() == ["视图“社会团体”有变化：新增1条，移出0条"]


def test_a_seat_that_ended_compares_no_more_and_the_page_says_why(bureau, clerk):
    subscribe(clerk, view_of(clerk))
    ViewSubscription.objects.update(seat_key="department:0")
    night()
    assert ViewSubscription.objects.get().trouble == nights.NO_SEAT
    assert "岗位已经结束" in clerk.get(reverse("staff:views:list")).content.decode()


def test_a_view_that_finds_too_many_rows_is_refused_with_what_to_do(bureau, clerk, monkeypatch):
    monkeypatch.setattr("core.saved_views.comparing.AT_MOST", 1)
    bureau.register("霁川市茶业协会", org_type="1")
    bureau.register("霁川市棋类协会", org_type="1")
    answer = subscribe(clerk, view_of(clerk))
    assert answer.status_code == 422
    assert "请加上条件，缩小范围" in answer.content.decode()
    assert not ViewSubscription.objects.exists()


def test_one_that_breaks_does_not_stop_the_others(bureau, clerk, monkeypatch):
    other = bureau.client("registry_chief", bureau.bureau)
    view = view_of(clerk, is_shared="on")
    subscribe(clerk, view)
    subscribe(other, view)
    first = ViewSubscription.objects.order_by("pk").first()
    whole = nights.comparing.members

    def members(view, actor):
        return whole(view, actor) if actor.user_id != first.user_id else 1 / 0

    monkeypatch.setattr(nights.comparing, "members", members)
    bureau.register("霁川市茶业协会", org_type="1")
    night()
    first.refresh_from_db()
    assert first.trouble == nights.BROKEN
    assert len(told()) == 1


def test_ending_it_and_deleting_the_view_leave_nothing_behind(bureau, clerk):
    view = view_of(clerk)
    subscribe(clerk, view)
    bureau.register("霁川市茶业协会", org_type="1")
    night()
    clerk.post(reverse("staff:views:unsubscribe", args=[view.pk]))
    assert not ViewSubscription.objects.exists()
    subscribe(clerk, view)
    clerk.post(reverse("staff:views:delete", args=[view.pk]))
    assert not SavedView.objects.exists()
    assert not MembershipChange.objects.exists()


def test_old_changes_are_forgotten(bureau, clerk, settings):
    settings.VIEW_CHANGES_KEPT_DAYS = 5
    subscribe(clerk, view_of(clerk))
    bureau.register("霁川市茶业协会", org_type="1")
    night()
    night(6)
    assert MembershipChange.objects.count() == 1
    night(7)
    assert not MembershipChange.objects.exists()
