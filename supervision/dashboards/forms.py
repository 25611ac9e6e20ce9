"""What the pages take from the address."""

import datetime

from django import forms

from core import clock
from core.indicators.base import Indicator, all_indicators
from core.indicators.figures import NUMERATOR, PARTS
from core.indicators.grouping import unit as unit_called
from core.indicators.grouping import unit_labels


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
    unit = forms.ChoiceField(choices=lambda: [("", ""), *unit_labels()], required=False)
    id = forms.CharField(max_length=60, required=False)

    def clean_indicator(self) -> Indicator:
        for one in all_indicators():
            if one.code == self.cleaned_data["indicator"]:
                return one
        raise forms.ValidationError("没有这个指标。")

    def clean_id(self) -> int | str:
        """A number for units that are rows, a word for the others; nothing is what belongs to no unit."""
        given, name = self.cleaned_data["id"], self.cleaned_data.get("unit")
        if not name or not unit_called(name).is_kept:
            return given if given != "0" else ""
        if given and not given.isdecimal():
            raise forms.ValidationError("没有这个单位。")
        return int(given or 0)

    def clean_part(self) -> str:
        return self.cleaned_data["part"] or NUMERATOR
