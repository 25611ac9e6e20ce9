"""Forms of the report's sections (built from the form version), of the declaration and of reviews."""

from django import forms
from django.forms.utils import ErrorDict, ErrorList

from registry.annual_reports.prefill import FROM_LAST_YEAR, LastYear
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import REASONS, Answers, Field, Section

REASON = "reason__"
TAKE = "take__"


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _widget(field: Field) -> forms.Widget:
    if field.kind == "long_text":
        return forms.Textarea(attrs={"rows": 5})
    if field.kind == "date":
        return _day_input()
    if field.kind == "bool":
        return forms.RadioSelect(choices=field.options)
    if field.kind == "choice":
        return forms.Select(choices=[("", "请选择"), *field.options])
    if field.is_number:
        mode = "decimal" if field.kind == "money_yuan" else "numeric"
        return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
    return forms.TextInput(attrs={"autocomplete": "off"})


def shown(field: Field, text: str) -> str:
    """An answer as people read it."""
    if not text:
        return ""
    if field.is_chosen:
        return dict(field.options).get(text, text)
    if field.is_number and not checks.complaint(field, text):
        value = checks.figure(field, text)
        return checks.said(field, value)
    return text


def source_note(field: Field, text: str, known: dict[str, tuple[str, str]], last: LastYear) -> str:
    """Where a prefilled answer comes from, and what stood here last year (`last` is empty where a column says it)."""
    notes = [field.hint] if field.hint else []
    if field.key in known:
        offered, source = known[field.key]
        same = offered == text
        notes.append(f"来自{source}" if same else f"{source}为“{shown(field, offered)}”")
    is_said = field.key in known and known[field.key][1] == FROM_LAST_YEAR
    if field.is_number and field.key in last.figures and not is_said:
        notes.append(f"上年 {checks.said(field, last.figures[field.key])}")
    return " · ".join(notes)


class SectionForm(forms.Form):
    """One section with its answers and problems; drawing only: what is posted goes through `answers_of`."""

    use_required_attribute = False

    def __init__(self, section: Section, answers: Answers, *, version: int, problems: list[Problem], progress):
        self.section, self.answers, self.problems = section, answers, problems
        self._progress = progress
        reasons = answers.get(REASONS, {})
        data = {**{k: v for k, v in answers.items() if k != REASONS}, "version": str(version)}
        data |= {f"{REASON}{code}": text for code, text in reasons.items()}
        super().__init__(data, auto_id="id_%s", label_suffix="")
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        last = LastYear() if section.layout == "statement" else progress.last
        for field in self.asked:
            self.fields[field.key] = forms.CharField(
                label=field.label,
                required=field.required,
                widget=_widget(field),
                help_text=source_note(field, answers.get(field.key, ""), progress.known, last),
            )
        for problem in self.soft:
            self.fields[f"{REASON}{problem.code}"] = forms.CharField(
                label=problem.text,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=f"请说明原因，不少于{checks.REASON_LENGTH}个字",
            )

    @property
    def asked(self) -> list[Field]:
        """Without those whose condition does not hold."""
        flat = {**checks.flat(self._progress.answers), **self.answers}
        fields = self._progress.schema.fields
        return [field for field in self.section.fields if checks.is_asked(fields, field, flat)]

    @property
    def soft(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.kind == "soft"]

    def full_clean(self):
        """The engine has judged already: its sentences become the errors of the fields."""
        self._errors, self.cleaned_data = ErrorDict(), dict(self.answers)
        for problem in self.problems:
            if not problem.blocks:
                continue
            name = f"{REASON}{problem.code}" if problem.kind == "soft" else problem.field
            ask = f"，请说明原因（不少于{checks.REASON_LENGTH}个字）" if problem.kind == "soft" else ""
            text = f"{problem.text}{ask}"
            if name in self.fields:
                self._errors.setdefault(name, ErrorList()).append(text)

    def rows(self) -> list[dict]:
        """For the statement layout: line number, last year, change beside each field."""
        last = self._progress.last.figures
        rows = []
        for field in self.asked:
            before, text = last.get(field.key), self.answers.get(field.key, "")
            is_readable = field.is_number and text and not checks.complaint(field, text)
            now = checks.figure(field, text) if is_readable else None
            percent = checks.change_percent(now, before) if now is not None and before is not None else None
            change = f"{percent:+}%" if percent else ""
            rows.append({"field": field, "bound": self[field.key], "last": before, "change": change})
        return rows

    def bound_fields(self) -> list:
        return [(self[field.key], field.wide) for field in self.asked]

    def reason_fields(self) -> list:
        return [self[f"{REASON}{problem.code}"] for problem in self.soft]


def answers_of(section: Section, posted) -> Answers:
    """Field → text of a posted section; a checkbox or radio that was not sent is an empty answer."""
    return {field.key: posted.get(field.key, "") for field in section.fields}


def reasons_of(posted) -> dict[str, str]:
    return {name.removeprefix(REASON): posted[name] for name in posted if name.startswith(REASON)}


class SubmitForm(forms.Form):
    """The last step: what was seen, and the declaration."""

    digest = forms.CharField(widget=forms.HiddenInput)
    declares = forms.BooleanField(
        label="我已逐项核对，确认报告内容真实、准确、完整，并代表本单位报送",
        error_messages={"required": "请先核对全部内容，勾选确认后再报送"},
    )


class DirectForm(SubmitForm):
    direct_reason = forms.CharField(
        label="未经初审直接报送的原因",
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=400,
        help_text="写明何时送交初审单位、初审单位如何答复，不少于10个字。",
        error_messages={
            "required": "请填写未经初审直接报送的原因",
            "min_length": "原因不少于10个字，请写明何时送交、初审单位如何答复",
        },
    )


class ReviewForm(forms.Form):
    """`decision` pass or return; remarks are posted as remark__<field>."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label="审查意见", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    @staticmethod
    def remarks(posted) -> list[dict[str, str]]:
        marked = [(name, posted[name]) for name in posted if name.startswith("remark__") and posted[name].strip()]
        return [{"section": "", "field": name.removeprefix("remark__"), "text": text} for name, text in marked]


class DeferForm(forms.Form):
    until = forms.DateField(label="延期至", widget=_day_input())
    applied_on = forms.DateField(label="收到申请日期", widget=_day_input())
    document = forms.CharField(label="业务主管单位同意文书", max_length=200)
    reason = forms.CharField(label="延期原因", max_length=200)


class WaiveForm(forms.Form):
    reason = forms.CharField(label="不再要求的原因", max_length=200)
    document = forms.CharField(label="依据文书", max_length=200, required=False)


class MoveDueForm(forms.Form):
    final_due = forms.DateField(label="新的报送截止日期", widget=_day_input())
    first_review_due = forms.DateField(label="新的初审截止日期", required=False, widget=_day_input())
    document = forms.CharField(label="依据的通知", max_length=200, help_text="写明文号或通知名称。")
