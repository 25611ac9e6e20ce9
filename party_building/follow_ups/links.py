"""What can be started from a write-off row: named in settings.WRITEOFF_ROW_LINKS."""

from urllib.parse import urlencode

from django.urls import reverse

from core.access.actor import Actor
from core.writeoff.models import WriteOffRow
from core.writeoff.states import UNDONE
from party_building.follow_ups.states import DRAFTING, FollowUpKind


def of_row(row: WriteOffRow, actor: Actor) -> list[tuple[str, str]]:
    """For the party organ that leads the list, as long as another office has to put the row right."""
    leads = row.write_off_list.department_id == actor.department_id
    if not (actor.can(DRAFTING) and leads and row.state in UNDONE and row.responsible_id != actor.department_id):
        return []
    address = reverse("staff:follow_ups:create")
    return [
        (f"拟{kind.label}", f"{address}?{urlencode({'kind': kind.value, 'row': row.pk})}") for kind in FollowUpKind
    ]
