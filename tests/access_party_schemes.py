"""Star rounds for the walks: run by the place's office, for a unit that the place's organization hosts."""

import datetime
from decimal import Decimal

from core import clock
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.star_ratings.models import (
    StarCriterion,
    StarEntry,
    StarObjection,
    StarRating,
    StarRound,
    StarScore,
)
from tests.access_world import Case, Place


def _key(place: Place) -> tuple:
    return place.organization.pk, place.department.pk


def a_unit(superior, organization, name: str) -> PartyUnit:
    return PartyUnit.objects.create(
        name=name, level=UnitLevel.BRANCH, form=UnitForm.STANDALONE, superior=superior, organization=organization,
        established_on=clock.today() - datetime.timedelta(days=400),
    )  # fmt: skip


def unit(place: Place) -> PartyUnit:
    key = _key(place)
    return place.world.once(
        "schemes unit", key, lambda: a_unit(place.department, place.organization, f"走查示范支部{key[0]}-{key[1]}")
    )


def a_round(department, title: str, state: str = "open") -> StarRound:
    today = clock.today()
    made = StarRound.objects.create(
        department=department, title=title, year=today.year, document="走查批文", state=state,
        assess_until=today + datetime.timedelta(days=30), opened_on=today,
        objections_from=today if state == "objection" else None,
        objections_until=today + datetime.timedelta(days=7) if state == "objection" else None,
    )  # fmt: skip
    StarCriterion.objects.create(round=made, name="作用发挥", maximum=Decimal(100), counts="看成效")
    return made


def _round(place: Place, state: str) -> StarRound:
    key = (*_key(place), state)
    return place.world.once("star round", key, lambda: a_round(place.department, f"走查{state}{key}", state))


def _entry(place: Place, state: str, round_state: str = "open") -> StarEntry:
    def make():
        round_ = _round(place, round_state)
        is_rated = state in ("proposed", "confirmed")
        name = f"走查{state}支部{place.organization.pk}-{place.department.pk}"
        made = StarEntry.objects.create(
            round=round_, unit=a_unit(place.department, place.organization, name), origin="own", state=state,
            points=Decimal(90) if is_rated else None, stars=4 if is_rated else None,
        )  # fmt: skip
        StarScore.objects.create(entry=made, criterion=round_.criteria.get(), points=90 if is_rated else None)
        return made

    return place.world.once("star entry", (*_key(place), state, round_state), make)


def _objection(place: Place) -> dict:
    def make():
        entry = _entry(place, "confirmed", "objection")
        return StarObjection.objects.create(entry=entry, raised_for=unit(place), reason="走查")

    return {"pk": place.world.once("star objection", _key(place), make).pk}


def _rating(place: Place) -> dict:
    def make():
        return StarRating.objects.create(
            unit=unit(place), round=_round(place, "open"), stars=5, points=Decimal(96), valid_from=clock.today()
        )

    return {"pk": place.world.once("star rating", _key(place), make).pk}


def round_case(state: str) -> Case:
    """With a unit of the organization under the organ: so its secretary sees the round too."""

    def of(place: Place) -> dict:
        unit(place)
        return {"pk": _round(place, state).pk}

    return Case(of)


def entry_case(state: str) -> Case:
    return Case(lambda place: {"pk": _entry(place, state).pk})


def _criterion(place: Place) -> dict:
    return {"pk": _round(place, "draft").criteria.get().pk}


SCHEME_CASES: dict[str, Case] = {
    **{f"staff:star_ratings:{name}": round_case("draft") for name in ("edit", "add_criterion", "open")},
    **{f"staff:star_ratings:{name}": round_case("open") for name in ("detail", "nominate", "announce", "stop")},
    "staff:star_ratings:results": round_case("objection"),
    "staff:star_ratings:remove_criterion": Case(_criterion),
    **{f"staff:star_ratings:{name}": entry_case("submitted") for name in ("entry", "assess", "send_back", "exclude")},
    **{f"staff:star_ratings:{name}": entry_case("proposed") for name in ("confirm", "rethink")},
    **{f"staff:star_ratings:{name}": Case(_objection) for name in ("uphold", "dismiss")},
    **{f"staff:star_ratings:{name}": Case(_rating) for name in ("rating", "withdraw")},
    "org:star_ratings:detail": round_case("open"),
    "org:star_ratings:join": Case(lambda place: {"pk": _round(place, "open").pk, "unit_id": unit(place).pk}),
    "org:star_ratings:object": round_case("objection"),
    **{f"org:star_ratings:{name}": entry_case("assessing") for name in ("entry", "edit", "submit", "leave")},
}
