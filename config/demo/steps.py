"""Chapters whose acts are few enough to be written down, each with its day and hour."""

from collections.abc import Callable, Sequence
from datetime import date

from config.demo.moment import at
from config.demo.world import Window, World

Step = tuple[date, int, Callable[[World], None]]  # day, hour, act


def take(steps: Sequence[Step], world: World, window: Window) -> int:
    """Does what falls into the window, in the order given; returns how many acts that were."""
    found = [step for step in steps if window.holds(step[0])]
    for day, hour, act in found:
        with at(day, hour):
            act(world)
    return len(found)
