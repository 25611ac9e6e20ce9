"""A visit from its plan to its task; two kinds kept apart; 次, 家 and 家次 as flows with their rows."""

import datetime
import re

import pytest
from django.db import connection
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.indicators.base import indicator
from core.indicators.grouping import total
from core.workflow.errors import Refusal
from supervision.models import SupervisionVisit, VisitUnit
from supervision.supervision_visits import actions
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
D = datetime.date
TWO = (("苏某", "副科长"), ("周某", "科员"))


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def organ(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def party(bureau):
    return bureau.client("party_officer", bureau.party_committee)


def page(name, *args) -> str:
    return reverse(f"staff:supervision_visits:{name}", args=args)


def held(bureau, organ, on: D, *, kind="supervision", offices=(), organizations=(), absent=False) -> SupervisionVisit:
    visit = actions.plan(
        actor=organ, department=bureau.party_committee, kind=kind, title=f"{on}走访", aim="党建工作", planned_on=on,
        members=TWO, offices=offices, organizations=organizations,
    )  # fmt: skip
    actions.hold(visit, actor=organ, held_on=on)
    for unit in visit.units.all():
        outcome = "absent" if absent else "none"
        actions.record(unit, actor=organ, outcome=outcome, findings="" if absent else "情况良好", persons=2)
    return visit


def form(bureau, **more) -> dict:
    return {
        "kind": "supervision", "title": "上半年党建督导", "aim": "两个覆盖", "planned_on": "2026-06-03",
        "members": "苏某 副科长\n周某，科员", "offices": [bureau.commerce.pk], **more,
    }  # fmt: skip


def test_from_a_plan_to_a_task_for_the_problems(bureau, party):
    assert party.post(page("create"), form(bureau, districts=[bureau.yanhai.pk])).status_code == 302
    visit = SupervisionVisit.objects.get()
    assert [str(one) for one in visit.members.all()] == ["苏某（副科长）", "周某（科员）"]
    ahead = party.post(page("hold", visit.pk), {"held_on": "2026-06-04"})
    assert "开展日期不能晚于今天" in ahead.content.decode()
    party.post(page("hold", visit.pk), {"held_on": "2026-06-03"})
    office, district = visit.units.get(department=bureau.commerce), visit.units.get(region=bureau.yanhai)
    party.post(page("record", district.pk), {"outcome": "none", "findings": "台账齐全"})
    early = party.post(page("close", visit.pk), {"comment": "完成"})
    assert "还有对象没有登记情况" in early.content.decode()
    problem = {"words": "2家未组建党组织", "responsible": bureau.commerce.pk, "due_on": "2026-07-31"}
    assert party.post(page("add_problem", office.pk), problem).status_code == 302
    answer = party.post(page("hand_over", visit.pk))
    visit.refresh_from_db()
    assert answer.url == reverse("staff:task_lists:detail", args=[visit.task.pk])
    unissued = party.post(page("close", visit.pk), {"comment": "完成"})
    assert "整改任务还没有下达" in unissued.content.decode()
    party.post(reverse("staff:task_lists:issue", args=[visit.task.pk]))
    visit.task.refresh_from_db()
    row = visit.task.book.rows.get()
    assert (row.problem, row.responsible_id, row.due_on) == ("2家未组建党组织", bureau.commerce.pk, D(2026, 7, 31))
    party.post(page("record", office.pk), {"outcome": "problems", "findings": "查阅台账"})
    assert party.post(page("close", visit.pk), {"comment": "已形成任务"}).status_code == 302
    visit.refresh_from_db()
    assert visit.state == "closed"


def test_nobody_goes_alone(bureau, party, organ):
    answer = party.post(page("create"), form(bureau, members="苏某 副科长\n苏某 副科长"))
    assert answer.status_code == 422
    assert "不得少于2人" in answer.content.decode()
    with pytest.raises(Refusal, match="不得少于2人"):
        actions.plan(
            actor=organ, department=bureau.party_committee, kind="supervision", title="督导", aim="党建",
            planned_on=D(2026, 6, 3), members=TWO[:1], offices=[bureau.commerce],
        )  # fmt: skip


def test_a_supervision_goes_to_offices_and_a_guidance_visit_to_bodies(bureau, party):
    tea = bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})
    mixed = party.post(page("create"), form(bureau, organizations=tea.name))
    assert "社会组织请另建“指导走访”" in mixed.content.decode()
    other = party.post(page("create"), form(bureau, kind="guidance"))
    assert "单位和区县请另建“督导”" in other.content.decode()
    right = form(bureau, kind="guidance", offices=[], organizations=tea.name)
    assert party.post(page("create"), right).status_code == 302


def test_the_follow_up_is_after_the_visit_and_then_due(bureau, party, organ, set_clock):
    visit = held(bureau, organ, D(2026, 6, 1), offices=[bureau.commerce])
    same = party.post(page("follow_up", visit.pk), {"follow_up_on": "2026-06-01"})
    assert "须晚于开展日期" in same.content.decode()
    party.post(page("follow_up", visit.pk), {"follow_up_on": "2026-06-20"})
    visit.refresh_from_db()
    assert not visit.needs_follow_up
    set_clock("2026-06-20")
    assert visit.needs_follow_up
    assert visit.title in party.get(page("list"), {"back": "due"}).content.decode()


def test_flows_agree_with_sql_on_their_boundary_days(bureau, organ, party):
    tea = bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})
    chess = bureau.register("霁川市棋类协会", responsibilities={"party_superior": bureau.party_committee.pk})
    held(bureau, organ, D(2025, 12, 31), offices=[bureau.commerce])
    held(bureau, organ, D(2026, 1, 1), offices=[bureau.commerce, bureau.industry])
    held(bureau, organ, D(2026, 5, 20), offices=[bureau.commerce])
    held(bureau, organ, D(2026, 5, 21), kind="guidance", organizations=[tea, chess])
    held(bureau, organ, D(2026, 5, 22), kind="guidance", organizations=[tea])
    held(bureau, organ, D(2026, 6, 3), kind="guidance", organizations=[chess], absent=True)
    codes = (
        "supervision_visits",
        "supervised_offices",
        "guidance_visits",
        "guided_organizations",
        "guidance_unit_visits",
    )

    def figures(day: D) -> list[int]:
        return [total(indicator(code), EVERYTHING, as_of=day).numerator for code in codes]

    assert figures(D(2025, 12, 31)) == [1, 1, 0, 0, 0]
    assert figures(D(2026, 5, 20)) == [2, 2, 0, 0, 0]
    assert figures(D(2026, 6, 3)) == [2, 2, 3, 2, 3]
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(distinct v.id) filter (where v.kind = 'supervision'), "
            "count(distinct u.department_id) filter (where v.kind = 'supervision' and u.outcome <> 'absent'), "
            "count(distinct v.id) filter (where v.kind = 'guidance'), "
            "count(distinct u.organization_id) filter (where v.kind = 'guidance' and u.outcome <> 'absent'), "
            "count(*) filter (where v.kind = 'guidance' and u.outcome <> 'absent') "
            "from supervision_supervisionvisit v join supervision_visitunit u on u.visit_id = v.id "
            "where v.state in ('held', 'closed') and v.held_on between '2026-01-01' and '2026-06-03'"
        )
        assert list(cursor.fetchone()) == figures(D(2026, 6, 3))
    text = party.get(page("list")).content.decode()
    persons = re.search(rf"{D(2026, 5, 21)}走访.*?data-label=\"接受指导人次\" class=\"num[^\"]*\">(\d+)", text, re.S)
    assert persons is not None
    assert persons.group(1) == "4"


def test_other_offices_see_no_visit(bureau, organ, party):
    visit = held(bureau, organ, D(2026, 6, 1), offices=[bureau.commerce])
    assert party.get(page("detail", visit.pk)).status_code == 200
    assert bureau.client("registry_clerk", bureau.bureau).get(page("detail", visit.pk)).status_code == 404
    assert bureau.client("department_officer", bureau.commerce).get(page("detail", visit.pk)).status_code == 403
    with pytest.raises(Refusal, match="霁川市社会组织综合党委"):
        actions.cancel(visit, actor=bureau.actor("registry_clerk", bureau.bureau), comment="取消")


def test_a_unit_that_was_not_met_has_no_problem(bureau, organ):
    visit = held(bureau, organ, D(2026, 6, 1), offices=[bureau.commerce], absent=True)
    with pytest.raises(Refusal, match="未能走访"):
        actions.add_problem(
            VisitUnit.objects.get(visit=visit), actor=organ, words="缺台账", responsible=bureau.commerce,
            due_on=D(2026, 7, 1),
        )  # fmt: skip
