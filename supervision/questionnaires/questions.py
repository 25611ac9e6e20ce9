"""A form as it is stored (a list of plain dicts) and as objects; how its answers are read and judged. Pure."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

from django.conf import settings

from registry.report_forms import answers as reading
from registry.report_forms.structure import Field
from supervision.questionnaires.states import QuestionKind, Use

AT_MOST = 60  # questions of one form
_NOT_LETTERS = re.compile(r"[\W_]+")
YES_NO = (("yes", "是"), ("no", "否"))


@dataclass(frozen=True)
class Question:
    """`known` is the code of a field the portal knows ("" for a question of one's own), `use` what becomes of it.

    With `if_key` it is asked only where that question was answered with `if_value` (and was asked itself).
    """

    key: str
    label: str
    kind: str
    is_required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    if_key: str = ""
    if_value: str = ""
    known: str = ""
    use: str = ""

    @property
    def is_shown_only(self) -> bool:
        return bool(self.known) and self.use == Use.SHOWN

    @property
    def is_file(self) -> bool:
        return self.kind == QuestionKind.FILE

    @property
    def kind_label(self) -> str:
        return QuestionKind(self.kind).label

    @property
    def use_label(self) -> str:
        return Use(self.use).label if self.known else ""

    @cached_property
    def field(self) -> Field:
        """As the engine of the annual reports reads and judges answers."""
        longest = 2000 if self.kind == QuestionKind.LONG_TEXT else 200
        return Field(
            self.key, self.label, self.kind, "own", required=self.is_required, choices=self.choices, max_length=longest
        )

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        return YES_NO if self.kind == QuestionKind.YES_NO else self.choices

    @property
    def folded(self) -> str:
        """What two wordings of one question have in common: width, blanks and punctuation do not count."""
        return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", self.label)).lower()

    def said(self, text: str) -> str:
        """An answer as its reader knows it."""
        return dict(self.options).get(text, text) if self.options else text


Questions = tuple[Question, ...]


def parse(stored: Iterable[Mapping]) -> Questions:
    return tuple(
        Question(**{**one, "choices": tuple((value, label) for value, label in one.get("choices", ()))})
        for one in stored
    )


def dump(questions: Iterable[Question]) -> list[dict]:
    """Plain JSON; what has its usual value is left out."""
    return [{name: value for name, value in asdict(one).items() if value not in ("", (), False)} for one in questions]


def seconds(questions: Iterable[Question]) -> int:
    """预计用时, by kind; what is only shown costs nothing."""
    per_kind = settings.ANSWER_SECONDS
    return sum(
        0 if one.is_shown_only else per_kind["confirmed"] if one.known else per_kind[one.kind] for one in questions
    )


def minutes(questions: Iterable[Question]) -> int:
    return max(1, math.ceil(seconds(questions) / 60))


def new_key(questions: Questions) -> str:
    """The next free key; a key that was taken out does not come back while later ones stand."""
    numbers = [int(one.key[1:]) for one in questions if re.fullmatch(r"q\d{1,4}", one.key)]
    return f"q{max(numbers, default=0) + 1}"


def without(questions: Questions, key: str) -> Questions:
    """Whoever depended on it is asked without condition."""
    return tuple(
        Question(**{**asdict(one), "if_key": "", "if_value": ""}) if one.if_key == key else one
        for one in questions
        if one.key != key
    )


def moved(questions: Questions, key: str, *, up: bool) -> Questions:
    rows = list(questions)
    place = next((place for place, one in enumerate(rows) if one.key == key), None)
    if place is None:
        return questions
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return tuple(rows)


# ---- answers: {key: text}; of a file question the id of the stored file


def tidy(questions: Questions, given: Mapping[str, str]) -> dict[str, str]:
    """As they are kept; keys that the form does not have are dropped."""
    found = {}
    for one in questions:
        if one.is_shown_only or one.key not in given:
            continue
        text = str(given[one.key])
        kept = text.strip() if one.is_file else reading.tidy(one.field, text)
        if kept:
            found[one.key] = str(kept)
    return found


def is_asked(question: Question, questions: Questions, given: Mapping[str, str]) -> bool:
    """Its condition holds, and the question it depends on is asked itself."""
    if not question.if_key:
        return True
    on = next((one for one in questions if one.key == question.if_key), None)
    if on is None or on.key == question.key:
        return True
    return given.get(on.key) == question.if_value and is_asked(on, questions, given)


def faults(questions: Questions, given: Mapping[str, str], *, is_draft: bool = False) -> dict[str, str]:
    """Key → a sentence. A draft may leave out what is required; what it says must be readable all the same."""
    found = {}
    for one in questions:
        if one.is_shown_only or not is_asked(one, questions, given):
            continue
        text = given.get(one.key, "")
        if not text:
            if one.is_required and not is_draft:
                found[one.key] = f"请{'上传' if one.is_file else '填写'}“{one.label}”"
        elif not one.is_file and (wrong := reading.complaint(one.field, text)):
            found[one.key] = wrong
    return found


def standing(questions: Questions, given: Mapping[str, str]) -> dict[str, str]:
    """Answers without those to questions that were not asked in the end."""
    return {one.key: given[one.key] for one in questions if one.key in given and is_asked(one, questions, given)}
