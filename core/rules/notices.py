"""What is said about new versions of rules."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from core.rules.base import rule_titles
from core.rules.models import RuleProposal


def _titles(contexts: list[dict]) -> list[dict]:
    titles = rule_titles()
    return [{"title": f"{context['rule']} {titles.get(context['rule'], '')}"} for context in contexts]


_SAID = {
    "tried": ("规则{title}的新版本已试算，请核对后决定", "试算不改动任何预警。"),
    "activated": ("规则{title}的新版本已批准启用", "自启用日期当晚的夜间检查起执行。"),
    "refused": ("规则{title}的新版本未获批准", "理由见新版本页面。"),
}
register(
    *(
        NoticeTemplate(f"rules.{what}", title, text, "staff:rules:proposal", ("proposal",), look_up=_titles)
        for what, (title, text) in _SAID.items()
    )
)


def tried(proposal: RuleProposal, trial_id: int) -> None:
    """To the office that decides."""
    _queue(proposal, "tried", f"rules.tried:{trial_id}", notices.to_department(proposal.department_id))


def decided(proposal: RuleProposal, what: str) -> None:
    """To who proposed it."""
    if proposal.proposed_by_id:
        _queue(proposal, what, f"rules.{what}:{proposal.pk}", notices.to_user(proposal.proposed_by_id))


def _queue(proposal: RuleProposal, what: str, key: str, to: notices.Recipient) -> None:
    notices.queue(
        key,
        template=f"rules.{what}",
        recipients=[to],
        context_ids={"rule": proposal.code, "proposal": proposal.pk},
        channels=(Channel.IN_APP, Channel.EMAIL),
    )
