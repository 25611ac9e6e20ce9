"""Charts drawn on the server: plain SVG without styles or scripts, always with the table behind them.

Only shapes are SVG; words are HTML, so that they grow with the page's print and wrap on a phone.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

Value = int | float | Decimal


@dataclass(frozen=True)
class Point:
    label: str
    value: Value
    text: str = ""  # how the value reads; default: with thousands separators
    url: str = ""

    @property
    def reads(self) -> str:
        return self.text or f"{self.value:,}"


@dataclass(frozen=True)
class Dot:
    """A point of a line chart in a field of 100 × 100, from the upper left."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars from zero, in the order given."""

    title: str
    points: tuple[Point, ...]
    unit: str = ""
    heading: str = "名称"  # of the first column of the table

    kind = "bar"

    @property
    def bars(self) -> list[tuple[Point, float]]:
        """(point, length from 0 to 100)."""
        top = max((float(point.value) for point in self.points), default=0) or 1
        return [(point, round(max(float(point.value), 0) / top * 100, 1)) for point in self.points]


@dataclass(frozen=True)
class LineChart:
    """One line over time, on an axis that begins at zero unless `floor_at` says otherwise (rates near 100%)."""

    title: str
    points: tuple[Point, ...]
    unit: str = ""
    heading: str = "时间"
    floor_at: Value = 0

    kind = "line"

    @property
    def top(self) -> float:
        return _round_up(max((float(point.value) for point in self.points), default=1))

    @property
    def ticks(self) -> list[str]:
        """The words of the axis, from the top down."""
        low = float(self.floor_at)
        return [f"{value:,.4g}" for value in (self.top, (self.top + low) / 2, low)]

    @property
    def dots(self) -> list[Dot]:
        step = 100 / max(len(self.points), 1)  # each point stands in the middle of its own column, as its label does
        return [
            Dot(point, round((number + 0.5) * step, 2), self._height(point.value))
            for number, point in enumerate(self.points)
        ]

    def _height(self, value: Value) -> float:
        low = float(self.floor_at)
        return round(100 - (float(value) - low) / ((self.top - low) or 1) * 100, 2)

    @property
    def path(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5, 10 × a power of ten: 284 → 500, 98.6 → 100."""
    if value <= 0:
        return 1
    power = 10 ** floor(log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value)
