"""Which department an organization's business belongs to: pure, transparent, calibrated.

Four things speak for a department: its name in the approval document, its trade words in the name or the scope of
business, the pieces of words in the names of organizations it already has, and the organizations most like this one.
Each leaves a reason that a clerk can check. The confidence is calibrated on the assigned organizations themselves;
below the floor there is no proposal.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ALIAS, TRADE_NAME, TRADE_ELSEWHERE = 14.0, 0.9, 0.45  # the weight of a word counts 1 to 5
PIECES, SIMILAR, PRIOR = 1.2, 6.0, 0.3
NEIGHBOURS = 5
COMMON = 0.25  # a piece in more than this share of the names tells nothing (霁川, 协会)
TEMPERATURES = (0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
CALIBRATED_ON = 300
SAID_BY = 20  # names that a word in a reason is read from


@dataclass(frozen=True)
class Case:
    """What is known of an organization."""

    name: str
    scope: str = ""
    approval: str = ""
    industry: str = ""


@dataclass(frozen=True)
class Example:
    """An organization that already has its department."""

    case: Case
    department: int


@dataclass(frozen=True)
class Reason:
    kind: str  # approval | trade | similar | pieces
    words: str


@dataclass
class Proposal:
    department: int
    score: float = 0.0
    confidence: float = 0.0
    reasons: list[Reason] = field(default_factory=list)


def pieces(text: str) -> set[str]:
    """Two and three characters in a row."""
    return {text[i : i + n] for n in (2, 3) for i in range(len(text) - n + 1)}


class Scorer:
    """`trades`: department → word → weight; `names`: department → its names and aliases. Same input, same answer."""

    def __init__(
        self,
        examples: Sequence[Example],
        *,
        trades: dict[int, dict[str, int]] | None = None,
        names: dict[int, list[str]] | None = None,
        temperature: float = 0.0,
    ) -> None:
        self.examples = list(examples)
        self.trades, self.names = trades or {}, names or {}
        self._learn()
        self.temperature = temperature or self._calibrated()

    def _learn(self) -> None:
        spread: Counter = Counter()
        found = [pieces(example.case.name) for example in self.examples]
        for some in found:
            spread.update(some)
        most = max(2, COMMON * len(self.examples))
        self.rarity = {p: math.log((1 + len(found)) / n) for p, n in spread.items() if n <= most}
        self.kept = [{p for p in some if p in self.rarity} for some in found]
        self.having = defaultdict(list)
        self.in_department: dict[int, Counter] = defaultdict(Counter)
        self.sizes: Counter = Counter()
        for number, (example, kept) in enumerate(zip(self.examples, self.kept, strict=True)):
            self.sizes[example.department] += 1
            self.in_department[example.department].update(kept)
            for piece in kept:
                self.having[piece].append(number)
        self.spread = spread
        self.departments = sorted({*self.sizes, *self.trades, *self.names})

    def rank(self, case: Case, *, leaving_out: int | None = None) -> list[Proposal]:
        """All departments, the likeliest first; `leaving_out` is an example that must not speak for itself."""
        found = {department: Proposal(department) for department in self.departments}
        self._approval(case, found)
        self._trade(case, found)
        self._pieces(case, found, leaving_out)
        self._similar(case, found, leaving_out)
        ranked = sorted(found.values(), key=lambda one: (-one.score, one.department))
        if ranked:
            self._confidence(ranked, getattr(self, "temperature", 1.0))
        return ranked

    @staticmethod
    def _confidence(ranked: list[Proposal], temperature: float) -> None:
        weights = [math.exp((one.score - ranked[0].score) / temperature) for one in ranked]
        for one, weight in zip(ranked, weights, strict=True):
            one.confidence = weight / sum(weights)

    def _approval(self, case: Case, found: dict[int, Proposal]) -> None:
        for department, names in self.names.items():
            hit = next((name for name in names if len(name) > 2 and name in case.approval), "")
            if hit:
                found[department].score += ALIAS
                found[department].reasons.append(Reason("approval", f"成立批复写明“{hit}”"))

    def _trade(self, case: Case, found: dict[int, Proposal]) -> None:
        elsewhere = f"{case.scope} {case.industry}"
        for department, words in self.trades.items():
            for word, weight in sorted(words.items(), key=lambda one: (-one[1], one[0])):
                place, factor = ("名称", TRADE_NAME) if word in case.name else ("业务范围", TRADE_ELSEWHERE)
                if word in case.name or word in elsewhere:
                    found[department].score += weight * factor
                    found[department].reasons.append(Reason("trade", f"{place}含业务词“{word}”"))

    def _pieces(self, case: Case, found: dict[int, Proposal], leaving_out: int | None) -> None:
        """Naive Bayes over pieces of the name, against how common a piece is anywhere."""
        known = [piece for piece in pieces(case.name) if piece in self.rarity]
        own = self.examples[leaving_out].department if leaving_out is not None else None
        total = sum(self.sizes.values()) or 1
        for department, size in self.sizes.items():
            its, score = self.in_department[department], 0.0
            less = 1 if department == own else 0
            for piece in known:
                here = (max(its[piece] - less, 0) + 0.1) / (size - less + 0.5)
                anywhere = (max(self.spread[piece] - (own is not None), 0) + 0.1) / (total + 0.5)
                score += math.log(here / anywhere) if here > anywhere else 0.0
            found[department].score += PIECES * score / math.sqrt(len(known) or 1) + PRIOR * math.log(size / total)
            telling = [p for p in known if its[p] - less > 1 and 2 * its[p] > self.spread[p]]
            if telling:
                best = max(telling, key=lambda p: (its[p] - less, self.rarity[p], p))
                word = self._word(best, case.name, department)
                found[department].reasons.append(Reason("pieces", f"已归口组织的名称常含“{word}”（{its[best]}家）"))

    def _word(self, piece: str, name: str, department: int) -> str:
        """The piece as far as the names that share it go on alike: 里互助 is said as 邻里互助."""
        having = [self.examples[n] for n in self.having[piece]]
        names = [example.case.name for example in having if example.department == department][:SAID_BY]
        start = name.index(piece)
        end = start + len(piece)
        while start and self._go_on(name[start - 1 : start + 1], name[start - 1 : end], names):
            start -= 1
        while end < len(name) and self._go_on(name[end - 1 : end + 1], name[start : end + 1], names):
            end += 1
        return name[start:end]

    def _go_on(self, joint: str, longer: str, names: list[str]) -> bool:
        return joint in self.rarity and all(longer in name for name in names)

    def _similar(self, case: Case, found: dict[int, Proposal], leaving_out: int | None) -> None:
        shared: Counter = Counter()
        own = {piece for piece in pieces(case.name) if piece in self.rarity}
        for piece in own:
            for number in self.having[piece]:
                if number != leaving_out and self.examples[number].case.name != case.name:
                    shared[number] += self.rarity[piece]
        mine = sum(self.rarity[piece] for piece in own) or 1.0
        for number, common in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:NEIGHBOURS]:
            likeness = common / (mine + sum(self.rarity[p] for p in self.kept[number]) - common)
            example = self.examples[number]
            found[example.department].score += SIMILAR * likeness
            if likeness > 0.15:
                found[example.department].reasons.append(Reason("similar", f"与“{example.case.name}”相近"))

    def _calibrated(self) -> float:
        """The temperature under which the confidence has been honest about the examples, each left out in turn."""
        self.temperature = 1.0
        step = max(1, len(self.examples) // CALIBRATED_ON)
        tried = [(self.rank(e.case, leaving_out=n), e) for n, e in enumerate(self.examples) if n % step == 0]
        return min(TEMPERATURES, key=lambda t: (self._loss(tried, t), t)) if tried else 1.0

    def _loss(self, tried: Iterable[tuple[list[Proposal], Example]], temperature: float) -> float:
        loss = 0.0
        for ranked, example in tried:
            self._confidence(ranked, temperature)
            right = next(one.confidence for one in ranked if one.department == example.department)
            loss -= math.log(max(right, 1e-9))
        return loss
