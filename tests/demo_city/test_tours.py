"""The tours: who walks them, where they lead, and that nobody is signed in by anything but the ordinary form."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config.demo import tours
from config.demo.accounts import PASSWORD

pytestmark = pytest.mark.city


def sign_in(tour) -> Client:
    client = Client()
    data = {"login": tour.username, "password": tour.password, "next": tour.first_url}
    answer = client.post(reverse("account_login"), data)
    assert answer.headers["Location"] == tour.first_url
    return client


def test_every_chair_has_a_tour_with_three_steps_at_least():
    found = {tour.key: tour for tour in tours.tours()}
    assert {"clerk", "chief", "department", "street", "party", "leader", "secretary", "district", "auditor"} <= set(
        found
    )
    for tour in found.values():
        if tour.username:
            assert 3 <= len(tour.steps) <= 6, tour.key


@pytest.mark.parametrize("route", [route for route in tours.ROUTES if route.who], ids=lambda route: route.key)
def test_every_step_opens_for_the_one_who_walks_it(route):
    tour = next(one for one in tours.tours() if one.key == route.key)
    client = sign_in(tour)
    for step in tour.steps:
        assert client.get(step.url).status_code == 200, step


def test_a_step_whose_page_is_missing_is_left_out(monkeypatch):
    def nowhere(*args, **kwargs):
        raise NoReverseMatch

    monkeypatch.setattr(tours, "reverse", nowhere)
    monkeypatch.setattr(tours, "_existing", lambda path: "")
    assert tours.tours() == []


def test_the_page_leads_a_visitor_to_the_ordinary_sign_in_form():
    html = Client().get(reverse("public:tours")).content.decode()
    assert html.count(f'action="{reverse("account_login")}"') == len([tour for tour in tours.tours() if tour.username])
    assert 'name="next"' in html
    assert PASSWORD in html


def test_who_walks_a_tour_finds_her_steps_first_and_can_change_over():
    tour = next(one for one in tours.tours() if one.key == "department")
    client = sign_in(tour)
    html = client.get(reverse("public:tours")).content.decode()
    assert html.index('id="department"') < html.index('id="clerk"')
    assert f'href="{tour.first_url}"' in html
    answer = client.post(reverse("account_logout"), {"next": f"{reverse('public:tours')}?go=clerk"})
    assert answer.headers["Location"].endswith("?go=clerk")
    assert "导览" in client.get("/").content.decode()


def test_the_sign_in_page_shows_tours_first_and_folds_the_accounts():
    html = Client().get(reverse("account_login")).content.decode()
    assert html.index("五分钟导览") < html.index("<details") < html.index("全部演示账号")


def test_outside_the_demo_there_is_no_tour(settings):
    settings.IS_DEMO = False
    html = Client().get(reverse("account_login")).content.decode()
    assert "五分钟导览" not in html
