"""What the demo city shows of stars, model sites and funds on its day."""

import datetime
from decimal import Decimal

import pytest

from config.demo.party_schemes import RENHE
from core.access.scope import EVERYTHING
from party_building.funds import queries
from party_building.funds.models import Grant
from party_building.model_sites.statistics import Groomed, Named
from party_building.star_ratings.models import StarEntry, StarRound
from party_building.star_ratings.statistics import FiveStars

pytestmark = pytest.mark.city
DAY = datetime.date(2026, 6, 3)


def test_a_round_is_done_with_three_five_star_units_and_one_runs():
    done = StarRound.objects.get(year=2025)
    assert (done.state, done.entries.count()) == ("published", 22)
    assert FiveStars().numerator(EVERYTHING, DAY).count() == 3
    assert FiveStars().numerator(EVERYTHING, DAY).filter(unit__organization__name=RENHE).exists()
    running = StarEntry.objects.filter(round__year=2026).values_list("state", flat=True)
    assert {"assessing", "submitted", "proposed"} == set(running)


def test_four_sites_were_taken_in_and_two_of_them_named():
    assert Groomed().numerator(EVERYTHING, DAY).count() == 4
    assert Named().numerator(EVERYTHING, DAY).count() == 2
    assert Named().numerator(EVERYTHING, datetime.date(2026, 4, 19)).count() == 0


def test_each_sum_was_paid_once_and_one_site_waits():
    paid = Grant.objects.paid().filter(unit__organization__name=RENHE, rule__isnull=False)
    assert sorted(paid.values_list("grant_yuan", flat=True)) == [Decimal(20000), Decimal(50000)]
    waiting = [one for one in queries.due(EVERYTHING, DAY) if one.rule.code == "model_site"]
    assert len(waiting) == 1
    assert queries.of_year(EVERYTHING, 2026).budget == Decimal(1440000)
