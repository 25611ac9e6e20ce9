"""What the offices do with alerts and records between the nights: judge, dismiss a few, correct what was wrong."""

import datetime
import random

from config.demo import story
from config.demo.moment import at
from config.demo.world import Window, World
from registry.organizations import actions as register
from registry.organizations.facts import OrganizationHeadcount
from supervision.risk_alerts import actions
from supervision.risk_alerts.models import RiskAlert

AFTER = datetime.timedelta(days=9)
JUDGED = ("AR-02", "AR-04")
SAID = (
    "已电话联系，承诺本月内报送。",
    "已短信提醒并电话告知负责人。",
    "负责人更换，已联系新的联络人。",
    "已上门送达催报通知。",
)
DISMISSED = "该组织正在办理注销清算，清算备案材料已收到，不作逾期处理。"
CORRECTIONS = 20  # corrections of facts from before 31 December 2025, entered in spring 2026


def judge(world: World, window: Window) -> int:
    """On the first day of the window: whatever has waited for more than a week, most of it judged."""
    if window.first < story.PORTAL_OPENED:
        return 0
    waiting = RiskAlert.objects.waiting().filter(rule_code__in=JUDGED, opened_on__lt=window.first - AFTER)
    count = 0
    for alert in waiting.select_related("supervising_authority", "organization").order_by(
        "organization__uscc", "period"
    ):
        dice = random.Random(f"judge:{alert.organization.uscc}:{alert.rule_code}:{alert.period}")
        roll, wait = dice.random(), 9 + dice.randrange(25)
        if roll > 0.85 or (window.first - alert.opened_on).days < wait or alert.supervising_authority is None:
            continue
        with at(window.first, 10, dice.randrange(60)):
            if roll < 0.03:
                chief = world.office(alert.supervising_authority, "registry_chief")
                actions.dismiss(alert, actor=chief, reason="winding_up", comment=DISMISSED)
            else:
                clerk = world.office(alert.supervising_authority, "registry_clerk")
                actions.judge(alert, actor=clerk, comment=dice.choice(SAID))
        count += 1
    return count


def correct(world: World, window: Window) -> int:
    """Back-dated corrections: why last year's figures read differently today."""
    chosen = [body for body in world.bodies if not body.plan.is_cast and body.ended_on is None]
    chosen = [body for body in chosen if body.plan.registered_on < datetime.date(2024, 1, 1)][:CORRECTIONS]
    due = [(story.office_day(datetime.date(2026, 1, 8) + n * 7 * story.DAY), body) for n, body in enumerate(chosen)]
    found = [(on, body) for on, body in due if window.holds(on)]
    for on, body in found:
        with at(on, 15):
            organization = world.organization(body)
            fact = (
                OrganizationHeadcount.objects.on(datetime.date(2025, 12, 31)).filter(organization=organization).get()
            )
            assert organization.supervising_authority is not None
            clerk = world.office(organization.supervising_authority, "registry_clerk")
            values = {"full_time_staff": (fact.full_time_staff or 0) + 1}
            register.correct(fact, actor=clerk, values=values, reason="核对2025年末用工台账后更正专职人数")
    return len(found)
