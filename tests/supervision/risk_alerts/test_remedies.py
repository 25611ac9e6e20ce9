"""The page of an alert leads to where it is put right, for whoever may open that page."""

import pytest
from django.urls import reverse

from registry.reelections.actions import open_chain
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support import officers
from tests.support.bureau import SETUP, Bureau

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db, set_clock) -> Bureau:
    set_clock("2026-06-03")
    officers.load()
    return Bureau()


@pytest.fixture
def alert(bureau) -> RiskAlert:
    body = bureau.register("霁川市茶业协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    officers.term(body, 1, "2022-05-20")
    sweep.run(codes=["TM-02"])
    return RiskAlert.objects.open().get()


def page(client, alert) -> str:
    return client.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()


def test_a_clerk_goes_on_to_open_the_chain_and_a_department_to_look_at_it(bureau, alert):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    address = reverse("staff:reelections:create", args=[alert.organization_id]) + "?because=TM-02"
    assert address in page(clerk, alert)
    assert "发起换届办理" in clerk.get(address).content.decode()
    department = page(bureau.client("department_officer", bureau.commerce), alert)
    assert reverse("staff:reelections:of_organization", args=[alert.organization_id]) in department
    assert "办理换届</a>" not in department


def test_a_chain_that_is_under_way_is_opened_instead(bureau, alert):
    chain = open_chain(alert.organization, actor=SETUP, kind="term")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    answer = clerk.get(reverse("staff:reelections:create", args=[alert.organization_id]) + "?because=TM-02")
    assert answer.url == reverse("staff:reelections:detail", args=[chain.pk])


def test_an_alert_that_is_over_offers_nothing(bureau, alert):
    officers.term(alert.organization, 2, "2026-06-03")
    alert.refresh_from_db()
    assert alert.is_resolved
    assert "because=TM-02" not in page(bureau.client("registry_clerk", bureau.bureau), alert)
