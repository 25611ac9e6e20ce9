"""Whether the audit log is whole, on the home page of who answers for it."""

from django.urls import reverse

from core.access.actor import Actor
from core.audit.models import AuditCheck
from core.home.cards import Card, Line, Strip


def last_check(actor: Actor) -> Card | None:
    """One query."""
    if not actor.can("audit.export"):
        return None
    url = reverse("staff:audit:checks")
    check = AuditCheck.objects.order_by("-pk").first()
    if check is None:
        return Card("审计日志校验", empty="尚未校验过。", more_url=url, more_label="校验记录")
    words = "完整" if check.is_whole else f"发现{len(check.findings)}处问题"
    line = Line(
        f"共{check.entries:,}条记录，{check.anchors:,}个锚点",
        url,
        badge=words,
        tone="ok" if check.is_whole else "danger",
    )
    return Card("审计日志校验", lines=(line,), more_url=url, more_label="校验记录")


def broken(actor: Actor) -> Strip | None:
    """Red for whoever may read the log when its last check found something."""
    if not actor.can("audit.view"):
        return None
    check = AuditCheck.objects.order_by("-pk").first()
    if check is None or check.is_whole:
        return None
    text = f"最近一次校验发现{len(check.findings)}处问题。"
    return Strip(text, title="审计日志异常：", url=reverse("staff:audit:checks"), url_label="查看校验记录")
