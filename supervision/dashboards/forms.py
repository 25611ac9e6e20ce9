"""What the pages take from the address."""

import datetime

from django import forms

from core import clock
from core.indicators.base import Indicator, all_indicators
from supervision.dashboards.figures import NUMERATOR, PARTS, UNIT_LABELS


class DayForm(forms.Form):
    """`as_of` in the URL: any day up to today."""

    as_of = forms.DateField(label="截止日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_as_of(self) -> datetime.date:
        day = self.cleaned_data["as_of"] or clock.today()
        if day > clock.today():
            raise forms.ValidationError("截止日期不能晚于今天。")
        return day

    @property
    def day(self) -> datetime.date:
        return self.cleaned_data.get("as_of") or clock.today() if self.is_valid() else clock.today()


class RowsForm(DayForm):
    """Which number's rows. An address that no page of ours made is refused as a whole."""

    indicator = forms.CharField()
    part = forms.ChoiceField(choices=[(part, part) for part in PARTS], required=False)
    unit = forms.ChoiceField(choices=[("", ""), *UNIT_LABELS.items()], required=False)
    id = forms.IntegerField(min_value=0, required=False)

    def clean_indicator(self) -> Indicator:
        for one in all_indicators():
            if one.code == self.cleaned_data["indicator"]:
                return one
        raise forms.ValidationError("没有这个指标。")

    def clean_part(self) -> str:
        return self.cleaned_data["part"] or NUMERATOR
