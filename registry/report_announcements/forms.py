from django import forms

from core import clock
from registry.annual_reports.models import ReportingRegime


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _years() -> list[tuple[int, str]]:
    years = ReportingRegime.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year} 年度") for year in years]


class DraftForm(forms.Form):
    year = forms.TypedChoiceField(label="报告年度", choices=_years, coerce=int)
    as_of = forms.DateField(label="数据截至", widget=_day(), help_text="含当日；家数和名单按这一天的事实计算。")

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > clock.today():
            raise forms.ValidationError("数据截至日期不能晚于今天。")
        return day


class DayForm(DraftForm):
    year = None


class CorrectionForm(DayForm):
    correction_text = forms.CharField(
        label="更正说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明原公告哪里有误、应为什么，会印在公告上。",
    )  # fmt: skip


class SignForm(forms.Form):
    number = forms.CharField(label="文号", max_length=80, help_text="例如：霁民公告〔2026〕3号。")
