"""What a branch owes in a year: boundaries of founding and dissolving, committees, groups, and what was held."""

import datetime
import random

from django.urls import reverse

from party_building.activities import actions, periods, queries, statistics
from party_building.activities.models import Activity, ActivityFrequency, JointUnit, UnitGroups
from party_building.activities.states import AppliesIf, Due, Per
from party_building.party_units import actions as units
from party_building.party_units.states import CommitteePostKind, UnitForm
from tests.support.bureau import SETUP

D = datetime.date
TODAY = D(2026, 6, 3)
LIST = reverse("staff:activities:list")


def hold(kind, unit, code, day, topic="某主题") -> Activity:
    return actions.record(unit, actor=SETUP, kind=kind(code), held_on=day, topic=topic)


def dues(unit, code, year=2026, today=TODAY) -> dict[str, str]:
    lines = {one.kind.code: one for one in queries.calendar_of(unit, year, today).lines}
    return {cell.period.key: cell.due for cell in lines[code].cells} if code in lines else {}


def test_a_year_shows_what_is_done_what_is_missing_and_what_is_still_to_come(line, kind):
    hold(kind, line.branch, "theme_day", D(2026, 1, 5))
    hold(kind, line.branch, "theme_day", D(2026, 1, 31), "第二次")
    found = dues(line.branch, "theme_day")
    assert found["2026-01"] == Due.DONE
    assert [found[f"2026-{month:02d}"] for month in range(2, 6)] == [Due.LATE] * 4
    assert found["2026-06"] == Due.OPEN
    assert found["2026-07"] == Due.AHEAD
    meeting = dues(line.branch, "general_meeting")
    assert list(meeting.values()) == [Due.LATE, Due.OPEN, Due.AHEAD, Due.AHEAD]
    assert dues(line.branch, "life_meeting") == {"2026": Due.AHEAD}
    assert dues(line.branch, "life_meeting", today=D(2026, 10, 1)) == {"2026": Due.OPEN}
    assert dues(line.branch, "life_meeting", 2025) == {"2025": Due.LATE}


def test_a_month_in_which_a_branch_was_founded_or_dissolved_is_not_asked_for(line):
    line.branch.refresh_from_db()
    first = line.unit("五月一日成立的支部", established_on=D(2026, 5, 1))
    second = line.unit("五月二日成立的支部", established_on=D(2026, 5, 2))
    assert dues(first, "theme_day")["2026-05"] == Due.LATE
    assert dues(second, "theme_day")["2026-05"] == Due.EXEMPT
    assert dues(second, "theme_day")["2026-06"] == Due.OPEN
    for gone_on, due in ((D(2026, 5, 31), Due.EXEMPT), (D(2026, 6, 1), Due.LATE)):
        unit = line.unit(f"{gone_on}撤销的支部")
        units.dissolve(unit, actor=SETUP, dissolved_on=gone_on)
        unit.refresh_from_db()
        assert dues(unit, "theme_day")["2026-05"] == due


def test_committee_meetings_are_asked_of_branches_with_a_committee_only(line, officials):
    assert dues(line.branch, "committee_meeting") == {}
    officials(line.branch, CommitteePostKind.SECRETARY, D(2026, 1, 1))
    assert dues(line.branch, "committee_meeting") == {}
    officials(line.branch, CommitteePostKind.DISCIPLINE, D(2026, 3, 15))
    found = dues(line.branch, "committee_meeting")
    assert found["2026-02"] == Due.EXEMPT
    assert found["2026-03"] == Due.LATE


def test_group_meetings_are_asked_of_branches_with_groups_only(line):
    assert dues(line.branch, "group_meeting") == {}
    actions.divide(line.branch, actor=line.secretary(line.tea), number=2, since=D(2026, 4, 1))
    assert dues(line.branch, "group_meeting")["2026-03"] == Due.EXEMPT
    assert dues(line.branch, "group_meeting")["2026-04"] == Due.LATE
    actions.divide(line.branch, actor=line.secretary(line.tea), number=0, since=D(2026, 6, 1))
    assert dues(line.branch, "group_meeting")["2026-06"] == Due.EXEMPT


def test_two_lessons_a_year_are_two(line, kind):
    hold(kind, line.branch, "party_lesson", D(2026, 2, 2))
    assert dues(line.branch, "party_lesson") == {"2026": Due.OPEN}
    hold(kind, line.branch, "party_lesson", D(2026, 3, 3))
    assert dues(line.branch, "party_lesson") == {"2026": Due.DONE}


def test_a_functional_branch_and_a_general_branch_are_asked_nothing(line):
    functional = line.unit("功能型党支部", form=UnitForm.FUNCTIONAL, organization=line.tea)
    general = line.unit("某学校党总支", level="general_branch")
    assert queries.calendar_of(functional, 2026, TODAY).lines == []
    assert queries.calendar_of(general, 2026, TODAY).lines == []


def test_a_frequency_that_ended_is_asked_for_no_more(line):
    ActivityFrequency.objects.filter(kind__code="theme_day").update(valid_to=D(2026, 5, 31))
    assert dues(line.branch, "theme_day") == {}
    assert not queries.lacking("theme_day", periods.period_of(Per.MONTH, TODAY), TODAY).exists()
    assert queries.lacking("theme_day", periods.period_of(Per.MONTH, D(2026, 5, 31)), TODAY).exists()


def test_what_was_recorded_later_was_not_known_before(line, kind, set_clock):
    activity = hold(kind, line.branch, "theme_day", D(2026, 6, 2))
    month = periods.period_of(Per.MONTH, TODAY)
    assert line.branch in queries.lacking("theme_day", month, D(2026, 6, 2))
    assert line.branch not in queries.lacking("theme_day", month, D(2026, 6, 3))
    set_clock("2026-06-05")
    actions.withdraw(activity, actor=SETUP, reason="误记")
    assert line.branch not in queries.lacking("theme_day", month, D(2026, 6, 4))
    assert line.branch in queries.lacking("theme_day", month, D(2026, 6, 5))


def random_branch(line, officials, dice, number):
    unit = line.unit(f"第{number}党支部", established_on=D(2025, 1, 1) + datetime.timedelta(dice.randrange(520)))
    if dice.random() < 0.4:
        officials(unit, CommitteePostKind.MEMBER, unit.established_on)
    if dice.random() < 0.4:
        UnitGroups.objects.create(unit=unit, number=2, valid_from=D(2026, dice.randrange(1, 6), 10))
    if dice.random() < 0.3:
        gone = max(unit.established_on, D(2026, 1, 15) + datetime.timedelta(dice.randrange(120)))
        units.dissolve(unit, actor=SETUP, dissolved_on=gone)
        unit.refresh_from_db()
    return unit


def test_the_calendar_of_one_branch_and_the_query_over_all_agree(line, kind, officials):
    """On branches with random lives: whatever the calendar calls late or open is what `lacking` finds, and reverse."""
    dice = random.Random("calendars")
    made = [line.branch, line.joint, *(random_branch(line, officials, dice, number) for number in range(12))]
    codes = ("theme_day", "general_meeting", "committee_meeting", "group_meeting", "life_meeting")
    for number in range(60):
        unit, code = dice.choice(made), dice.choice(codes)
        day = D(2025, 7, 1) + datetime.timedelta(dice.randrange(330))
        one = Activity.objects.create(unit=unit, kind=kind(code), held_on=day, topic=f"主题{number}")
        if dice.random() < 0.3 and (partner := dice.choice(made)) != unit:
            JointUnit.objects.create(activity=one, unit=partner)
    cells = [
        (unit, row.kind.code, cell)
        for unit in made
        for year in (2025, 2026)
        for row in queries.calendar_of(unit, year, TODAY).lines
        for cell in row.cells
        if row.kind.code in codes and cell.due != Due.AHEAD
    ]
    assert len(cells) > 200
    for unit, code, cell in cells:
        found = queries.lacking(code, cell.period, TODAY).filter(pk=unit.pk).exists()
        assert found == cell.is_gap, (unit.name, code, cell)


def test_the_month_of_the_line_counts_branches_and_each_number_opens_its_rows(line, kind):
    hold(kind, line.branch, "theme_day", D(2026, 6, 1))
    hold(kind, line.far, "theme_day", D(2026, 6, 1))
    state = statistics.theme_day_month(line.officer.scope, TODAY)
    assert (state.owing, state.held, state.rest) == (2, 1, 1)
    client = line.officer_client()
    page = client.get(LIST).content.decode()
    assert "应开展 2 个党支部，已有记录 1 个" in page
    listed = client.get(reverse("staff:activities:branches"), {"lacks": "theme_day"}).content.decode()
    assert "听澜街道第一联合党支部" in listed
    assert "霁川市茶业协会党支部" not in listed
    flows = {
        one.code: count for one, count in statistics.held_by_kind(line.officer.scope, D(2026, 6, 1), TODAY, TODAY)
    }
    assert flows["theme_day"] == 1
    hold(kind, line.branch, "party_lesson", D(2026, 4, 9))
    april = client.get(LIST, {"held_after": "2026-04-01", "held_before": "2026-04-30"}).content.decode()
    assert "2026-04-01 至 2026-04-30" in april
    url = f"{LIST}?kind={kind('party_lesson').pk}&held_after=2026-04-01&held_before=2026-04-30&view=all"
    assert f'<a href="{url}">1</a>' in april.replace("&amp;", "&")
    assert "共 1 次" in client.get(url).content.decode() or "筛选后 1 次" in client.get(url).content.decode()


def test_every_usual_frequency_says_its_source_and_that_it_was_not_compared(db):
    rows = list(ActivityFrequency.objects.select_related("kind"))
    assert len(rows) == 8
    assert all(row.source and not row.is_verified for row in rows)
    assert {row.kind.code for row in rows if row.applies_if != AppliesIf.ALWAYS} == {
        "committee_meeting", "group_meeting",
    }  # fmt: skip


def test_the_secretarys_home_page_says_what_is_due_and_nobody_elses_does(line, kind):
    hold(kind, line.branch, "theme_day", D(2026, 6, 2))
    home = line.org_client(line.tea).get(reverse("public:home")).content.decode()
    assert "06月30日前" in home
    assert "kind=general_meeting" in home.replace("&amp;", "&")
    assert "kind=theme_day" not in home
    for client in (line.org_client(line.tea, "organization_filer"), line.officer_client()):
        assert "kind=general_meeting" not in client.get(reverse("public:home")).content.decode()
