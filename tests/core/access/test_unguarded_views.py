"""The architecture check sees a view that forgot its guard, whatever it was built with."""

import pytest
from django.http import HttpResponse
from django.urls import path
from rest_framework.views import APIView

import tests.test_architecture as architecture
from core.access import guards
from core.access.api import ApiView


class Bare(APIView):
    """Django REST framework marks every such view as needing no sign-in."""

    def get(self, request):
        return HttpResponse()


class Named(ApiView):
    permission = "organizations.view"


def forgotten(request):
    return HttpResponse()


def checked(*views) -> list[str]:
    """Names the architecture test would complain about."""
    patterns = [path(f"{n}/", view, name=f"fake_{n}") for n, view in enumerate(views)]
    return [
        name
        for _route, name, view in architecture.routes(patterns)
        if not hasattr(view, "access_rule") and name not in architecture.THIRD_PARTY_ROUTES
    ]


def test_a_plain_function_and_a_plain_api_view_are_found():
    assert checked(forgotten, Bare.as_view()) == ["fake_0", "fake_1"]


def test_a_framework_that_marks_its_views_as_open_does_not_pass():
    view = Bare.as_view()
    assert getattr(view, "login_required", None) is False or getattr(view, "csrf_exempt", False)
    assert checked(view) == ["fake_0"]


def test_guarded_ones_are_not():
    assert checked(guards.public()(forgotten), guards.staff("organizations.view")(forgotten), Named.as_view()) == []


def test_an_api_view_without_a_permission_does_not_even_start():
    class Nameless(ApiView):
        pass

    with pytest.raises(TypeError, match="names no permission"):
        Nameless.as_view()


def test_nothing_is_let_through_for_being_of_a_third_party():
    assert architecture.THIRD_PARTY_ROUTES == set()
