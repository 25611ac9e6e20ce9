import datetime
import random

import pytest

from core.departments.models import Department
from tests.support.offices import office, region, seat


@pytest.fixture
def clerk(client):
    actor = seat(office("霁川市民政局"))
    client.force_login(actor_user(actor), backend="allauth.account.auth_backends.AuthenticationBackend")
    return actor


def actor_user(actor):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=actor.user_id)


@pytest.fixture
def offices():
    """Sixty offices with equal names, missing dates and equal dates among them."""
    chance = random.Random(7)
    places = [region(name) for name in ("望澜区", "砚海区", "望澜区")]
    days = [None, *(datetime.date(2000 + year, 1, 1) for year in range(5))]
    return Department.objects.bulk_create(
        Department(
            name=f"表{chance.choice('甲乙丙丁')}局{number}",
            kind=chance.choice(["civil_affairs", "government", "street"]),
            region=chance.choice(places),
            valid_from=chance.choice(days),
        )
        for number in range(60)
    )
