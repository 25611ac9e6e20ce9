"""Who is told what about requests. No name of a unit stands in a text; queued in the transaction of the act."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from party_building.unit_requests.models import UnitRequest

_TEXTS = {
    "approved": ("您有1份请示已批复", "请查看批复。"),
    "returned": ("您有1份请示退回修改", "请按意见修改后重新提交。"),
    "refused": ("您有1份请示未获同意", "请查看意见。"),
    "consented": ("您有1份请示的属地意见已回复", "请查看属地意见。"),
}
for _what, (_title, _text) in _TEXTS.items():
    for _side in ("staff", "org"):
        register(
            NoticeTemplate(
                code=f"unit_requests.{_side}_{_what}",
                title=_title,
                text=_text,
                url_name=f"{_side}:unit_requests:detail",
                url_ids=("request",),
            )
        )


def tell_drafter(request: UnitRequest, what: str) -> None:
    """`what` is approved, returned, refused or consented."""
    if request.drafter_id:
        side, to = "staff", notices.to_department(request.drafter_id)
    else:
        side, to = "org", notices.to_organization(request.organization_id)
    notices.queue(
        f"unit_requests.{what}:{request.pk}:{request.version}",
        template=f"unit_requests.{side}_{what}",
        recipients=[to],
        context_ids={"request": request.pk},
    )
