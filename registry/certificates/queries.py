"""The papers of one organization, for its own page and for the offices' panel."""

import datetime

from core import clock
from registry.certificates.models import Certificate
from registry.charters.models import CharterVersion
from registry.dues.models import DuesStandard
from registry.organizations.models import Organization


def papers_of(organization: Organization) -> dict:
    """Certificates, charters and dues, newest first. Four queries."""
    certificates = Certificate.objects.filter(organization=organization).select_related("file")
    charters = CharterVersion.objects.filter(organization=organization).select_related("file", "approved_by")
    dues = DuesStandard.objects.filter(organization=organization).select_related("file").prefetch_related("grades")
    return {
        "certificates": list(certificates.order_by("-valid_from", "-pk")),
        "charters": list(charters.order_by("-valid_from", "-pk")),
        "dues": list(dues.order_by("-valid_from", "-pk")),
        "today": clock.today(),
    }


def timeline(organization: Organization, day: datetime.date) -> list[dict]:
    """Certificates issued and charters approved up to `day`, for the organization page; two queries."""
    entries = []
    for one in Certificate.objects.filter(organization=organization, valid_from__lte=day):
        until = f"，载明有效期至{one.printed_until:%Y-%m-%d}" if one.printed_until else ""
        entries.append(_entry(f"登记证书{one.get_issue_reason_display()}", one, f"副本{one.copies}份{until}"))
    for one in CharterVersion.objects.filter(organization=organization, valid_from__lte=day):
        clauses = [label for holds, label in _clauses(one) if holds]
        entries.append(_entry(f"核准{one}", one, "、".join(clauses)))
    return entries


def _clauses(one: CharterVersion) -> list[tuple[bool, str]]:
    return [(one.has_party_clause, "党建入章"), (one.has_core_values_clause, "核心价值观入章")]


def _entry(title: str, fact, text: str) -> dict:
    who = f"依据：{fact.document}" if fact.document else ""
    at = clock.start_of(fact.valid_from)
    return {"title": title, "at": at, "who": who, "text": text, "tone": "", "url": "", "is_day": True}
