"""Two campaigns of 2026: fees of the city's associations (60 targets left, 50 done), and the long inactive.

霁川市印刷包装行业协会 adopted dues that it did not publish: it is told to put that right. 霁川市钟表收藏研究会 is
listed as inactive; its residence was visited by two. Districts handle their own targets, the city only sees them.
"""

import dataclasses
import datetime
import random
from collections.abc import Callable

from config.demo import steps
from config.demo.cast import CLOCKS, people_of
from config.demo.world import Window, World
from core import clock
from core.access.actor import Actor
from supervision.campaigns import queries
from supervision.campaigns.actions import checks, drawing, targets
from supervision.campaigns.models import Campaign, CampaignKind, CampaignOutcome, CampaignTarget
from supervision.campaigns.states import CampaignState

CITY = "市民政局"
DISTRICTS = ("望澜区民政局", "砚海区民政局", "栎川区民政局", "青砚县民政局")
FEES, INACTIVE = "2026年社会团体收费清理", "2026年僵尸型社会组织清理"
PRINTERS = "霁川市印刷包装行业协会"
LEFT, DONE, SUBMITTED = 60, 50, 3  # of the 74 associations of the city 14 charge nothing: 60 are left
MOST_STRUCK = 40  # in the large city, too
NOT_CHARGING = "霁民函〔2026〕19号"


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def live(world: World, window: Window) -> int:
    return steps.take(STEPS, world, window)


def _clerk(world: World) -> Actor:
    return world.office(world.departments[CITY], "registry_clerk")


def _chief(world: World, office: str = CITY) -> Actor:
    return world.office(world.departments[office], "registry_chief")


def _colleague(actor: Actor) -> Actor:
    """Somebody of the same office without an account in the demo."""
    return dataclasses.replace(actor, user_id=None)


def _campaign(title: str) -> Campaign:
    return Campaign.objects.select_related("department", "kind").get(title=title)


def _targets(title: str) -> list[CampaignTarget]:
    rows = CampaignTarget.objects.filter(campaign__title=title)
    rows = rows.select_related("campaign__department", "organization__supervising_authority", "self_check")
    return list(rows.order_by("number"))


def _target(title: str, name: str) -> CampaignTarget | None:
    return next((one for one in _targets(title) if one.organization.name == name), None)


def _open(title: str, kind: str, **values) -> Callable[[World], None]:
    criteria, as_of = values.pop("criteria"), values.pop("as_of")

    def verb(world: World) -> None:
        made = drawing.open_campaign(
            actor=_clerk(world), department=world.departments[CITY], kind=CampaignKind.objects.get(code=kind),
            title=title, offices=[world.departments[name] for name in DISTRICTS if name in world.departments],
            **values,
        )  # fmt: skip
        drawing.set_criteria(made, actor=_clerk(world), criteria=criteria(world), as_of=as_of)
        if queries.drawn(made, _clerk(world)).exists():
            drawing.submit(made, actor=_clerk(world))

    return verb


def _freeze(title: str) -> Callable[[World], None]:
    def verb(world: World) -> None:
        made = _campaign(title)
        if made.state == CampaignState.FREEZING:
            drawing.freeze(made, actor=_chief(world))

    return verb


def _strike(world: World) -> None:
    """By document: those that charge no dues. Never the cast's."""
    every = _targets(FEES)
    rows = [one for one in every if one.organization.name not in (PRINTERS, CLOCKS)]
    number = min(max(len(every) - LEFT, 0), MOST_STRUCK)
    for one in rows[len(rows) - number :]:
        targets.strike(
            one, actor=_chief(world), comment="经核对不收取会费和服务费，不在清理范围。", document=NOT_CHARGING
        )


def _left() -> list[CampaignTarget]:
    return [one for one in _targets(FEES) if one.state != "struck" and one.organization.name != PRINTERS]


def _answers(one: CampaignTarget) -> dict[str, str]:
    dice = random.Random(f"campaigns:{one.organization.uscc}")  # noqa: S311 the same city every time
    given = {"q7": "yes", "q9": "no", "q11": "no", "q13": str(dice.choice((0, 0, 2000, 5000, 12000)))}
    if dice.random() < 0.2:
        given |= {"q7": "no", "q8": "2026-06-30"}
    return given


def _send(world: World, one: CampaignTarget, given: dict[str, str]) -> None:
    people = people_of(world, one.organization)
    checks.submit(checks.save(one, actor=people, answers=given), actor=people)


def _self_checks(first: int, last: int) -> Callable[[World], None]:
    def verb(world: World) -> None:
        for one in _left()[first:last]:
            _send(world, one, _answers(one))

    return verb


def _sign_off(first: int, last: int) -> Callable[[World], None]:
    def verb(world: World) -> None:
        outcomes = {row.code: row for row in CampaignOutcome.objects.filter(kind__code="industry_fees")}
        for one in _left()[first:last]:
            is_mended = one.self_check.answers.get("q7") == "no"
            checks.accept(one.self_check, actor=_clerk(world))
            note = "会费标准已补充公布。" if is_mended else "自查属实，未发现问题。"
            outcome = outcomes["rectified" if is_mended else "qualified"]
            targets.propose(one, actor=_clerk(world), outcome=outcome, note=note)
            targets.sign_off(one, actor=_chief(world))

    return verb


def _return_one(world: World) -> None:
    one = _left()[DONE]
    checks.send_back(one.self_check, actor=_clerk(world), comment="请补充2025年的收费清单，并说明培训收费的依据。")


def _printers(world: World) -> None:
    one = _target(FEES, PRINTERS)
    if one is not None:
        _send(world, one, {"q7": "no", "q8": "2026-06-20", "q9": "no", "q11": "no", "q13": "0"})


def _look_at_printers(world: World) -> None:
    one = _target(FEES, PRINTERS)
    if one is None:
        return
    checks.accept(one.self_check, actor=_clerk(world))
    items = one.campaign.items
    fault = ("fault", "4月15日表决通过的会费标准没有公布")
    checks.inspect(
        one, actor=_clerk(world), checked_on=clock.today(), place=one.organization.address or "住所",
        inspectors=["王珂", "林知远"], met="秘书长",
        summary="查阅会员大会决议和收费票据，会费标准经会员大会表决，尚未公布。",
        findings=[(item, *(fault if n == 1 else ("fine", ""))) for n, item in enumerate(items)],
    )  # fmt: skip
    checks.order(
        _fresh(one), actor=_clerk(world), text="请在网站或公示栏公布现行会费标准，并报告公布情况。",
        due_on=day(6, 20),
    )  # fmt: skip


def _fresh(one: CampaignTarget) -> CampaignTarget:
    rows = CampaignTarget.objects.select_related("campaign__department", "organization__supervising_authority")
    return rows.get(pk=one.pk)


def _visit_clocks(world: World) -> None:
    one = _target(INACTIVE, CLOCKS)
    if one is not None:
        checks.inspect(
            one, actor=_clerk(world), checked_on=clock.today(), place=one.organization.address or "住所",
            inspectors=["王珂", "林知远"], met="",
            summary="登记住所已由他人使用，门卫称两年未见该组织人员；法定代表人电话无法接通。",
            findings=[(item, "fault" if n < 2 else "not_checked", "见检查情况" if n < 2 else "")
                      for n, item in enumerate(one.campaign.items)],
        )  # fmt: skip


def _revive(world: World) -> None:
    """One of each office that has any, found active: signed off by its own authority."""
    outcome = CampaignOutcome.objects.get(kind__code="zombie", code="revived")
    seen: set[int] = set()
    for one in _targets(INACTIVE):
        office = one.organization.supervising_authority
        if office is None or office.pk in seen or one.organization.name == CLOCKS:
            continue
        seen.add(office.pk)
        chief = _chief(world, office.short_name)
        note = "现场核实办公正常，已补报年度报告并提交本年活动计划。"
        targets.propose(one, actor=_colleague(chief), outcome=outcome, note=note)
        targets.sign_off(one, actor=chief)


STEPS: tuple[tuple[datetime.date, int, Callable[[World], None]], ...] = (
    (day(3, 2), 9, _open(
        FEES, "industry_fees", document="霁民发〔2026〕7号《关于开展社会团体收费清理的通知》",
        purpose="逐家核对收费项目、标准和公布情况，纠正强制入会、强制收费。", starts_on=day(3, 2), ends_on=day(6, 30),
        self_check_due_on=day(4, 15), as_of=day(3, 1),
        criteria=lambda world: f"org_type=1&status=active&supervising={world.departments[CITY].pk}",
    )),
    (day(3, 4), 9, _freeze(FEES)),
    (day(3, 10), 10, _strike),
    (day(3, 26), 10, _self_checks(0, 20)),
    (day(4, 2), 10, _sign_off(0, 20)),
    (day(4, 14), 10, _self_checks(20, DONE + SUBMITTED)),
    (day(4, 20), 9, _printers),
    (day(4, 28), 10, _sign_off(20, DONE)),
    (day(4, 29), 10, _return_one),
    (day(5, 19), 10, _look_at_printers),
    (day(6, 2), 9, _open(
        INACTIVE, "zombie", document="霁民发〔2026〕15号《关于清理僵尸型社会组织的通知》",
        purpose="逐家核实，能激活的激活，应注销的引导注销，违法的依法处理。", starts_on=day(6, 2), ends_on=day(11, 30),
        self_check_due_on=day(6, 30), as_of=day(6, 2), criteria=lambda world: "clue=unreported",
    )),
    (day(6, 2), 11, _freeze(INACTIVE)),
    (day(6, 2), 15, _visit_clocks),
    (day(6, 2), 16, _revive),
)  # fmt: skip
