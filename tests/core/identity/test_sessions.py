"""How long a session lives, and that a dead one loses nothing."""

import time

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
MINE = "public:seats"


def later(seconds: float):
    return time_machine.travel(time.time() + seconds, tick=True)


@pytest.fixture
def signed_in(client, wang):
    client.force_login(wang, backend=settings.AUTHENTICATION_BACKENDS[1])
    assert client.get(reverse(MINE)).status_code == 200
    return client


def test_an_idle_session_ends(signed_in):
    with later(settings.SESSION_IDLE_SECONDS + 5):
        answer = signed_in.get(reverse(MINE))
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=/seats/")


def test_a_session_in_use_stays(signed_in):
    step = settings.SESSION_IDLE_SECONDS - 60
    for times in (1, 2, 3):
        with later(step * times):
            assert signed_in.get(reverse(MINE)).status_code == 200


def test_no_session_outlives_the_working_day_however_busy(signed_in):
    step = settings.SESSION_IDLE_SECONDS - 60
    answers = []
    for times in range(1, settings.SESSION_ABSOLUTE_SECONDS // step + 2):
        with later(step * times):
            answers.append(signed_in.get(reverse(MINE)).status_code)
    assert answers[0] == 200
    assert answers[-1] == 302


def test_a_fragment_of_an_expired_session_is_told_where_to_sign_in(signed_in):
    with later(settings.SESSION_IDLE_SECONDS + 5):
        answer = signed_in.get(reverse(MINE), headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/accounts/login/")


def test_an_autosave_of_an_expired_session_is_told_as_well_and_comes_back_to_the_home_page(signed_in):
    with later(settings.SESSION_IDLE_SECONDS + 5):
        answer = signed_in.post(reverse("public:switch_seat"), headers={"X-Autosave": "1"})
    assert answer.status_code == 401
    assert answer.headers["X-Sign-In"] == "/accounts/login/?next=/home/"


def test_the_stamp_is_written_at_most_once_a_minute(signed_in, django_assert_num_queries):
    seen = signed_in.session["seen_at"]
    with later(30):
        signed_in.get(reverse(MINE))
        assert signed_in.session["seen_at"] == seen
    with later(90):
        signed_in.get(reverse(MINE))
        assert signed_in.session["seen_at"] > seen


def test_a_second_sign_in_ends_the_first_where_one_session_is_the_rule(wang, settings, sign_in):
    settings.ONE_SESSION_PER_ACCOUNT = True
    first, second = Client(), Client()
    sign_in(first, "wang.ke")
    assert first.get(reverse(MINE)).status_code == 200
    sign_in(second, "wang.ke")
    assert second.get(reverse(MINE)).status_code == 200
    assert first.get(reverse(MINE)).status_code == 302


def test_two_sessions_live_side_by_side_where_it_is_not(wang, settings, sign_in):
    settings.ONE_SESSION_PER_ACCOUNT = False
    first, second = Client(), Client()
    sign_in(first, "wang.ke")
    sign_in(second, "wang.ke")
    assert first.get(reverse(MINE)).status_code == 200
