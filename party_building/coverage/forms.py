"""What the pages take from the address."""

import datetime

from django import forms

from core import clock
from core.indicators.grouping import unit_labels


class CoverageForm(forms.Form):
    """Any day up to today, and by what the figures are broken down."""

    as_of = forms.DateField(label="截止日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    by = forms.ChoiceField(label="统计口径", required=False, choices=unit_labels)

    def clean_as_of(self) -> datetime.date:
        day = self.cleaned_data["as_of"] or clock.today()
        if day > clock.today():
            raise forms.ValidationError("截止日期不能晚于今天。")
        return day

    @property
    def day(self) -> datetime.date:
        self.is_valid()
        return self.cleaned_data.get("as_of") or clock.today()

    @property
    def unit(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("by") or "district"


class TargetForm(forms.Form):
    percent = forms.IntegerField(
        label="组织覆盖率目标（%）",
        min_value=1,
        max_value=100,
        error_messages={"min_value": "目标请填1到100的整数。", "max_value": "目标请填1到100的整数。"},
    )
