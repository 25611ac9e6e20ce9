"""What an annual report takes from the dated facts of its organization."""

import datetime

from registry.organizations.facts import OrganizationAddress, OrganizationFunds, OrganizationName, OrganizationScope
from registry.organizations.models import Organization

ITEMS = ("changes",)


def items(organization: Organization, year: int) -> dict[str, list[dict[str, str]]]:
    """Registered changes of the year, in their order. Four queries."""
    rows = [
        *_changes(OrganizationName, organization, year, "name", lambda fact: fact.name),
        *_changes(OrganizationScope, organization, year, "scope", lambda fact: fact.business_scope),
        *_changes(OrganizationAddress, organization, year, "residence", lambda fact: fact.address),
        *_changes(OrganizationFunds, organization, year, "funds", _funds),
    ]
    return {"changes": sorted(rows, key=lambda row: row["handled_on"])}


def _funds(fact: OrganizationFunds) -> str:
    return "" if fact.registered_funds_yuan is None else f"{fact.registered_funds_yuan:,.2f}元"


def _changes(model, organization: Organization, year: int, item: str, text) -> list[dict[str, str]]:
    """Facts that began in the year and followed another one."""
    facts = list(model.objects.filter(organization=organization).order_by("valid_from"))
    return [
        {
            "item": item,
            "before": text(before)[:200],
            "after": text(after)[:200],
            "is_handled": "yes",
            "handled_on": after.valid_from.isoformat(),
        }  # fmt: skip
        for before, after in zip(facts, facts[1:], strict=False)
        if after.valid_from.year == year and text(before) != text(after)
    ]


def year_end(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)
