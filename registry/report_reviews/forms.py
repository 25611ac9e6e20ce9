"""Forms of a review: decisions, the organ's opinion, conclusions, rectification."""

from collections.abc import Mapping

from django import forms

from core import clock
from registry.report_forms.schema import FormSchema
from registry.report_reviews.actions.conclusions import Judgement
from registry.report_reviews.models import ConclusionGround, RemarkPhrase
from registry.report_reviews.states import ConclusionValue, Verdict

REMARK, ACCEPT, REASON, KEEP = "remark__", "accept__", "reason__", "keep__"


def _texts(posted: Mapping, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): posted[name].strip() for name in posted if name.startswith(prefix)}


def remarks_of(posted: Mapping, phrases: list[RemarkPhrase]) -> list[dict[str, str]]:
    """{section, field, text} of what was written; "#3" stands for the third phrase of the person's own list."""
    found = []
    for field, text in _texts(posted, REMARK).items():
        number = text.removeprefix("#")
        if text.startswith("#") and number.isdecimal() and 0 < int(number) <= len(phrases):
            text = phrases[int(number) - 1].text
        if text:
            found.append({"section": "", "field": field, "text": text})
    return found


def answers_of(posted: Mapping) -> dict[str, str]:
    """Key → reason of the findings that were ticked."""
    reasons = _texts(posted, REASON)
    return {key: reasons.get(key, "") for key in _texts(posted, ACCEPT)}


def kept_phrases(posted: Mapping, remarks: list[dict[str, str]]) -> list[str]:
    """The remarks whose box "存为常用" was ticked."""
    ticked = _texts(posted, KEEP)
    return [one["text"] for one in remarks if one["field"] in ticked]


class DecisionForm(forms.Form):
    """Remarks, acceptances and reasons are posted beside it, by field and by finding."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label="审查意见", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class PartyForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label="审核意见",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择“无意见”或“有意见”"},
    )
    comment = forms.CharField(
        label="意见内容", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class ConclusionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    value = forms.ChoiceField(
        label="结论",
        choices=ConclusionValue.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择年检结论"},
    )
    grounds = forms.MultipleChoiceField(
        label="存在的情形", required=False, widget=forms.CheckboxSelectMultiple, help_text="合格的不选。"
    )
    fields = forms.MultipleChoiceField(
        label="涉及的项目",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="基本合格、不合格的至少选一项。按住 Ctrl 可以多选。",
    )
    comment = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args, report, schema: FormSchema, **options):
        super().__init__(*args, **options)
        grounds = ConclusionGround.objects.on(clock.today()).for_type(report.organization.org_type)
        self.fields["grounds"].choices = [
            (one.code, f"{one.title}（{one.get_severity_display()}）") for one in grounds
        ]
        self.fields["fields"].choices = [
            (section.title, [(field.key, field.label) for field in section.fields]) for section in schema.sections
        ]

    def judgement(self) -> Judgement:
        given = self.cleaned_data
        return Judgement(given["value"], tuple(given["grounds"]), tuple(given["fields"]), given["comment"])


class CommentForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    comment = forms.CharField(label="意见", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="撤回原因", widget=forms.Textarea(attrs={"rows": 2}), max_length=400)
    document_no = forms.CharField(label="依据文书", required=False, max_length=80)


class RectificationForm(forms.Form):
    text = forms.CharField(
        label="整改情况",
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=10,
        max_length=4000,
        help_text="写明采取的措施和完成情况，不少于10个字。",
        error_messages={"required": "请写明整改情况", "min_length": "整改情况不少于10个字"},
    )
