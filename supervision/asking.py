"""A page that asks one thing, with what it is about beside the form."""

from dataclasses import dataclass, field

from core.forms.asking import Question as Plain
from core.forms.asking import ask

__all__ = ["Question", "ask"]


@dataclass(frozen=True)
class Question(Plain):
    """`facts` are (label, text), shown above the form."""

    facts: tuple[tuple[str, str], ...] = field(default=())
    template: str = "supervision/question.html"
