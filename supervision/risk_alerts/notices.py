"""What is said about alerts: to an organization in the words of its own matter, to offices numbers only."""

import datetime
from collections.abc import Mapping

from core.notifications.templates import NoticeTemplate, register
from core.rules.base import all_rules, rule_titles
from core.rules.subjects import subject_kind

OWN, OFFICE, PERSON = "risk_alerts.own", "risk_alerts.digest", "risk_alerts.of_person"
PARTY = "党建事项"  # what a digest calls the rules about party units, whichever they are
# Rules with a notice of their own; the others say their title.
TEMPLATES = {
    "AR-01": "annual_reports.reminder",
    **dict.fromkeys(("CE-01", "CE-02"), "certificates.ends"),
    "FE-01": "certificates.dues_unpublished",
    **dict.fromkeys(("TM-01", "TM-02", "TM-04", "OF-01"), "reelections.due"),
}


def _titles(contexts: list[dict]) -> list[dict]:
    titles = rule_titles()
    return [{"title": titles.get(context["rule"], "监管提醒")} for context in contexts]


def _parts(contexts: list[dict]) -> list[dict]:
    titles = {rule.code: PARTY if is_party(rule.subject_kind) else rule.title for rule in all_rules()}
    return [_words(context, titles) for context in contexts]


def _words(context: dict, titles: Mapping[str, str]) -> dict:
    new = [(code, int(number)) for code, _, number in (one.partition(":") for one in context["new"])]
    counts: dict[str, int] = {}
    for code, number in new:
        counts[titles.get(code, code)] = counts.get(titles.get(code, code), 0) + number
    parts = [f"{title}{number}件" for title, number in counts.items()]
    said = [f"新增{sum(number for _, number in new)}件"] if new else []
    said += [f"升级{context['escalated']}件"] if context["escalated"] else []
    said += [f"待研判超期{context['overdue']}件"] if context["overdue"] else []
    return {"said": "，".join(said), "parts": f"其中{'、'.join(parts)}。" if parts else ""}


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
        title="风险预警：{said}",
        text="{parts}名单见风险预警。",
        url_name="staff:risk_alerts:list",
        look_up=_parts,
    ),
    NoticeTemplate(  # of before there were digests: one a rule; notices of then are still read
        code="risk_alerts.of_office",
        title="{title}：新增{number}件",
        text="名单见风险预警。",
        url_name="staff:risk_alerts:list",
        look_up=_titles,
    ),
    NoticeTemplate(
        code=PERSON,
        title="交办给您的预警{number}件，其中超期{overdue}件",
        text="请在待办中办理。",
        url_name="staff:worklist:list",
    ),
)


def digest(rules: Mapping[str, int], *, escalated: int, overdue: int) -> dict:
    """Numbers and codes of an office's digest."""
    new = [f"{code}:{number}" for code, number in sorted(rules.items())]
    return {"new": new, "escalated": escalated, "overdue": overdue}


def is_party(kind: str) -> bool:
    return subject_kind(kind).is_party


def context(code: str, period: str, due_on: datetime.date | None) -> dict:
    """Ids, dates and codes of a notice to an organization. The period of a reminder is year/days before."""
    its: dict = {"rule": code}
    year = period.partition("/")[0]
    if year.isdigit():
        its["year"] = int(year)
    if due_on is not None:
        its["due_on"] = due_on.isoformat()
    return its
