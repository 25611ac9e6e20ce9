"""For the access walk: alerts, nightly runs, rules and what is proposed about them."""

import datetime

from core import clock
from core.rules import queries
from core.rules.base import all_rules
from core.rules.models import LegalSource, RuleProposal
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert, SweepRun
from tests.access_world import Place


def alert(place: Place) -> dict:
    organization = place.organization

    def make():
        return RiskAlert.objects.create(
            rule_code=all_rules()[0].code if all_rules() else "AR-01",
            subject_kind="organization",
            subject_id=organization.pk,
            organization=organization,
            period="2025",
            severity="M",
            evidence_digest=place.world.digest("walk"),
            opened_on=clock.today(),
            **{f"{name}_id": getattr(organization, f"{name}_id") for name in SCOPE_COPIES},
        )

    return {"pk": place.world.once("alert", organization.pk, make).pk}


def sweep(place: Place) -> dict:
    def make():
        return SweepRun.objects.create(
            as_of=clock.today(), rules=["AR-01"], started_by="walk", finished_at=clock.now()
        )

    return {"pk": place.world.once("sweep", "", make).pk}


def rule(place: Place) -> dict:
    return {"code": all_rules()[0].code}


def source(place: Place) -> dict:
    return {"pk": LegalSource.objects.order_by("pk").first().pk}


def proposal(place: Place) -> dict:
    def make():
        return RuleProposal.objects.create(
            code=all_rules()[0].code,
            severity="M",
            valid_from=clock.today() + datetime.timedelta(days=30),
            note="walk",
            department=queries.keeper(),
        )

    return {"pk": place.world.once("rule proposal", "", make).pk}
