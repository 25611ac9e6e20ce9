"""Administrators hear of tokens that wait for them and of tokens that are about to end."""

from core import clock
from core.api_tokens.models import ApiToken
from core.departments.seats import people_with
from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register

register(
    NoticeTemplate(
        "api_tokens.waiting",
        "有1个接口令牌待批准",
        "范围为全部社会组织，须由安全管理员批准后才能使用。",
        url_name="staff:api_tokens:detail",
        url_ids=("token",),
    ),
    NoticeTemplate(
        "api_tokens.expiring",
        "有1个接口令牌将于{expires_on}失效",
        "请与使用单位确认是否仍需要；需要的，请更换新令牌。",
        url_name="staff:api_tokens:detail",
        url_ids=("token",),
    ),
)


def waiting(token: ApiToken) -> int:
    return notices.queue(
        f"api_tokens.waiting:{token.pk}",
        template="api_tokens.waiting",
        recipients=[notices.to_user(pk) for pk in people_with("security_admin")],
        context_ids={"token": token.pk},
    )


def expiring(token: ApiToken) -> int:
    """Once for each end: a token whose end was brought forward is announced again."""
    ends_on = clock.date_of(token.expires_at).isoformat()
    return notices.queue(
        f"api_tokens.expiring:{token.pk}:{ends_on}",
        template="api_tokens.expiring",
        recipients=[notices.to_user(pk) for pk in people_with("system_admin")],
        context_ids={"token": token.pk, "expires_on": ends_on},
    )
