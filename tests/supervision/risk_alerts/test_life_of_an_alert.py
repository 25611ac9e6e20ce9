"""From new to judged, assigned, handed back, dismissed or gone: who may, by when, and what stays on record."""

import datetime

import pytest
from django.db import connection, transaction
from django.urls import reverse

from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from registry.organizations.models import Organization
from supervision.models import AlertComment, AlertLimit, DismissalKind, RiskAlert
from supervision.risk_alerts import sweep
from supervision.risk_alerts.escalation import HANDLE
from supervision.risk_alerts.models import LimitKind

DAY = datetime.date(2026, 6, 3)  # a Wednesday
DUE = "2026-06-20"
LIST = "staff:risk_alerts:list"


class Desk:
    """One alert, judged, and the people around it."""

    def __init__(self, cast):
        self.cast = cast
        self.alert = RiskAlert.objects.get(organization=cast.tea)
        self.clerk = cast.client("registry_clerk", cast.bureau)
        self.chief = cast.client("registry_chief", cast.bureau)
        self.officer = cast.client("department_officer", cast.commerce)

    def do(self, verb, client=None, **given):
        url = reverse(f"staff:risk_alerts:{verb}", args=[self.alert.pk])
        answer = (client or self.clerk).post(url, given, follow=True)
        self.alert.refresh_from_db()
        return answer

    def page(self, client=None) -> str:
        return (client or self.clerk).get(reverse("staff:risk_alerts:detail", args=[self.alert.pk])).content.decode()

    def listed(self, client=None, **query) -> bool:
        return f">{self.cast.tea.name}</a>" in (client or self.clerk).get(reverse(LIST), query).content.decode()

    def assigned(self, office=None, **given):
        self.do("judge", comment="属实")
        return self.do("assign", office=(office or self.cast.commerce).pk, due_on=DUE, comment="请督促整改", **given)

    def items(self):
        return WorkItem.objects.open().of(self.alert, HANDLE)


@pytest.fixture
def desk(rich):
    sweep.run(DAY)
    return Desk(rich)


def test_what_opens_is_to_be_judged_within_the_working_days_of_its_severity(desk):
    assert desk.alert.judge_due_on == datetime.date(2026, 6, 10)  # five working days, M
    assert RiskAlert.objects.get(organization=desk.cast.steel).judge_due_on == datetime.date(2026, 6, 8)  # three, H
    assert "2026年6月10日" in desk.page()


@pytest.mark.parametrize(("day", "is_late"), [("2026-06-09", False), ("2026-06-10", False), ("2026-06-11", True)])
def test_the_last_day_for_judging_is_still_in_time(desk, set_clock, day, is_late):
    set_clock(day)
    assert ("超期" in desk.page()) is is_late
    assert desk.listed(status="late") is is_late
    desk.do("judge", comment="属实")
    assert "超期" not in desk.page()
    assert not desk.listed(status="late")


def test_another_number_of_days_holds_from_its_first_day_on(rich):
    AlertLimit.objects.filter(kind=LimitKind.JUDGE, severity="M").update(valid_to=DAY - datetime.timedelta(days=1))
    AlertLimit.objects.create(kind=LimitKind.JUDGE, severity="M", number=1, valid_from=DAY)
    sweep.run(DAY)
    assert RiskAlert.objects.get(organization=rich.tea).judge_due_on == datetime.date(2026, 6, 4)


def test_an_alert_from_before_the_clocks_gets_one_the_next_night(desk):
    RiskAlert.objects.update(judge_due_on=None)
    sweep.run(DAY + datetime.timedelta(days=1))
    desk.alert.refresh_from_db()
    assert desk.alert.judge_due_on == datetime.date(2026, 6, 11)


def test_only_what_was_judged_is_assigned_and_the_other_office_finds_it_on_its_list(desk):
    assert "当前状态为“待研判”" in desk.do("assign", office=desk.cast.commerce.pk, due_on=DUE).content.decode()
    assert "已交办" in desk.assigned().content.decode()
    assert (desk.alert.state, desk.alert.assigned_office) == ("assigned", desk.cast.commerce)
    assert desk.items().get().department == desk.cast.commerce
    assert desk.items().get().due_on == datetime.date(2026, 6, 20)
    assert desk.listed(desk.officer, status="mine")
    assert not desk.listed(desk.clerk, status="mine")
    assert "请督促整改" in desk.page(desk.officer)


def test_within_the_office_a_colleague_is_named_and_has_it_on_her_own_list(desk):
    colleague = desk.cast.seat("registry_clerk", desk.cast.bureau).user
    desk.assigned(desk.cast.bureau, person=colleague.pk)
    assert (desk.alert.assignee, desk.items().get().claimed_by) == (colleague, colleague)
    assert colleague.name in desk.page()


def test_a_person_of_another_office_and_an_office_without_a_part_in_it_are_refused(desk):
    stranger = desk.cast.seat("department_officer", desk.cast.commerce).user
    assert desk.assigned(desk.cast.commerce, person=stranger.pk).status_code == 422
    assert desk.do("assign", office=desk.cast.industry.pk, due_on=DUE).status_code == 422
    assert desk.do("assign", office=desk.cast.commerce.pk, due_on="2026-06-02").status_code == 422
    assert desk.alert.state == "judged"
    assert not WorkItem.objects.filter(kind=HANDLE).exists()


def test_the_city_does_not_assign_what_the_district_supervises(desk):
    desk.alert = RiskAlert.objects.get(organization=desk.cast.steel)
    desk.do("judge", comment="属实")
    answer = desk.do("assign", office=desk.cast.yanhai_bureau.pk, due_on=DUE)
    assert "由砚海区民政局办理" in answer.content.decode()
    assert desk.alert.state == "judged"


def test_assigning_again_takes_it_from_who_had_it(desk):
    desk.assigned()
    desk.do("assign", office=desk.cast.bureau.pk, due_on=DUE)
    assert desk.items().get().department == desk.cast.bureau
    assert WorkItem.objects.filter(kind=HANDLE).count() == 2


def test_the_office_hands_it_back_with_a_reason_and_nobody_else_does(desk):
    desk.assigned()
    assert "由其退回" in desk.do("hand_back", desk.clerk, comment="不对").content.decode()
    assert "须填写意见" in desk.do("hand_back", desk.officer).content.decode()
    desk.do("hand_back", desk.officer, comment="不属本部门行业")
    assert (desk.alert.state, desk.alert.assigned_office, desk.alert.handle_due_on) == ("judged", None, None)
    assert not desk.items().exists()
    assert "不属本部门行业" in desk.page()


@pytest.mark.parametrize(("day", "is_late"), [("2026-06-19", False), ("2026-06-20", False), ("2026-06-21", True)])
def test_what_was_assigned_is_late_after_its_last_day(desk, set_clock, day, is_late):
    desk.assigned()
    set_clock(day)
    assert ("已交办（超期）" in desk.page()) is is_late


def test_when_the_condition_is_gone_the_work_is_done_with(desk):
    desk.assigned()
    Organization.objects.filter(pk=desk.cast.tea.pk).update(registered_funds_yuan=0)
    sweep.run(DAY + datetime.timedelta(days=1))
    desk.alert.refresh_from_db()
    assert (desk.alert.resolved_on, desk.alert.state) == (DAY + datetime.timedelta(days=1), "assigned")
    assert not desk.items().exists()
    assert "退回交办</summary>" not in desk.page(desk.officer)


def test_an_event_that_settles_the_alert_ends_the_work_at_once(desk):
    from supervision.risk_alerts import actions

    desk.assigned()
    Organization.objects.filter(pk=desk.cast.tea.pk).update(registered_funds_yuan=0)
    actions.ask_again("annual_report_submitted", desk.cast.tea.pk)
    assert not desk.items().exists()


def test_a_dismissal_names_a_reason_of_the_list_and_says_it_in_words(desk):
    desk.assigned()
    assert desk.do("dismiss", desk.chief, comment="误报").status_code == 422
    assert desk.do("dismiss", desk.chief, reason="planet", comment="误报").status_code == 422
    assert desk.do("dismiss", desk.chief, reason="wrong_data").status_code == 422
    desk.do("dismiss", desk.chief, reason="wrong_data", comment="系统对接时重复")
    assert (desk.alert.state, desk.alert.dismissal_kind.label) == ("dismissed", "数据有误，情况并不存在")
    assert (desk.alert.assigned_office, desk.items().count()) == (None, 0)
    assert "数据有误，情况并不存在" in desk.page()


def test_a_reason_that_is_no_longer_in_force_is_not_offered(desk):
    DismissalKind.objects.filter(code="other_false").update(valid_to=DAY - datetime.timedelta(days=1))
    assert 'value="other_false"' not in desk.page(desk.chief)
    assert desk.do("dismiss", desk.chief, reason="other_false", comment="误报").status_code == 422


def test_what_opens_again_is_new_with_a_clock_of_its_own(desk, set_clock):
    desk.do("dismiss", desk.chief, reason="wrong_data", comment="误报")
    Organization.objects.filter(pk=desk.cast.tea.pk).update(industry="茶叶、咖啡")
    again = datetime.date(2026, 7, 1)
    sweep.run(again)
    desk.alert.refresh_from_db()
    assert (desk.alert.state, desk.alert.opened_on, desk.alert.open_since) == ("new", DAY, again)
    assert desk.alert.judge_due_on == datetime.date(2026, 7, 8)
    assert desk.alert.dismissal_kind is None


def test_whoever_sees_the_alert_talks_about_it_and_a_reader_does_not(desk):
    desk.do("comment", desk.officer, text="已电话联系，月底前补正")
    desk.do("comment", desk.clerk, text="收到")
    html = desk.page(desk.officer)
    assert html.index("已电话联系，月底前补正") < html.index("收到")
    assert desk.do("comment", desk.clerk, text=" ").status_code == 422
    inspector = desk.cast.client("inspector", desk.cast.bureau)
    assert "<textarea" not in desk.page(inspector)
    assert desk.do("comment", inspector, text="无权").status_code == 403
    stranger = desk.cast.client("department_officer", desk.cast.industry)
    assert desk.do("comment", stranger, text="无关").status_code == 404
    assert AlertComment.objects.count() == 2


def test_alerts_and_what_was_said_about_them_are_never_deleted(desk):
    desk.do("comment", text="收到")
    for statement in (
        "DELETE FROM supervision_riskalert",
        "DELETE FROM supervision_alertcomment",
        "UPDATE supervision_alertcomment SET text = '改写'",
        "TRUNCATE supervision_alertescalation",
    ):
        kept = pytest.raises(Exception, match="keeps what was written|permission denied")
        with kept, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert RiskAlert.objects.count() == 2


def test_each_step_leaves_one_line_with_its_office(desk):
    desk.assigned()
    desk.do("hand_back", desk.officer, comment="请另行安排")
    steps = TransitionLog.objects.of(desk.alert).order_by("pk")
    assert [(one.name, one.department) for one in steps] == [
        ("judge", desk.cast.bureau), ("assign", desk.cast.bureau), ("hand_back", desk.cast.commerce),
    ]  # fmt: skip


def test_many_are_assigned_to_a_colleague_at_once(desk):
    from tests.supervision.risk_alerts.test_bulk_alerts import ask, work

    desk.do("judge", comment="属实")
    colleague = desk.cast.seat("registry_clerk", desk.cast.bureau).user
    ask(desk.clerk, "assign", person=colleague.pk, due_on=DUE)
    work()
    desk.alert.refresh_from_db()
    assert (desk.alert.assignee, desk.alert.assigned_office) == (colleague, desk.cast.bureau)
    assert RiskAlert.objects.filter(state="assigned").count() == 1  # the other is the district's, and not judged
