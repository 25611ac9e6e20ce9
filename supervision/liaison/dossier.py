"""What is read the evening before a visit: one page about one organization, as far as the reader may see it."""

from core import clock
from core.access.actor import Actor
from core.rules.base import rule_titles
from party_building.party_units.models import CoverageLink
from registry.officers.queries import posts_of, terms_of
from registry.organizations import owed
from registry.organizations.models import Organization
from supervision.liaison.models import Contact, LiaisonLink, Need
from supervision.liaison.queries import charged_to
from supervision.risk_alerts.models import RiskAlert
from supervision.risk_alerts.tables import severity_badge

CONTACTS, ALERTS = 5, 10


def of(organization: Organization, actor: Actor) -> dict:
    """A charge opens the organization's alerts to whom it is given; posts and party only where the seat sees them."""
    today = clock.today()
    return {
        "organization": organization,
        "way": owed.way(organization, today),
        "alerts": alerts(organization, actor),
        "officers": _officers(organization, today) if actor.can("officers.view") else None,
        "term": next(iter(terms_of(organization, today)), None) if actor.can("officers.view") else None,
        "units": _units(organization, today) if actor.can("party_units.view") else None,
        "contacts": contacts(organization, actor)[:CONTACTS],
        "needs": Need.objects.visible_to(actor).filter(organization=organization).open().select_related("responsible"),
        "links": LiaisonLink.objects.visible_to(actor).on(today).filter(organization=organization),
    }


def alerts(organization: Organization, actor: Actor) -> list[dict]:
    if not actor.can("risk_alerts.view"):
        return []
    is_charged = charged_to(actor).filter(pk=organization.pk).exists()
    rows = RiskAlert.objects.all().of_kinds_for(actor) if is_charged else RiskAlert.objects.visible_to(actor)
    rows = rows.filter(organization=organization).open().order_by("-severity", "opened_on")[:ALERTS]
    titles = rule_titles()
    return [
        {"alert": one, "title": titles.get(one.rule_code, one.rule_code), "badge": severity_badge(one)} for one in rows
    ]


def contacts(organization: Organization, actor: Actor):
    rows = Contact.objects.visible_to(actor).filter(organization=organization)
    return rows.select_related("user", "department").order_by("-on", "-pk")


def _officers(organization: Organization, today) -> list:
    return [one for one in posts_of(organization, today) if one.is_on(today)]


def _units(organization: Organization, today) -> list:
    return list(CoverageLink.objects.on(today).filter(organization=organization).select_related("unit"))
