"""Who is told what about a chain: that there is something to do, and where. No name, no result, no party matter."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from registry.reelections.models import Reelection, ReelectionOpinion

_OWN = (
    ("opened", "有1件换届事项待办", "登记管理机关已为本组织建立办理事项，请填报候选人或申请材料。"),
    ("returned", "有1件换届事项退回补正", "请按退回意见补正后重新报送。"),
    ("cleared", "有1件换届事项审核通过", "请按章程规定提前发出会议通知，会后报送结果。"),
    ("decided", "有1件延期换届申请已办结", "可查看办理结果和文书。"),
    ("result_returned", "有1件换届会议结果退回", "请按退回意见核对后重新报送。"),
    ("entered", "有1件换届结果已登记", "请在规定期限内办理法定代表人变更登记和负责人备案。"),
    ("done", "有1件换届事项已办结", "可查看备案通知书。"),
)
register(
    *(
        NoticeTemplate(
            code=f"reelections.{code}", title=title, text=text, url_name="org:reelections:detail",
            url_ids=("reelection",),
        )
        for code, title, text in _OWN
    ),
    NoticeTemplate(
        code="reelections.due",
        title="换届和负责人任职提醒",
        text="请核对届期和负责人情况，及时办理。",
        url_name="org:reelections:list",
    ),
    NoticeTemplate(
        code="reelections.asked",
        title="有1件征求意见待反馈",
        text="请在期限内反馈意见。",
        url_name="staff:reelections:detail",
        url_ids=("reelection",),
    ),
)  # fmt: skip


def tell(reelection: Reelection, what: str) -> None:
    """`what` is one of the codes above."""
    notices.queue(
        f"reelections.{what}:{reelection.pk}:{reelection.version}",
        template=f"reelections.{what}",
        recipients=[notices.to_organization(reelection.organization_id)],
        context_ids={"reelection": reelection.pk},
    )


def asked(opinion: ReelectionOpinion) -> None:
    notices.queue(
        f"reelections.asked:{opinion.pk}",
        template="reelections.asked",
        recipients=[notices.to_department(opinion.department_id)],
        context_ids={"reelection": opinion.reelection_id},
    )
