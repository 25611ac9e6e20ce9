"""Who is told what about star rounds, in the transaction of the act; nothing of the party stands in the text."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from party_building.star_ratings.models import StarEntry
from registry.org_accounts.models import OrganizationSeat

SECRETARY = "branch_secretary"
register(
    NoticeTemplate(
        code="star_ratings.entry",
        title="您有1条待办",
        text="请登录平台查看。",
        url_name="org:star_ratings:entry",
        url_ids=("entry",),
    ),
)


def tell_unit(entry: StarEntry, what: str) -> None:
    """The secretaries of the organization that hosts the unit; a joint branch without a host is told on paper."""
    seats = OrganizationSeat.objects.current().filter(organization=entry.unit.organization_id, role=SECRETARY)
    people = [notices.to_user(user_id) for user_id in seats.values_list("user_id", flat=True)]
    if people:
        notices.queue(
            f"star_ratings.{what}:{entry.pk}:{entry.version}",
            template="star_ratings.entry",
            recipients=people,
            context_ids={"entry": entry.pk},
        )
