"""Legal sources and first versions of the rules, from code into tables."""

import datetime

from django.conf import settings
from django.db import transaction

from core.rules.base import Rule, all_rules
from core.rules.models import LegalSource, RuleVersion


class UnknownSource(Exception):
    """A rule names a legal source that config/legal_sources.py does not list."""


@transaction.atomic
def load_rules() -> int:
    """Insert sources and first versions that are missing; what people changed stays. Returns the rows written."""
    written = 0
    for code, title, article, in_force_from in settings.LEGAL_SOURCES:
        _, is_new = LegalSource.objects.get_or_create(
            code=code,
            defaults={
                "title": title,
                "article": article,
                "in_force_from": datetime.date.fromisoformat(in_force_from) if in_force_from else None,
            },
        )
        written += is_new
    return written + sum(_load(rule) for rule in all_rules())


def _load(rule: Rule) -> int:
    if RuleVersion.objects.filter(code=rule.code).exists():
        return 0
    version = RuleVersion.objects.create(
        code=rule.code,
        number=1,
        params=rule.default_params,
        severity=rule.default_severity,
        told=list(rule.told),
        is_design=rule.is_design,
        valid_from=rule.since,
    )
    sources = list(LegalSource.objects.filter(code__in=rule.legal_sources))
    missing = set(rule.legal_sources) - {source.code for source in sources}
    if missing:
        raise UnknownSource(f"{rule.code}: {', '.join(sorted(missing))}")
    version.sources.set(sources)
    return 1
