"""Posts and limits, from the shipped table into rows. Safe to repeat: what people changed stays.

A limit whose article was not compared with the original says so on every page. Numbers from model charters and
national party rules are proposals: the bureau changes the row, not the code.
"""

import json
from pathlib import Path

from django.db import transaction

from core.rules.models import LegalSource
from registry.officers.models import PostKind, TenureLimit

SHIPPED = Path(__file__).parent / "data" / "posts_and_limits.json"
STEP = 10  # between two posts: room for one of the bureau's own


@transaction.atomic
def load_posts_and_limits() -> int:
    """Returns the rows written. Sources are loaded before (core.rules.reference)."""
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return _posts(shipped["posts"]) + _limits(shipped["limits"])


def _posts(shipped: list[dict]) -> int:
    known = set(PostKind.objects.values_list("code", flat=True))
    missing = [
        PostKind(**row, order=number * STEP) for number, row in enumerate(shipped, 1) if row["code"] not in known
    ]
    PostKind.objects.bulk_create(missing)
    return len(missing)


def _limits(shipped: list[dict]) -> int:
    known = set(TenureLimit.objects.values_list("code", flat=True))
    sources = LegalSource.objects.in_bulk(field_name="code")
    missing = [
        TenureLimit(**{**row, "source": sources[row["source"]] if row["source"] else None})
        for row in shipped
        if row["code"] not in known
    ]
    TenureLimit.objects.bulk_create(missing)
    return len(missing)
