import re
from decimal import Decimal

from django import forms

from core import clock
from registry.dues.states import Meeting
from registry.organizations.papers import day_field, paper_field

_LINE = re.compile(r"(?P<name>\S.{0,39}?)[\s：:，,]+(?P<yuan>\d[\d,，]{0,12}(?:\.\d{1,2})?)\s*元?")


class GradesField(forms.CharField):
    """One grade a line, "会长单位 20000"; the value is a list of (name, yuan)."""

    def __init__(self):
        super().__init__(
            label="会员等级和会费",
            widget=forms.Textarea(attrs={"rows": 5, "placeholder": "会长单位 20000"}),
            help_text="每行一级：等级名称、空格、每年金额（元），如“理事单位 5000”。",
        )

    def clean(self, value) -> list[tuple[str, Decimal]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        grades = [self._grade(number, line) for number, line in enumerate(lines, start=1)]
        names = [name for name, _ in grades]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise forms.ValidationError(f"会员等级“{twice}”写了两次。")
        return grades

    def _grade(self, number: int, line: str) -> tuple[str, Decimal]:
        found = _LINE.fullmatch(line)
        if not found:
            raise forms.ValidationError(f"第{number}行“{line[:30]}”看不出等级和金额，请写成“理事单位 5000”。")
        return found["name"].strip(), Decimal(found["yuan"].replace(",", "").replace("，", ""))


class AdoptForm(forms.Form):
    meeting = forms.ChoiceField(label="通过会议", choices=Meeting.choices)
    adopted_on = day_field("通过日期")
    charged_from = day_field("执行日期", help_text="从这一天起按此标准收取，不早于通过日期。")
    voters_present = forms.IntegerField(label="到会人数", min_value=1, max_value=100_000, required=False)
    votes_for = forms.IntegerField(label="同意票数", min_value=0, max_value=100_000, required=False)
    grades = GradesField()
    published_on = day_field("公布日期", required=False, help_text="尚未公布的不填，公布后再登记。")
    document = forms.CharField(label="依据文书", max_length=200, required=False, help_text="会议决议名称及文号。")
    file = paper_field("会议决议")

    def clean(self):
        found = super().clean()
        adopted, charged = found.get("adopted_on"), found.get("charged_from")
        if adopted and adopted > clock.today():
            self.add_error("adopted_on", "通过日期不能晚于今天。")
        if adopted and charged and charged < adopted:
            self.add_error("charged_from", "执行日期不能早于通过日期。")
        if adopted and found.get("published_on") and found["published_on"] < adopted:
            self.add_error("published_on", "公布日期不能早于通过日期。")
        present, votes = found.get("voters_present"), found.get("votes_for")
        if present is not None and votes is not None and votes > present:
            self.add_error("votes_for", f"同意票数不能多于到会人数{present}。")
        return found


class PublishForm(forms.Form):
    on = day_field("公布日期", help_text="不早于通过日期，不晚于今天。")

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"on": clock.today()}, **options)
