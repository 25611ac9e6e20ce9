"""The planner against brute force and against its promises, without a database."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from party_building.instructor_plans import synthetic
from party_building.instructor_plans.problem import Body, Problem, Weights, Worker
from party_building.instructor_plans.solving import solve

PLACES = st.sampled_from([(None, None), (1, None), (1, 11), (1, 12), (2, None), (2, 21)])
TRADES = st.sampled_from(["", "教育", "养老"])
SMALL = settings(max_examples=60, deadline=None)


@st.composite
def problems(draw, bodies=5, workers=3):
    asked = [Body(number + 1, *draw(PLACES), draw(TRADES)) for number in range(draw(st.integers(1, bodies)))]
    pool = [
        Worker(
            number + 1, *draw(PLACES), frozenset(draw(st.sets(st.sampled_from(["教育", "养老"])))),
            draw(st.integers(0, 4)), draw(st.none() | st.integers(0, 4)),
        )
        for number in range(draw(st.integers(0, workers)))
    ]  # fmt: skip
    near = draw(st.integers(0, 5))
    weights = Weights(near, near + draw(st.integers(0, 9)), draw(st.integers(0, 4)), draw(st.integers(0, 3)))
    return Problem(tuple(asked), tuple(pool), weights, draw(st.booleans()))


def price(problem: Problem, choice) -> int | None:
    """Written anew, not the planner's own: None where a limit is broken or somebody leaves her district."""
    weights, total = problem.weights, 0
    for body, worker in zip(problem.bodies, choice, strict=True):
        if worker is None:
            total += problem.left_out_price
            continue
        if body.street and body.street == worker.street:
            far = 0
        elif body.district and body.district == worker.district:
            far = weights.same_district
        elif problem.within_district:
            return None
        else:
            far = weights.other_district
        total += far + (weights.other_trade if body.trade and body.trade not in worker.trades else 0)
    for worker in problem.workers:
        more = sum(one is worker for one in choice)
        if more and worker.cap is not None and worker.load + more > worker.cap:
            return None
        total += sum(weights.load * (worker.load + number) for number in range(more))
    return total


@SMALL
@given(problems())
def test_no_assignment_is_cheaper_than_the_planners(problem):
    choices = itertools.product([None, *problem.workers], repeat=len(problem.bodies))
    best = min(found for choice in choices if (found := price(problem, choice)) is not None)
    solution = solve(problem)
    assert solution.is_optimal
    assert solution.objective == best
    assert solution.bound == best
    workers = {one.pk: one for one in problem.workers}
    mine = [workers.get(solution.assigned.get(body.pk, 0)) for body in problem.bodies]
    assert price(problem, mine) == best


@SMALL
@given(problems(bodies=14, workers=5))
def test_limits_hold_and_everybody_gets_one_as_far_as_there_is_room(problem):
    solution = solve(problem)
    loads = {one.pk: one.load for one in problem.workers}
    for pk in solution.assigned.values():
        loads[pk] += 1
    assert all(one.cap is None or loads[one.pk] <= max(one.cap, one.load) for one in problem.workers)
    assert {*solution.assigned, *solution.left_out} == {body.pk for body in problem.bodies}
    if not problem.within_district:
        assert len(solution.assigned) == min(len(problem.bodies), problem.room)


def test_a_city_of_some_hundreds_is_solved_with_proof():
    solution = solve(synthetic.problem(400, Weights()))
    assert solution.is_optimal
    assert solution.gap == 0
    assert solution.columns < 20_000


def test_the_load_is_spread_before_the_trade_is_forced():
    pool = (Worker(1, 1, 11, frozenset({"教育"}), 0, 9), Worker(2, 1, 11, frozenset(), 0, 9))
    bodies = tuple(Body(number, 1, 11, "教育") for number in range(1, 7))
    taken = list(solve(Problem(bodies, pool, Weights(4, 12, 1, 1))).assigned.values())
    assert (taken.count(1), taken.count(2)) == (3, 3) or (taken.count(1), taken.count(2)) == (4, 2)
