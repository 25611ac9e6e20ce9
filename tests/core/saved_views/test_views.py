"""Views as people save, share and open them."""

import re

import pytest
from django.urls import reverse

from core.saved_views.models import SavedView
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
LIST = "staff:organizations:list"


@pytest.fixture
def bureau():
    return Bureau()


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def save(client, query="org_type=1", name="社会团体", **more):
    return client.post(reverse("staff:views:save"), {"list": LIST, "query": query, "name": name, **more})


def the_view(name="社会团体"):
    return SavedView.objects.get(name=name)


def test_what_a_list_shows_is_kept_under_a_name_and_opened_from_the_menu(clerk):
    answer = save(clerk, "org_type=1&sort=-name&at=abc&view=all&cols=name,uscc")
    view = the_view()
    assert view.query == "org_type=1&sort=-name&cols=name%2Cuscc"
    assert answer["Location"] == f"{reverse(LIST)}?{view.query}&view={view.pk}"
    page = clerk.get(answer["Location"]).content.decode()
    assert re.search(rf'view={view.pk}"[^>]*aria-current="true"[^>]*>社会团体', page)


def test_the_same_name_twice_is_refused_with_what_to_do(clerk):
    save(clerk)
    answer = save(clerk)
    assert answer.status_code == 422
    assert "您已有同名的视图" in answer.content.decode()


def test_a_view_shared_with_the_office_shows_a_colleague_what_she_may_see(bureau, clerk):
    bureau.register("霁川市棋类协会", region_id=bureau.tinglan.pk)
    bureau.register("望澜区茶叶协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk)
    save(clerk, is_shared="on", query="q=协会")
    colleague = bureau.client("registry_chief", bureau.bureau)
    assert "社会团体" in colleague.get(reverse(LIST)).content.decode()
    other = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert "view-note" not in other.get(reverse(LIST)).content.decode()
    opened = other.get(the_view().url).content.decode()
    assert "望澜区茶叶协会" in opened
    assert "霁川市棋类协会" not in opened


def test_who_may_not_share_keeps_the_view_for_herself(bureau):
    officer = bureau.client("grid_officer", bureau.tinglan_office, bureau.tinglan)
    save(officer, is_shared="on")
    assert the_view().shared_with is None


def test_the_default_view_opens_from_the_bare_address_and_everything_stays_one_click_away(clerk):
    save(clerk)
    view = the_view()
    clerk.post(reverse("staff:views:detail", args=[view.pk]), {"name": "社会团体", "is_default": "on"})
    assert clerk.get(reverse(LIST))["Location"] == view.url
    everything = clerk.get(reverse(LIST), {"view": "all"})
    assert everything.status_code == 200
    assert 'class="chip"' not in everything.content.decode()


def test_only_one_view_of_a_list_is_the_default(clerk):
    for name in ("甲", "乙"):
        save(clerk, name=name)
        clerk.post(reverse("staff:views:detail", args=[the_view(name).pk]), {"name": name, "is_default": "on"})
    assert [view.name for view in SavedView.objects.filter(is_default=True)] == ["乙"]


def test_a_condition_the_list_no_longer_knows_is_named_and_ignored(bureau, clerk):
    bureau.register("霁川市棋类协会", region_id=bureau.tinglan.pk)
    save(clerk)
    SavedView.objects.update(query="colour=red&cols=name,shoe_size")
    page = clerk.get(the_view().url).content.decode()
    assert "2个条件或列已不再提供（colour、shoe_size），已忽略" in page
    assert "霁川市棋类协会" in page


def test_a_view_is_renamed_brought_up_to_date_and_deleted_by_its_owner_alone(bureau, clerk):
    save(clerk, is_shared="on")
    view = the_view()
    strange = bureau.client("registry_chief", bureau.bureau)
    for name in ("detail", "replace", "delete"):
        assert strange.post(reverse(f"staff:views:{name}", args=[view.pk]), {"name": "夺走"}).status_code == 404
    changed = clerk.get(f"{reverse(LIST)}?org_type=2&view={view.pk}").content.decode()
    assert "更新“社会团体”" in changed
    clerk.post(reverse("staff:views:replace", args=[view.pk]), {"query": "org_type=2"})
    assert the_view().query == "org_type=2"
    clerk.post(reverse("staff:views:delete", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_the_home_page_counts_ones_own_views(bureau, clerk):
    bureau.register("霁川市棋类协会", region_id=bureau.tinglan.pk)
    save(clerk, query="q=棋类", name="棋类")
    text = clerk.get(reverse("public:home")).content.decode()
    assert "我的视图" in text
    assert "组织名录 · 1 家" in text


def test_a_list_that_the_seat_may_not_open_cannot_be_saved_or_arranged(bureau):
    admin = bureau.client("system_admin", bureau.bureau)
    assert save(admin).status_code == 404
    assert admin.post(reverse("staff:lists:remember"), {"list": LIST, "size": "50"}).status_code == 404
