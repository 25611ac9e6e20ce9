"""An invented city of a given size, to measure the planner on: skewed as real ones are, the same one every time."""

import random

from party_building.instructor_plans.problem import Body, Problem, Weights, Worker

DISTRICTS, STREETS = 10, 14  # streets of each district
TRADES = (
    "教育", "养老服务", "社会工作", "文化艺术", "体育", "工商服务", "农业农村", "卫生健康", "科技服务", "生态环境",
    "法律服务", "慈善",
)  # fmt: skip
BODIES_OF_ONE = 5
SHARE_SERVED = 0.95  # the pool has room for so many of the bodies
UNKNOWN_PLACE = 0.03


def problem(bodies: int, weights: Weights, *, within_district: bool = False) -> Problem:
    """`bodies` uncovered organizations and a pool that is a little too small; districts differ in size."""
    dice = random.Random(f"instructor plan:{bodies}")  # noqa: S311
    size = [dice.uniform(0.4, 2.2) for _ in range(DISTRICTS)]

    def place() -> tuple[int | None, int | None]:
        district = dice.choices(range(DISTRICTS), size)[0]
        draw = dice.random()
        if draw < UNKNOWN_PLACE:
            return None, None
        street = None if draw < 2 * UNKNOWN_PLACE else district * STREETS + int(STREETS * dice.random() ** 1.6)
        return district, street

    asked = []
    for number in range(bodies):
        district, street = place()
        asked.append(Body(number + 1, district, street, dice.choice(TRADES) if dice.random() > 0.1 else ""))
    workers, room = [], 0
    while room < SHARE_SERVED * bodies:
        district, street = place()
        load = dice.choice((0, 0, 1, 2, 3, 5, 7))
        trades = frozenset(dice.sample(TRADES, dice.choice((1, 1, 2, 3))))
        worker = Worker(len(workers) + 1, district, street, trades, load, BODIES_OF_ONE)
        workers.append(worker)
        room += worker.room(bodies)
    return Problem(tuple(asked), tuple(workers), weights, within_district)
