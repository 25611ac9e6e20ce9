"""Published numbers of stars: party units by the rating in force on the day."""

import datetime
from typing import ClassVar

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from party_building.party_units.models import PartyUnit
from party_building.star_ratings.models import StarRating


class _Rated(Indicator):
    topic = "party_work"
    unit = "个"
    population = "统计日存续的社会组织党组织；星级以统计日在有效期内、未撤销的为准"
    source = "评星定级结果"
    stars: ClassVar[int]
    row_columns = (
        Column("unit", "党组织", value="unit.name", kind="title"),
        Column("stars", "星级", value="stars_text"),
        Column("round", "评定轮次", value="round.title"),
        Column("valid_from", "有效期自", kind="date"),
        Column("valid_to", "有效期至", kind="date"),
    )
    row_sorts = (Sort("name", "党组织", ("unit__name", "id")),)
    row_links = ("unit", "round")

    def numerator(self, scope: Scope, as_of: datetime.date):
        standing = PartyUnit.objects.on(as_of).of_organizations().values("pk")
        return StarRating.objects.within(scope).on(as_of).at_least(self.stars).filter(unit__in=standing)


class ThreeStars(_Rated):
    code = "party_units_three_stars"
    title = "三星级以上党组织"
    formula = "统计日星级为三星级以上（含三星级）的党组织数"
    phrase = "三星级以上社会组织党组织{numerator}个"
    stars = 3


class FiveStars(_Rated):
    code = "party_units_five_stars"
    title = "五星级党组织"
    formula = "统计日星级为五星级的党组织数"
    phrase = "五星级社会组织党组织{numerator}个"
    stars = 5
