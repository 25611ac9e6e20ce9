"""The page of one question, in the colours of the party line."""

from dataclasses import dataclass

from core.forms import asking
from core.forms.asking import ask

__all__ = ["Question", "ask"]


@dataclass(frozen=True)
class Question(asking.Question):
    template: str = "party_building/question.html"
