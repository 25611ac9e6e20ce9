import datetime

import pytest

from core import clock
from core.identity.models import User
from party_building.training import actions
from party_building.training.models import CourseStage
from registry.org_accounts.models import OrganizationSeat
from tests.support.bureau import BACKEND, Bureau

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def tea(bureau):
    return bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})


@pytest.fixture
def chess(bureau):
    return bureau.register("霁川市棋类协会", responsibilities={"party_superior": bureau.party_committee.pk})


@pytest.fixture
def officer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def course(bureau, officer):
    stage, _ = CourseStage.objects.get_or_create(
        code="start", defaults={"name": "初创期", "order": 10, "valid_from": "2017-01-01"}
    )
    return actions.offer(
        actor=officer, department=bureau.party_committee, name="党建入章怎么写", stage=stage, hours=4,
        valid_from=datetime.date(2026, 1, 5),
    )  # fmt: skip


@pytest.fixture
def plan(bureau, officer, course):
    def plan(title="六月培训班", *, days=10, **fields):
        day = clock.today() + days * DAY
        given = {
            "held_on": day, "starts_at": datetime.time(9), "place": "党群服务中心", "capacity": 2,
            "sign_up_until": day, "course": course, "department": bureau.party_committee, "actor": officer,
        }  # fmt: skip
        return actions.plan(title=title, **{**given, **fields})

    return plan


@pytest.fixture
def own_client(bureau, client):
    """Somebody of an organization at her browser."""

    def own_client(organization, role="organization_filer"):
        user = User.objects.create(username=f"own_{organization.pk}_{role}", name="某人")
        OrganizationSeat.objects.create(user=user, organization=organization, role=role, valid_from=clock.today())
        client.force_login(user, backend=BACKEND)
        return client

    return own_client
