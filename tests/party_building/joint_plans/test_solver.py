"""The planner of joint branches keeps every limit, and on small cities is as good as trying everything."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from party_building.joint_plans import solver
from party_building.joint_plans.solver import Candidate, Limits, Place

LIMITS = Limits()
places = st.builds(Place, district=st.just(0), street=st.integers(0, 1), trade=st.sampled_from(["", "甲", "乙"]))


def cities(most: int):
    units = st.tuples(places, st.integers(1, 2))
    return st.lists(units, max_size=most).map(
        lambda found: [Candidate(key, place, members) for key, (place, members) in enumerate(found)]
    )


def is_lawful(group: list[Candidate]) -> bool:
    near = len({one.place.street for one in group}) == 1
    alike = len({one.place.trade for one in group}) == 1 and group[0].place.trade != ""
    enough = sum(one.members for one in group) >= LIMITS.members
    return 2 <= len(group) <= LIMITS.units and enough and (near or alike)


@settings(max_examples=60, deadline=None)
@given(cities(24))
def test_every_branch_is_lawful_and_nobody_is_in_two(city):
    found = solver.solve(city, LIMITS)
    by_key = {one.key: one for one in city}
    placed = [key for group in found.groups for key in group.keys]
    assert len(placed) == len(set(placed))
    assert sorted([*placed, *found.left]) == sorted(by_key)
    assert all(is_lawful([by_key[key] for key in group.keys]) for group in found.groups)
    assert found.objective <= found.bound + 1e-6


@settings(max_examples=40, deadline=None)
@given(cities(7))
def test_a_small_city_is_grouped_as_well_as_trying_everything_would(city):
    found = solver.solve(city, LIMITS)
    assert found.is_proven
    assert found.gap == 0
    assert abs(found.objective - _best(city)) < 1e-6


def _best(city: list[Candidate]) -> float:
    """Every way to take a lawful branch that holds the first unit, or to leave that unit out."""

    @cache
    def best(rest: tuple[int, ...]) -> float:
        if not rest:
            return 0.0
        first, others = rest[0], rest[1:]
        value = best(others)
        for mask in range(1 << len(others)):
            keys = [first, *(key for bit, key in enumerate(others) if mask >> bit & 1)]
            group = [city[key] for key in keys]
            if is_lawful(group):
                pattern = tuple((one.place, one.members) for one in group)
                gain = solver.COVERED * len(keys) - solver.cost(pattern)
                value = max(value, gain + best(tuple(key for key in others if key not in keys)))
        return value

    return best(tuple(range(len(city))))


def test_neighbours_of_one_trade_are_put_together_first():
    trades = ["甲", "乙", "甲", "乙", "甲", "乙"]
    city = [Candidate(key, Place(0, 0, trade), 1) for key, trade in enumerate(trades)]
    found = solver.solve(city, LIMITS)
    assert {group.keys for group in found.groups} == {(0, 2, 4), (1, 3, 5)}


def test_who_has_no_neighbour_stays_out_rather_than_making_a_paper_branch():
    city = [Candidate(0, Place(0, 0, "甲"), 2), Candidate(1, Place(0, 1, "乙"), 2), Candidate(2, Place(1, 2, "甲"), 1)]
    found = solver.solve(city, LIMITS)
    assert found.groups == ()
    assert found.left == (0, 1, 2)
