"""How an article stood when: from the history that the database keeps."""

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from core.rules.models import LegalSource


@dataclass(frozen=True)
class Wording:
    at: datetime.datetime
    who: str
    article: str
    text: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    is_verified: bool


def wordings(source: LegalSource) -> list[Wording]:
    """Latest first; two queries."""
    events = list(
        LegalSource.pgh_event_model.objects.filter(pgh_obj_id=source.pk)  # type: ignore[attr-defined]
        .select_related("pgh_context")
        .order_by("-pgh_id")
    )
    ids = {(event.pgh_context.metadata if event.pgh_context else {}).get("user") for event in events}
    people = get_user_model().objects.in_bulk([pk for pk in ids if pk])
    return [_wording(event, people) for event in events]


def _wording(event, people: dict) -> Wording:
    said = event.pgh_context.metadata if event.pgh_context else {}
    user = people.get(said.get("user"))
    return Wording(
        datetime.datetime.fromisoformat(said["at"]) if said.get("at") else event.pgh_created_at,
        user.name if user else "系统",
        event.article,
        event.text,
        event.in_force_from,
        event.in_force_to,
        event.is_verified,
    )
