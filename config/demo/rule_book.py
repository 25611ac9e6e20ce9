"""The rule book and the alerts at work: a version tried, a rule that raises false alarms, alerts handed out."""

import datetime
from collections.abc import Callable

from config.demo import story
from config.demo.moment import at
from config.demo.world import Window, World
from core.access.actor import Actor
from core.rules import actions as rules
from core.rules import queries as rule_queries
from core.rules import trials
from core.rules.base import rule_of
from core.rules.models import RuleProposal
from supervision.risk_alerts import actions, queries
from supervision.risk_alerts.models import RiskAlert

BUREAU = "市民政局"
PROPOSED_ON, TRIED_ON = datetime.date(2026, 5, 29), datetime.date(2026, 6, 1)
JUDGED_ON, HANDED_ON = datetime.date(2026, 6, 1), datetime.date(2026, 6, 2)
RULE, STEPS = "AR-01", [30, 10, 3]
FALSE_RULE, FALSE_ALARMS = "AR-02", 14
WHY_FALSE = "已核对初审单位的收件登记，材料在期限内送达，系统未及时登记。"
HANDED = 8
ASKED = "请与该组织联系，核实未报送的原因，并督促其补报。"
ANSWERS = (
    "已电话联系，秘书长表示正在补充审计报告。",
    "联系电话停机，拟下周到住所地查看。",
    "已到住所地，组织在正常开展活动。",
)
THANKS = "收到，请于期限前反馈结果。"


def live(world: World, window: Window) -> int:
    due = [(on, hour, step) for on, hour, step in STEPS_OF_STORY if window.holds(on)]
    for on, hour, step in due:
        with at(on, hour):
            step(world)
    return len(due)


def _seat(world: World, role: str, office: str = BUREAU) -> Actor:
    return world.office(world.departments[office], role)


def _propose(world: World) -> None:
    standing = rule_queries.version_of(RULE)
    if standing is None:
        return
    content = rules.Content(
        {"days_before": STEPS}, standing.severity, standing.told, list(standing.sources.all()),
        datetime.date(2026, 9, 1), "每次提醒间隔过密，有组织反映重复；改为提前30日、10日、3日各一次",
    )  # fmt: skip
    rules.propose(RULE, content, actor=_seat(world, "legal_reviewer"))


def _try(world: World) -> None:
    proposal = RuleProposal.objects.select_related("based_on").filter(code=RULE, state="proposed").first()
    rule = rule_of(RULE)
    if proposal is None or rule is None:
        return
    days = trials.month_ends(datetime.date(2025, 1, 1), TRIED_ON)
    outcome = trials.compare(rule, proposal.based_on, proposal.candidate, days)
    rules.keep_trial(
        proposal, proposal.digest, outcome, baseline=proposal.based_on, actor=_seat(world, "legal_reviewer")
    )


def _of_the_city(world: World):
    rows = RiskAlert.objects.open().filter(supervising_authority=world.departments[BUREAU])
    return rows.select_related("organization").order_by("organization__uscc", "period")


def _dismiss_false(world: World) -> None:
    """More false alarms than true ones: the rule is flagged in the rule book."""
    for alert in list(_of_the_city(world).filter(rule_code=FALSE_RULE)[:FALSE_ALARMS]):
        actions.dismiss(alert, actor=_seat(world, "registry_chief"), reason="not_yet_recorded", comment=WHY_FALSE)


def _hand_out(world: World) -> None:
    """Judged alerts to the department of the body, every third one to the clerk herself."""
    clerk = _seat(world, "registry_clerk")
    for number, alert in enumerate(_judged(world)):
        offices = set(queries.offices_for(alert).values_list("pk", flat=True))
        its = alert.business_supervisor_id or alert.industry_department_id
        to_clerk = number % 3 == 2 or its not in offices
        actions.assign(
            alert, actor=clerk, due_on=HANDED_ON + (7 + number) * story.DAY, comment=ASKED,
            office=clerk.department_id if to_clerk else its, person=clerk.user_id if to_clerk else None,
        )  # fmt: skip


def _judged(world: World) -> list[RiskAlert]:
    return list(_of_the_city(world).filter(rule_code="AR-04", state="judged")[:HANDED])


def _answer(world: World) -> None:
    """The departments say how far they are; the clerk thanks."""
    handed = _of_the_city(world).filter(state="assigned").exclude(assigned_office=world.departments[BUREAU])
    for number, alert in enumerate(handed.select_related("assigned_office")[: len(ANSWERS)]):
        officer = world.office(alert.assigned_office, "department_officer")
        actions.comment_on(alert, actor=officer, text=ANSWERS[number])
        actions.comment_on(alert, actor=_seat(world, "registry_clerk"), text=THANKS)


STEPS_OF_STORY: list[tuple[datetime.date, int, Callable[[World], None]]] = [
    (PROPOSED_ON, 15, _propose),
    (TRIED_ON, 10, _try),
    (JUDGED_ON, 16, _dismiss_false),
    (HANDED_ON, 9, _hand_out),
    (HANDED_ON, 16, _answer),
]
