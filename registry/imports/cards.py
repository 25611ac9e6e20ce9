"""Lists that are on their way into the register, on the home page of the office that brought them."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Line
from registry.imports.models import ImportBatch
from registry.imports.states import BUSY, STATE_TONES, BatchState

SHOWN = 5
UNFINISHED = (BatchState.UPLOADED, BatchState.CHECKED, BatchState.FAILED, *BUSY)


def open_batches(actor: Actor) -> Card | None:
    """None while no list is under way. One query."""
    if not (actor.is_staff_side and actor.can("imports.view")):
        return None
    batches = ImportBatch.objects.visible_to(actor).filter(state__in=UNFINISHED).select_related("file")
    lines = tuple(
        Line(
            batch.source or batch.file.name,
            reverse("staff:imports:detail", args=[batch.pk]),
            note=f"{batch.row_count:,}行",
            badge=batch.get_state_display(),
            tone=STATE_TONES[batch.state],
        )
        for batch in batches.order_by("-pk")[:SHOWN]
    )
    if not lines:
        return None
    return Card("未完成的名单导入", lines=lines, more_url=reverse("staff:imports:list"), more_label="全部导入")
