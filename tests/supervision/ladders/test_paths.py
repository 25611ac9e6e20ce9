"""No dead end: from everything that can happen to an organization a way leads back to good standing."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.worklist.models import WorkItem
from registry.organizations import actions as organizations
from supervision.credit_listings import actions as listings
from supervision.credit_removals import actions as removals
from supervision.credit_removals.models import RemovalRequest
from supervision.ladders import nights
from supervision.ladders.paths import Situation, is_good, moves, reachable, shortest
from supervision.ladders.situations import situation_of, without_way
from tests.registry.annual_reports.conftest import SYSTEM
from tests.supervision.credit_listings.test_rules import entry
from tests.supervision.credit_removals.test_removals import DIRECT

D = datetime.date
EVERYTHING = reachable(Situation())


def test_everything_that_can_happen_has_a_way_out():
    assert len(EVERYTHING) > 1000
    assert [at for at in EVERYTHING if shortest(at) is None] == []


def test_a_path_ends_in_good_standing_and_each_step_is_a_move_of_the_one_before():
    for at in EVERYTHING:
        for move in shortest(at):
            assert move.to in [one.to for one in moves(at)]
            at = move.to
        assert is_good(at)


def test_no_way_is_found_where_a_step_is_taken_away(monkeypatch):
    """The check would say so: without removals nobody leaves a list."""
    monkeypatch.setattr("supervision.ladders.paths.may_apply", lambda at: False)
    assert shortest(Situation(abnormal="mended")) is None


def walk(world, day: str):
    """Follow the printed path with the real verbs until nothing stands against the organization."""
    taken = []
    for _ in range(12):
        at = situation_of(world.again(world.late), D.fromisoformat(day))
        path = shortest(at)
        assert path is not None, at
        if not path:
            return taken
        taken.append(path[0].title)
        STEPS[path[0].title](world)
    raise AssertionError(taken)


def _apply(world):
    removals.apply(world.again(world.late).credit_entries.listed().get(), actor=world.clerk, text="已改正。")


STEPS = {
    "履行未完成的义务（报送年度工作报告、完成整改）": lambda world: world.season.submitted(
        world.late, direct_reason=DIRECT
    ),
    "申请移出": _apply,
    "核实移出申请": lambda world: removals.verify(
        RemovalRequest.objects.get(), actor=world.colleague, comment="属实。"
    ),
    "决定移出": lambda world: removals.remove(RemovalRequest.objects.get(), actor=world.chief),
}


def test_the_printed_path_is_walked_with_the_real_verbs(world, set_clock):
    world.listed(day="2026-07-20", set_clock=set_clock)
    set_clock("2026-07-21")
    taken = walk(world, "2026-07-21")
    assert taken == list(STEPS)
    assert world.again(world.late).standing == "clear"


def test_the_path_of_a_running_case_is_the_cure(world):
    world.served(world.case())
    path = shortest(situation_of(world.again(world.late), D(2026, 6, 3)))
    assert [move.title for move in path] == ["履行未完成的义务（报送年度工作报告、完成整改）"]
    world.season.submitted(world.late, direct_reason=DIRECT)
    assert is_good(situation_of(world.again(world.late), D(2026, 6, 3)))


@pytest.mark.parametrize("code", ["ABN-1", "ABN-5", "ABN-6", "SER-4", "SER-7"])
def test_every_ground_leads_out(world, code):
    entry(world, code, D(2026, 6, 3))
    assert shortest(situation_of(world.again(world.late), D(2026, 6, 3)))
    assert without_way(D(2026, 6, 3)) == []


def test_a_listing_without_an_entry_is_an_item_of_the_office_until_it_is_taken_over(world):
    organizations.change_standing(
        world.again(world.late), actor=SYSTEM, standing="abnormal", ground="未按期完成整改", valid_from=D(2025, 5, 1),
        document="1号",
    )  # fmt: skip
    night = nights.run()
    assert (night.unrecorded, night.without_way) == ((world.late.pk,), ())
    assert WorkItem.objects.open().filter(kind="ladders.unrecorded").count() == 1
    listings.take_over(
        world.again(world.late), actor=world.clerk, ground=world.ground("ABN-3"), listed_on=D(2025, 5, 1),
        effective_on=D(2025, 5, 1), document="1号",
    )  # fmt: skip
    assert nights.run().unrecorded == ()
    assert not WorkItem.objects.open().filter(kind="ladders.unrecorded").exists()


def test_the_command_prints_the_way_of_every_organization_concerned(world):
    entry(world, "ABN-1", D(2026, 6, 3))
    out = StringIO()
    call_command("check_ways_out", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert said["without_way"] == []
    assert said["rows"][0]["steps"][0].startswith("本组织：履行未完成的义务")


def test_the_page_prints_the_way_to_the_organization_and_to_the_office(world, set_clock):
    world.listed(day="2026-07-20", set_clock=set_clock)
    words = "报送2025年度工作报告"
    assert words in world.season.filer(world.late).get(reverse("org:ladders:list")).content.decode()
    clerk = world.client("registry_clerk", world.bureau)
    assert words in clerk.get(reverse("staff:ladders:of_organization", args=[world.late.pk])).content.decode()
