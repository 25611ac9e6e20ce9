"""Each name, kind and year has a series of its own, without gaps, whoever signs at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from core.refusal import Refusal
from core.workflow.errors import SamePerson
from supervision.letters import actions
from supervision.letters.models import Letter
from tests.supervision.letters.conftest import PLATE, LetterWorld


@pytest.mark.django_db
def test_numbers_run_by_name_kind_and_year(world, set_clock):
    own = [world.signed().number for _ in range(2)]
    other_kind = world.signed("rectification_order").number
    plate = world.signed("urging").number
    again = world.signed("urging", issuer_name=world.bureau.name, department=world.wanglan_bureau).number
    assert [number[-10:] for number in own] == ["列告〔2026〕1号", "列告〔2026〕2号"]
    assert other_kind == "霁川市民政局责改〔2026〕1号"
    assert (plate, again) == (f"{PLATE}督办〔2026〕1号", "霁川市民政局督办〔2026〕1号")
    set_clock("2027-01-04")
    assert world.signed().number == "霁川市民政局列告〔2027〕1号"


@pytest.mark.django_db
def test_a_refused_signature_gives_its_number_back(world):
    writer = world.actor("registry_chief", world.bureau)
    made = world.draft(actor=writer)
    actions.submit(made, actor=writer)
    actions.check(made, actor=world.chief)
    with pytest.raises(SamePerson), transaction.atomic():
        actions.sign(made, actor=writer)
    assert world.signed().number.endswith("1号")


@pytest.mark.django_db
def test_a_number_of_the_office_system_is_kept_once_and_passed_over(world):
    given = world.signed(number="霁川市民政局列告〔2026〕1号")
    assert world.signed().number == "霁川市民政局列告〔2026〕2号"
    with pytest.raises(Refusal, match="同一文号"):
        world.signed(number=given.number)
    assert world.signed(number="霁民函〔2026〕31号").number == "霁民函〔2026〕31号"


@pytest.mark.committed
def test_eight_who_sign_at_once_leave_no_gap_and_no_double(set_clock):
    world = LetterWorld()
    chiefs = [world.actor("registry_chief", world.bureau) for _ in range(8)]
    letters = []
    for number in range(16):
        made = world.draft()
        actions.submit(made, actor=world.clerk)
        actions.check(made, actor=world.chief)
        letters.append((made.pk, chiefs[number % 8]))

    def sign(task):
        key, chief = task
        try:
            actions.sign(Letter.objects.select_related("kind", "department", "organization").get(pk=key), actor=chief)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(sign, letters))
    numbers = sorted(
        int(number.rpartition("〕")[2].removesuffix("号"))
        for number in Letter.objects.filter(pk__in=[key for key, _ in letters]).values_list("number", flat=True)
    )
    assert numbers == list(range(1, 17))
