"""What is said about alerts: to an organization in the words of its own matter, to offices numbers only."""

import datetime

from core.notifications.templates import NoticeTemplate, register
from core.rules.base import rule_titles

OWN, OFFICE = "risk_alerts.own", "risk_alerts.of_office"
TEMPLATES = {"AR-01": "annual_reports.reminder"}  # rules with a notice of their own; the others say their title


def _titles(contexts: list[dict]) -> list[dict]:
    titles = rule_titles()
    return [{"title": titles.get(context["rule"], "监管提醒")} for context in contexts]


register(
    NoticeTemplate(
        code=OWN,
        title="提醒：{title}",
        text="请尽快办理。已经办理的请忽略；对提醒有疑问的，请联系登记管理机关。",
        url_name="org:annual_reports:list",
        look_up=_titles,
    ),
    NoticeTemplate(
        code=OFFICE,
        title="{title}：新增{number}件",
        text="名单见风险预警。",
        url_name="staff:risk_alerts:list",
        look_up=_titles,
    ),
)


def context(code: str, period: str, due_on: datetime.date | None) -> dict:
    """Ids, dates and codes of a notice to an organization. The period of a reminder is year/days before."""
    its: dict = {"rule": code}
    year = period.partition("/")[0]
    if year.isdigit():
        its["year"] = int(year)
    if due_on is not None:
        its["due_on"] = due_on.isoformat()
    return its
