"""Ladders follow the facts: they begin with an alert or a case, and stop when nothing of their kind is left."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Min

from core import clock
from core.access.actor import Actor
from core.workflow.perform import log
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.ladders.models import Ladder
from supervision.ladders.states import KIND_OF_GROUND, RULES, FactKind, LadderState
from supervision.risk_alerts.models import RiskAlert

PORTAL = Actor.system("ladders")
KIND_OF_RULE = {code: kind for kind, codes in RULES.items() for code in codes}


def _facts(organization_id: int | None) -> dict[tuple[int, str], datetime.date]:
    """(organization, kind) → since when: open alerts, running cases and stays on a list. Three queries."""
    found: dict[tuple[int, str], list[datetime.date]] = defaultdict(list)
    only = {} if organization_id is None else {"organization": organization_id}
    alerts = RiskAlert.objects.open().filter(rule_code__in=KIND_OF_RULE, organization__isnull=False, **only)
    for pk, code, day in alerts.order_by().values_list("organization", "rule_code").annotate(Min("opened_on")):
        found[pk, KIND_OF_RULE[code]].append(day)
    for pk, code, day in (
        ListingCase.objects.running().filter(**only).values_list("organization", "ground__code", "proposed_on")
    ):
        if code in KIND_OF_GROUND:
            found[pk, KIND_OF_GROUND[code]].append(day)
    for pk, code, day in (
        CreditEntry.objects.listed().filter(**only).values_list("organization", "ground__code", "listed_on")
    ):
        if code in KIND_OF_GROUND:
            found[pk, KIND_OF_GROUND[code]].append(day)
    return {key: min(days) for key, days in found.items()}


@transaction.atomic
def refresh(organization_id: int | None = None) -> tuple[int, int]:
    """Bring ladders to what is so today: (begun, stopped). Of one organization, or every night of all. Repeatable."""
    facts = _facts(organization_id)
    rows = Ladder.objects.running().select_for_update(of=("self",), no_key=True)
    if organization_id is not None:
        rows = rows.filter(organization=organization_id)
    running = {(one.organization_id, one.kind): one for one in rows}
    stopped = [one for key, one in running.items() if key not in facts]
    for one in stopped:
        _stop(one)
    begun = [
        Ladder(organization_id=pk, kind=FactKind(kind), began_on=min(day, clock.today()))
        for (pk, kind), day in facts.items()
        if (pk, kind) not in running
    ]
    for one in Ladder.objects.bulk_create(begun, batch_size=1000):
        log(one, "begin", actor=PORTAL)
    return len(begun), len(stopped)


def _stop(ladder: Ladder) -> None:
    ladder.state, ladder.stopped_on = LadderState.STOPPED, max(clock.today(), ladder.began_on)
    ladder.stopped_because = "情形已消除，没有未办结的预警、列入程序或者列入记录。"
    ladder.save(update_fields=["state", "stopped_on", "stopped_because"])
    log(ladder, "stop", actor=PORTAL)
