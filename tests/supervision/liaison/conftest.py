import datetime

import pytest
from django.test import Client

from core.identity.models import User
from registry.org_accounts.models import OrganizationSeat
from supervision.liaison import actions
from tests.support.bureau import BACKEND, Bureau

SINCE = datetime.date(2026, 1, 10)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def tea(bureau):
    return bureau.register(
        "霁川市茶业协会", region_id=bureau.tinglan.pk, responsibilities={"business_supervisor": bureau.commerce.pk}
    )


@pytest.fixture
def keeper(bureau):
    return bureau.actor("registry_clerk", bureau.bureau)


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def officer(bureau):
    return bureau.client("department_officer", bureau.commerce)


@pytest.fixture
def own(bureau, tea):
    """The association's filer, signed in."""
    user = User.objects.create(username="tea_filer", name="罗某")
    OrganizationSeat.objects.create(user=user, organization=tea, role="organization_filer", valid_from=SINCE)
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def link(bureau, keeper):
    def link(*bodies, since=SINCE, kind="officer", name="顾某", **more) -> int:
        return actions.link(
            actor=keeper, department=bureau.bureau, organizations=bodies, kind=kind, name=name, since=since,
            document="霁民发〔2026〕2号", **more,
        )  # fmt: skip

    return link
