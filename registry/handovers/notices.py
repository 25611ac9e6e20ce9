"""Who is told what about hand-overs. No text says why, and none names anybody."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from registry.handovers.models import RepresentativeChange, SeatHandover

register(
    NoticeTemplate(
        code="handovers.announced",
        title="有1个岗位需要安排交接",
        text="最后一天为{last_day}（含当日），请法定代表人安排接手人。",
        url_name="org:handovers:list",
    ),
    NoticeTemplate(
        code="handovers.seat_ends",
        title="您在社会组织的岗位已安排交接",
        text="您可以办理到{last_day}（含当日），此后由接手人办理。",
        url_name="public:seats",
    ),
    NoticeTemplate(
        code="handovers.begins",
        title="您已接手社会组织的岗位",
        text="正在填报的材料、期限和回执都在交接清单中。",
        url_name="org:handovers:checklist",
    ),
    NoticeTemplate(
        code="handovers.representative_ends",
        title="您的法定代表人岗位已办理交接",
        text="自{last_day}起由现任法定代表人使用账号办理。有疑问的，请联系登记管理机关。",
        url_name="public:seats",
    ),
)


def announced(handover: SeatHandover) -> None:
    notices.queue(
        f"handovers.announced:{handover.pk}",
        template="handovers.announced",
        recipients=[notices.to_organization(handover.organization_id)],
        context_ids={"last_day": handover.last_day},
    )


def arranged(handover: SeatHandover) -> None:
    """To who leaves, and to the colleague who takes over; a new person is told when she has used her code."""
    notices.queue(
        f"handovers.seat_ends:{handover.pk}",
        template="handovers.seat_ends",
        recipients=[notices.to_user(handover.seat.user_id)],
        context_ids={"last_day": handover.last_day},
        channels=(Channel.IN_APP, Channel.EMAIL),
    )
    if handover.successor_id:
        begins("seat", handover.pk, handover.successor_id)


def begins(kind: str, pk: int, user_id: int) -> None:
    notices.queue(f"handovers.begins:{kind}:{pk}", template="handovers.begins", recipients=[notices.to_user(user_id)])


def representative_ended(change: RepresentativeChange, last_day) -> None:
    notices.queue(
        f"handovers.representative_ends:{change.pk}",
        template="handovers.representative_ends",
        recipients=[notices.to_user(change.old_seat.user_id)],
        context_ids={"last_day": last_day},
        channels=(Channel.IN_APP, Channel.EMAIL),
    )
