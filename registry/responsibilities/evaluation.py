"""How good the proposals are, measured on organizations that were held out: k folds, beside two floors.

Every k-th organization is proposed for by a scorer that never saw it. Part of what it did see is wrong (noise) or
missing (unlabelled), as in a real register.
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from registry.responsibilities.proposals import Case, Example, Scorer

FOLDS, SEED = 5, 20260603
NOISE, UNLABELLED = 0.05, 0.10
BANDS = 5  # of confidence, for the comparison of what was promised with what was kept


@dataclass
class Measured:
    """Shares of 1. `precision` counts answers given, `recall` all that were held out; `at_3` looks at three."""

    rows: int = 0
    departments: int = 0
    coverage: float = 0.0
    precision_at_1: float = 0.0
    recall_at_1: float = 0.0
    precision_at_3: float = 0.0
    recall_at_3: float = 0.0
    forced_at_1: float = 0.0  # were there an answer for every row
    calibration_error: float = 0.0
    majority_floor: float = 0.0
    random_floor: float = 0.0

    def as_dict(self) -> dict:
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}


def measure(
    truth: Sequence[Example],
    *,
    least: float,
    trades: dict[int, dict[str, int]] | None = None,
    names: dict[int, list[str]] | None = None,
    noise: float = NOISE,
    unlabelled: float = UNLABELLED,
) -> Measured:
    """The same figures for the same input: the dice are seeded. `least` is the floor of confidence."""
    dice = random.Random(SEED)  # noqa: S311 reproducible, not secret
    order = list(truth)
    dice.shuffle(order)
    departments = sorted({one.department for one in order})
    answers = []
    for fold in range(FOLDS):
        known = [one for number, one in enumerate(order) if number % FOLDS != fold]
        scorer = Scorer(_spoilt(known, departments, dice, noise, unlabelled), trades=trades, names=names)
        for one in order[fold::FOLDS]:
            answers.append((one.department, scorer.rank(one.case)))
    return _figures(answers, departments, least)


def _spoilt(known: list[Example], departments: list[int], dice, noise: float, unlabelled: float) -> list[Example]:
    kept = []
    for one in known:
        fate = dice.random()
        if fate < unlabelled:
            continue
        wrong = fate < unlabelled + noise
        kept.append(Example(one.case, dice.choice(departments)) if wrong else one)
    return kept


def _figures(answers: list, departments: list[int], least: float) -> Measured:
    found = Measured(rows=len(answers), departments=len(departments))
    if not answers:
        return found
    given = right = in_three = given_right_in_three = forced = 0
    bands: dict[int, list[tuple[float, bool]]] = {}
    for wanted, ranked in answers:
        first, three = ranked[0], [one.department for one in ranked[:3]]
        is_right = first.department == wanted
        forced += is_right
        in_three += wanted in three
        bands.setdefault(min(int(first.confidence * BANDS), BANDS - 1), []).append((first.confidence, is_right))
        if first.confidence >= least:
            given += 1
            right += is_right
            given_right_in_three += wanted in three
    total = len(answers)
    found.coverage = given / total
    found.precision_at_1 = right / given if given else 0.0
    found.recall_at_1 = right / total
    found.precision_at_3 = given_right_in_three / given if given else 0.0
    found.recall_at_3 = in_three / total
    found.forced_at_1 = forced / total
    found.calibration_error = sum(
        abs(sum(c for c, _ in band) - sum(r for _, r in band)) / total for band in bands.values()
    )
    found.majority_floor = max(Counter(wanted for wanted, _ in answers).values()) / total
    found.random_floor = 1 / len(departments)
    return found


_PLACE = re.compile(r"^(中共)?(山东|山西)?(省|省级)?([\u4e00-\u9fff]{2}(省|市|县|区))?(人民政府)?(委员会)?")
_RANK = re.compile(r"(委员会|办公室|管理局|厅|局|委|部|办|处|会)$")


def line_of(unit: str) -> str:
    """The line of business of a supervising unit, without place and rank: 山东省教育厅 and 青岛市教育局 → 教育."""
    bare = re.sub(r"[\s（(].*$", "", unit.strip())
    line = _RANK.sub("", _PLACE.sub("", bare))
    return line or bare


def read_register(path: Path) -> tuple[list[Example], dict[int, str]]:
    """Rows of the register of 2013 with a supervising unit that occurs twice or more; and what the numbers mean."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["name_2013"], row["focus"], row["supervising_unit"]) for row in csv.DictReader(file)]
    lines = Counter(line_of(unit) for _, _, unit in rows if unit.strip())
    numbers = {line: number for number, line in enumerate(sorted(line for line, n in lines.items() if n > 1))}
    examples = [
        Example(Case(name, focus), numbers[line_of(unit)])
        for name, focus, unit in rows
        if unit.strip() and line_of(unit) in numbers
    ]
    return examples, {number: line for line, number in numbers.items()}
