"""Offices and the people in them, for tests of the kernel."""

import itertools

from django.contrib.auth import get_user_model
from django.test import Client

from core import clock
from core.departments.models import Department, DepartmentSeat, Region
from core.departments.seats import actor_of
from core.departments.states import SeatState

_number = itertools.count(1)


def region(name="霁川市", level=1, parent=None):
    number = next(_number)
    return Region.objects.create(code=f"97{number:010d}", name=name, level=level, parent=parent)


def office(name="霁川市民政局", kind="civil_affairs", **changes):
    changes.setdefault("region", None)
    changes["region"] = changes["region"] or region()
    return Department.objects.create(name=f"{name}{next(_number)}", kind=kind, **changes)


def person(name="王珂", **changes):
    return get_user_model().objects.create_user(f"user{next(_number)}", name=name, password="pass", **changes)


def seat(department, role="registry_clerk", user=None, name="王珂"):
    """The actor of a fresh seat."""
    row = DepartmentSeat.objects.create(
        user=user or person(name), department=department, role=role, state=SeatState.ACTIVE, valid_from=clock.today()
    )
    return actor_of(row)


def signed_in(actor):
    """A browser in which this seat is signed in."""
    client = Client()
    user = get_user_model().objects.get(pk=actor.user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sat(department, role="registry_clerk", name="王珂"):
    """A fresh seat and its browser."""
    actor = seat(department, role, name=name)
    return actor, signed_in(actor)
