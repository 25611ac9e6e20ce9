"""What is not closed follows its offices when they are merged; what was signed keeps its words."""

import pytest

from core.access.actor import Actor
from core.clock import today
from core.reorganizations.movers import Change
from supervision.letters import actions
from supervision.letters.actions import templates
from supervision.letters.models import LetterKind, LetterTemplate
from supervision.letters.moving import Letters, Templates

pytestmark = pytest.mark.django_db


def merged(old, new) -> Change:
    return Change({old.pk: new.pk}, today(), "合并文件", Actor.system("test"))


def test_an_open_letter_follows_its_addressee_and_a_closed_one_stays(world):
    open_one, closed = world.served("urging"), world.served("circular")
    actions.close(closed, actor=world.clerk, outcome="noted", comment="已知悉")
    assert Letters().count_departments([world.commerce.pk], today()) == 1
    assert Letters().move_departments(merged(world.commerce, world.industry)) == 1
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.addressee, open_one.recipient_name) == (world.industry, "霁川市商务局")
    assert closed.addressee == world.commerce
    assert Letters().move_departments(merged(world.commerce, world.industry)) == 0


def test_a_letter_between_two_offices_that_become_one_stays(world):
    found = world.served("urging", department=world.wanglan_bureau)
    Letters().move_departments(merged(world.bureau, world.wanglan_bureau))
    found.refresh_from_db()
    assert found.department == world.bureau


def test_nobody_is_asked_twice_to_countersign(world):
    made = world.draft(countersigners=[world.commerce, world.industry])
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    Letters().move_departments(merged(world.commerce, world.industry))
    assert {one.department for one in made.countersigns.all()} == {world.commerce, world.industry}
    lone = world.draft(countersigners=[world.commerce])
    actions.submit(lone, actor=world.clerk)
    actions.check(lone, actor=world.chief)
    Letters().move_departments(merged(world.commerce, world.industry))
    assert lone.countersigns.get().department == world.industry


def test_a_text_of_its_own_goes_to_the_successor_that_has_none(world):
    kind = LetterKind.objects.get(code="reminder")
    made = templates.start(kind, actor=world.clerk, department=world.bureau)
    assert Templates().move_departments(merged(world.bureau, world.wanglan_bureau)) == 1
    assert LetterTemplate.objects.get(pk=made.pk).department == world.wanglan_bureau
