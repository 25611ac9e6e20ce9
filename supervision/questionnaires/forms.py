"""Forms over questions: one that builds a question, one that answers them all."""

from collections.abc import Mapping

from django import forms

from core import history
from core.forms import VersionedFormMixin
from supervision.questionnaires import known, questions
from supervision.questionnaires.questions import Question, Questions
from supervision.questionnaires.states import QuestionKind, Use

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx", "xlsx")
MOST_CHOICES = 20


class QuestionForm(forms.Form):
    """A question of one's own. `asked` are those it may depend on."""

    label = forms.CharField(label="问题", max_length=120, help_text="写清要填什么、口径和时间，如：2025年会费收入。")
    kind = forms.ChoiceField(label="填写方式", choices=QuestionKind.choices)
    choices = forms.CharField(
        label="选项", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="单选才填写，一行一个，至少两个。",
    )  # fmt: skip
    is_required = forms.BooleanField(label="必填", required=False)
    hint = forms.CharField(label="填写说明", max_length=160, required=False)
    if_key = forms.ChoiceField(label="只在这个问题", required=False, help_text="不选为总是填写。")
    if_value = forms.CharField(label="答案为此项时填写", max_length=120, required=False)

    def __init__(self, *args, asked: Questions, **options):
        super().__init__(*args, **options)
        self.asked = {one.key: one for one in asked if one.options}
        self.fields["if_key"].choices = [("", "总是填写"), *((one.key, one.label) for one in self.asked.values())]

    def clean(self):
        cleaned = super().clean()
        lines = [line.strip() for line in (cleaned.get("choices") or "").splitlines() if line.strip()]
        if cleaned.get("kind") == QuestionKind.CHOICE:
            if len(dict.fromkeys(lines)) < 2:
                self.add_error("choices", "单选至少要有两个不同的选项，一行一个。")
            if len(lines) > MOST_CHOICES or any(len(line) > 60 for line in lines):
                self.add_error("choices", f"选项最多{MOST_CHOICES}个，每个不超过60个字。")
        cleaned["choices"] = tuple((line, line) for line in dict.fromkeys(lines))
        on = self.asked.get(cleaned.get("if_key") or "")
        if on is not None:
            words = {label: value for value, label in on.options}
            value = words.get((cleaned.get("if_value") or "").strip())
            if value is None:
                self.add_error("if_value", f"请写“{on.label}”的一个选项：{'、'.join(words)}。")
            cleaned["if_value"] = value or ""
        else:
            cleaned["if_value"] = ""
        return cleaned

    def question(self, key: str) -> Question:
        values = self.cleaned_data
        is_choice = values["kind"] == QuestionKind.CHOICE
        return Question(**{**values, "key": key, "choices": values["choices"] if is_choice else ()})


class KnownForm(forms.Form):
    """Fields that the portal knows, chosen by area."""

    fields_known = forms.MultipleChoiceField(
        label="平台已有的内容", widget=forms.CheckboxSelectMultiple, help_text="选中的内容自动带出，对方不用再填。"
    )
    use = forms.ChoiceField(label="带出方式", choices=Use.choices, initial=Use.SHOWN)

    def __init__(self, *args, actor, taken: Questions, **options):
        super().__init__(*args, **options)
        had = {one.known for one in taken}
        offered = [one for one in known.offered(actor) if one.code not in had]
        self.fields["fields_known"].choices = known.by_area(offered)

    def added(self, present: Questions) -> Questions:
        fields, rows = known.by_code(), present
        for code in self.cleaned_data["fields_known"]:
            its = fields[code]
            rows += (
                Question(
                    questions.new_key(rows), its.label, its.kind, choices=its.choices, known=code,
                    use=self.cleaned_data["use"],
                ),
            )  # fmt: skip
        return rows


class AnswersForm(VersionedFormMixin, forms.Form):
    """Questions as fields; `instance` keeps `answers` and a `version`. Judged by `given` and `judge`, not by `clean`:
    a draft may be incomplete. `notes` stand under a field: where its value comes from."""

    def __init__(
        self, *args, instance, questions: Questions, known: Mapping[str, str], notes: Mapping[str, str] | None = None,
        **options,
    ):  # fmt: skip
        self.instance, self.questions, self.known = instance, questions, known
        super().__init__(*args, initial={**known, **self.values_of(instance)}, **options)
        for one in questions:
            if not one.is_shown_only:
                self.fields[one.key] = _field(one, questions, (notes or {}).get(one.key, ""))

    def values_of(self, obj) -> dict:
        files = {one.key for one in self.questions if one.is_file}
        return {key: text for key, text in obj.answers.items() if key not in files}

    def base_values(self) -> dict | None:
        event = history.at_version(self.instance, self.posted_version)
        return None if event is None else {one.key: event.answers.get(one.key, "") for one in self.questions}

    @property
    def uploads(self) -> dict:
        """Newly chosen files by key."""
        return {one.key: file for one in self.questions if one.is_file and (file := self.cleaned_data.get(one.key))}

    @property
    def given(self) -> dict[str, str]:
        """What was typed, and the files that were handed in before."""
        typed = {one.key: self.cleaned_data.get(one.key) or "" for one in self.questions if one.key in self.fields}
        kept = {one.key: self.instance.answers.get(one.key, "") for one in self.questions if one.is_file}
        return questions.tidy(self.questions, {**typed, **kept})

    def judge(self, *, is_draft: bool) -> bool:
        """Errors beside their fields. A file that is being handed in counts as given."""
        given = {**self.given, **dict.fromkeys(self.uploads, "new")}
        for key, sentence in questions.faults(self.questions, given, is_draft=is_draft).items():
            self.add_error(key, f"{sentence}。")
        return not self.errors

    @property
    def shown(self) -> list[tuple[str, str]]:
        """(label, text) of what is only read."""
        rows = [(one, self.known.get(one.key, "")) for one in self.questions if one.is_shown_only]
        return [(one.label, one.said(text) or "平台未记录") for one, text in rows]

    @property
    def files_kept(self) -> list[tuple[str, str]]:
        """(label, id of the stored file) of what was handed in before."""
        answers = self.instance.answers
        return [(one.label, answers[one.key]) for one in self.questions if one.is_file and answers.get(one.key)]


def _field(one: Question, asked: Questions, note: str) -> forms.Field:
    parts = [one.hint, _condition(one, asked), note]
    common = {"label": one.label, "required": False, "help_text": " ".join(part for part in parts if part)}
    if one.options:
        made: forms.Field = forms.ChoiceField(choices=[("", "请选择"), *one.options], **common)
    elif one.is_file:
        made = forms.FileField(**common)
    elif one.kind == QuestionKind.LONG_TEXT:
        made = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **common)
    elif one.kind == QuestionKind.DATE:
        made = forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **common)
    elif one.kind in (QuestionKind.INTEGER, QuestionKind.MONEY):
        made = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **common)
    else:
        made = forms.CharField(**common)
    made.is_asked = one.is_required
    if one.is_required:
        made.label = f"{one.label}（必填）"
    return made


def _condition(one: Question, asked: Questions) -> str:
    on = next((other for other in asked if other.key == one.if_key), None)
    return f"“{on.label}”为“{on.said(one.if_value)}”时填写。" if on else ""
