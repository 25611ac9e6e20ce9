"""Tasks in every state, and visits with their problems.

The bureau's chief confirms what its clerk issued; the offices answer through their own people where they have some.
"""

import datetime
from collections.abc import Callable

from config.demo import steps
from config.demo.cast import CLOCKS, COLD_CHAIN, MACHINERY, MAKERS
from config.demo.world import Window, World
from core.access.actor import Actor
from core.writeoff import actions as writeoff
from core.writeoff.models import WriteOffRow
from registry.organizations.models import Organization
from supervision.supervision_visits import actions as visits
from supervision.supervision_visits.models import SupervisionVisit
from supervision.task_lists import actions, nights
from supervision.task_lists.actions import Order
from supervision.task_lists.models import Task

D = datetime.date
BUREAU, ORGAN = "市民政局", "综合党委"
COMMERCE, INDUSTRY, EDUCATION, MARKET = "市商务局", "市工业和信息化局", "市教育体育局", "市市场监管局"
FEES, MONTHLY, LOST, MERGED = (
    "行业协会商会会费标准公示核对",
    "社会组织安全隐患排查",
    "失联社会组织住所核查",
    "社会组织培训需求汇总",
)
DRAFT = "年度工作报告逾期未报组织逐家提醒"
ROUND, GUIDANCE, NEXT = "上半年行业社会组织党建督导", "行业协会商会规范化指导走访", "下半年党建督导"


def live(world: World, window: Window) -> int:
    return steps.take(STEPS, world, window)


def _at(world: World, office: str, role: str = "department_officer") -> Actor:
    return world.office(world.departments[office], role)


def _clerk(world: World) -> Actor:
    return _at(world, BUREAU, "registry_clerk")


def _chief(world: World) -> Actor:
    return _at(world, BUREAU, "registry_chief")


def _organ(world: World) -> Actor:
    return _at(world, ORGAN, "party_officer")


def _bodies(world: World, *names: str) -> list[Organization]:
    return [world.organization(world.by_name[name]) for name in names]


def _task(title: str) -> Task:
    return Task.objects.select_related("department", "lead", "book").filter(title=title).latest("pk")


def _rows(title: str, office: str) -> list[WriteOffRow]:
    """Of every period of the task."""
    rows = WriteOffRow.objects.filter(write_off_list__task__title=title, responsible__short_name=office)
    offices = ("write_off_list__department", "write_off_list__second_department", "responsible")
    return list(rows.select_related(*offices).order_by("pk"))


def _order_fees(world: World) -> None:
    office = world.departments
    order = Order(
        title=FEES, source_kind="policy", source_title="推动社会组织高质量发展的20条措施",
        source_number="霁政办发〔2026〕5号", source_on=D(2026, 2, 11),
        requirement="逐家核对会费标准是否经会员大会表决、是否公示，未公示的督促公示。",
        lead=office[COMMERCE], lead_person="孙屿", due_on=D(2026, 5, 29),
    )  # fmt: skip
    task = actions.draft(
        actor=_clerk(world), department=office[BUREAU], order=order, partners=[office[MARKET]],
        milestones=[(D(2026, 4, 15), "完成摸底"), (D(2026, 6, 30), "汇总公示情况")],
    )  # fmt: skip
    offices = [office[name] for name in (COMMERCE, INDUSTRY, EDUCATION, "听澜街道")]
    actions.add_offices(task, actor=_clerk(world), offices=offices)
    actions.issue(task, actor=_clerk(world))


def _reach(world: World) -> None:
    actions.reach(_task(FEES).milestones.first(), actor=_at(world, COMMERCE), done_on=D(2026, 4, 15))


def _apply(title: str, office: str, comment: str, role: str = "department_officer") -> Callable[[World], None]:
    return lambda world: writeoff.apply(_rows(title, office)[-1], actor=_at(world, office, role), comment=comment)


def _confirm(title: str, office: str) -> Callable[[World], None]:
    return lambda world: writeoff.confirm(_rows(title, office)[-1], actor=_chief(world))


def _return(world: World) -> None:
    writeoff.send_back(_rows(FEES, INDUSTRY)[-1], actor=_chief(world), comment="请补充2家协会的公示网址。")


def _note(world: World) -> None:
    street = _at(world, "听澜街道", "street_officer")
    writeoff.note(_rows(FEES, "听澜街道")[-1], actor=street, text="辖区内3家已核对，1家待会员大会表决。")


def _order_monthly(world: World) -> None:
    office = world.departments
    order = Order(
        title=MONTHLY, source_kind="meeting", source_title="全市社会组织安全生产工作会议", source_on=D(2026, 3, 27),
        requirement="排查登记的社会组织场所安全隐患，没有变化的一键登记，不需要另报材料。",
        lead=office["望澜区民政局"], due_on=D(2026, 4, 25),
    )  # fmt: skip
    task = actions.draft(actor=_clerk(world), department=office[BUREAU], order=order, frequency="monthly", due_day=25)
    actions.add_offices(task, actor=_clerk(world), offices=[office["望澜区民政局"], office["砚海区民政局"]])
    actions.issue(task, actor=_clerk(world))


def _no_change(*offices: str) -> Callable[[World], None]:
    def verb(world: World) -> None:
        for office in offices:
            row = _rows(MONTHLY, office)[-1]
            actions.no_change(row, actor=_at(world, office, "registry_clerk"))
            row.refresh_from_db()
            writeoff.confirm(row, actor=_chief(world))

    return verb


def _first_of(day: D) -> Callable[[World], None]:
    return lambda world: nights.issue_due(day) and None


def _order_lost(world: World) -> None:
    """Its own office does it: another person of it confirms."""
    office = world.departments[BUREAU]
    order = Order(
        title=LOST, source_kind="instruction", source_title="分管副局长关于失联社会组织的批示",
        source_on=D(2026, 5, 8),
        requirement="上门核查住所，联系不上的按规定寄送信函。", lead=office, lead_person="王珂", due_on=D(2026, 6, 12),
    )  # fmt: skip
    task = actions.draft(actor=_clerk(world), department=office, order=order)
    bodies = _bodies(world, CLOCKS, MAKERS, "霁川市老年书画研究会")
    actions.add_organizations(task, actor=_clerk(world), organizations=bodies, owner="lead", words="按名单列入")
    actions.issue(task, actor=_clerk(world))


def _lost_ones(world: World) -> None:
    """One found, one handed in, one to be struck off."""
    first, second, third = _rows(LOST, BUREAU)
    writeoff.apply(first, actor=_clerk(world), comment="原住所已退租，已按登记住所寄送挂号信两次。")
    writeoff.confirm(first, actor=_chief(world))
    writeoff.apply(second, actor=_clerk(world), comment="已联系上秘书长，办公住所未变。")
    writeoff.ask_strike(
        third, actor=_clerk(world), document="霁民函〔2026〕21号", comment="5月29日已报送年度报告，不属失联。"
    )


def _order_merged(world: World) -> None:
    office = world.departments
    order = Order(
        title=MERGED, source_kind="own", requirement="汇总本行业社会组织培训需求。", lead=office["市残联"],
        due_on=D(2026, 5, 20),
    )  # fmt: skip
    actions.issue(actions.draft(actor=_clerk(world), department=office[BUREAU], order=order), actor=_clerk(world))


def _cancel(world: World) -> None:
    task = _task(MERGED)
    actions.ask_cancel(
        task, actor=_clerk(world), document="霁民函〔2026〕17号", comment="并入党校培训计划，不再单独收集。"
    )
    actions.cancel(task, actor=_chief(world))


def _draft(world: World) -> None:
    office = world.departments
    order = Order(
        title=DRAFT, source_kind="alert", source_title="年度工作报告逾期未报",
        requirement="逐家电话提醒，记明原因和预计报送日期。", lead=office[COMMERCE], due_on=D(2026, 6, 19),
    )  # fmt: skip
    task = actions.draft(actor=_clerk(world), department=office[BUREAU], order=order)
    actions.add_offices(task, actor=_clerk(world), offices=[office[COMMERCE], office["市卫生健康委"]])


# -- visits --

MEMBERS = (("许棠", "综合党委办公室"), ("郑秋", "市委社会工作部"))
CLERKS = (("林知远", "市民政局社会组织管理科科长"), ("王珂", "市民政局社会组织管理科"))


def _visit(title: str) -> SupervisionVisit:
    return SupervisionVisit.objects.select_related("department", "task").get(title=title)


def _plan_round(world: World) -> None:
    office = world.departments
    visits.plan(
        actor=_organ(world), department=office[ORGAN], kind="supervision", title=ROUND, members=MEMBERS,
        aim="应建未建整改、行业党委设立、指导员选派", planned_on=D(2026, 5, 12), basis="综合党委2026年工作要点",
        offices=[office[COMMERCE], office[MARKET]],
    )  # fmt: skip


def _hold_round(world: World) -> None:
    visit, actor, office = _visit(ROUND), _organ(world), world.departments
    visits.hold(visit, actor=actor, held_on=D(2026, 5, 12))
    first, second = visit.units.select_related("visit__department", "department").order_by("pk")
    visits.record(
        first, actor=actor, outcome="none", findings="台账与平台一致，指导员按月联系。建议提前准备行业党委组建材料。"
    )
    behind = "归口社会组织6家，尚未研究设立行业党委。"
    visits.record(second, actor=actor, outcome="problems", findings=behind)
    visits.add_problem(
        second,
        actor=actor,
        words="尚未设立行业党委，也没有明确工作机构",
        responsible=office[MARKET],
        due_on=D(2026, 7, 10),
    )
    visits.add_problem(
        second, actor=actor, words="2家社会组织未选派党建指导员", responsible=office[MARKET], due_on=D(2026, 6, 12)
    )
    visits.set_follow_up(visit, actor=actor, follow_up_on=D(2026, 6, 2))
    actions.issue(visits.hand_over(visit, actor=actor), actor=actor)


def _plan_guidance(world: World) -> None:
    visits.plan(
        actor=_clerk(world), department=world.departments[BUREAU], kind="guidance", title=GUIDANCE, members=CLERKS,
        aim="换届程序、会费公示、财务管理", planned_on=D(2026, 5, 21), basis="2026年社会组织规范化建设安排",
        organizations=_bodies(world, MACHINERY, COLD_CHAIN, CLOCKS),
    )  # fmt: skip


def _hold_guidance(world: World) -> None:
    visit, actor = _visit(GUIDANCE), _clerk(world)
    visits.hold(visit, actor=actor, held_on=D(2026, 5, 21))
    told = (
        ("none", "指导换届前财务审计和候选人名单准备。", 5),
        ("none", "指导会费标准表决和公示程序。", 3),
        ("absent", "", 0),
    )
    for unit, (outcome, findings, persons) in zip(
        visit.units.select_related("visit__department").order_by("pk"), told, strict=True
    ):
        visits.record(unit, actor=actor, outcome=outcome, findings=findings, persons=persons)
    visits.close(visit, actor=actor, comment="现场已指导，未能走访的1家纳入住所核查任务。")


def _plan_next(world: World) -> None:
    visits.plan(
        actor=_organ(world), department=world.departments[ORGAN], kind="supervision", title=NEXT, members=MEMBERS,
        aim="督导问题整改情况", planned_on=D(2026, 6, 18), offices=[world.departments[MARKET]],
    )  # fmt: skip


STEPS: tuple[tuple[D, int, Callable[[World], None]], ...] = (
    (D(2026, 3, 2), 9, _order_fees),
    (D(2026, 4, 1), 9, _order_monthly),
    (D(2026, 4, 10), 9, _order_merged),
    (D(2026, 4, 15), 10, _reach),
    (D(2026, 4, 15), 15, _cancel),
    (D(2026, 4, 20), 15, _apply(FEES, COMMERCE, "5家协会已核对，全部公示，网址见台账。")),
    (D(2026, 4, 22), 10, _confirm(FEES, COMMERCE)),
    (D(2026, 4, 23), 10, _no_change("望澜区民政局", "砚海区民政局")),
    (D(2026, 4, 29), 10, _plan_round),
    (D(2026, 5, 1), 1, _first_of(D(2026, 5, 1))),
    (D(2026, 5, 7), 9, _plan_guidance),
    (D(2026, 5, 11), 9, _order_lost),
    (D(2026, 5, 12), 16, _hold_round),
    (D(2026, 5, 19), 15, _apply(FEES, INDUSTRY, "12家协会已核对。")),
    (D(2026, 5, 20), 10, _return),
    (D(2026, 5, 20), 15, _note),
    (D(2026, 5, 21), 17, _hold_guidance),
    (D(2026, 5, 22), 10, _no_change("望澜区民政局")),
    (D(2026, 5, 27), 15, _apply(FEES, INDUSTRY, "12家协会已核对，2家公示网址已补充。")),
    (D(2026, 6, 1), 1, _first_of(D(2026, 6, 1))),
    (D(2026, 6, 1), 15, _lost_ones),
    (D(2026, 6, 2), 9, _draft),
    (D(2026, 6, 2), 10, _plan_next),
)  # fmt: skip
