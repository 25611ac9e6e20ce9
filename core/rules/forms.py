import datetime

from django import forms

from core import clock
from core.rules import parameters, trials
from core.rules.actions import Content
from core.rules.base import Rule
from core.rules.models import LegalSource, RuleProposal, RuleVersion, Severity
from core.rules.told import TOLD

PARAM = "param_"
FIRST_YEAR = 2018


def _day(**options):
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)


class ProposalForm(forms.Form):
    """One labelled field a parameter that the rule names, and what else a version says."""

    severity = forms.ChoiceField(label="级别", choices=Severity.choices)
    told = forms.MultipleChoiceField(
        label="告知对象", choices=TOLD.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    sources = forms.ModelMultipleChoiceField(
        label="法律依据", queryset=LegalSource.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_from = _day(label="启用日期", help_text="须晚于今天；现行版本到前一日为止")
    note = forms.CharField(label="修改理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, rule: Rule, standing: RuleVersion | RuleProposal | None, **options):
        self.rule = rule
        super().__init__(*args, **options)
        params = standing.params if standing else rule.default_params
        asked = {f"{PARAM}{name}": field for name, field in parameters.fields_of(rule, params).items()}
        self.fields = {**asked, **self.fields}
        self.initial = {**self._standing(standing), **self.initial}

    def _standing(self, standing) -> dict:
        if standing is None:
            return {"severity": self.rule.default_severity, "told": list(self.rule.told)}
        found = {"severity": standing.severity, "told": standing.told, "sources": standing.sources.all()}
        if isinstance(standing, RuleProposal):
            found |= {"valid_from": standing.valid_from, "note": standing.note}
        return found

    def clean_valid_from(self):
        day = self.cleaned_data["valid_from"]
        if day <= clock.today():
            raise forms.ValidationError("启用日期须晚于今天：已经检查过的日子不再改动。")
        return day

    def content(self) -> Content:
        given = self.cleaned_data
        params = {
            name.removeprefix(PARAM): parameters.plain(value)
            for name, value in given.items()
            if name.startswith(PARAM)
        }
        return Content(
            params, given["severity"], given["told"], list(given["sources"]), given["valid_from"], given["note"]
        )


class TrialForm(forms.Form):
    """Which days of the past are asked about."""

    first_year = forms.IntegerField(label="自哪一年", min_value=FIRST_YEAR)
    last_year = forms.IntegerField(label="至哪一年", min_value=FIRST_YEAR)
    step = forms.TypedChoiceField(
        label="检查日期", coerce=int, choices=((12, "每年最后一日"), (3, "每季度最后一日"), (1, "每月最后一日"))
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        year = clock.today().year
        self.initial = {"first_year": year - 4, "last_year": year, "step": 3, **self.initial}
        for name in ("first_year", "last_year"):
            self.fields[name].max_value = year
            self.fields[name].widget.attrs["max"] = year

    def clean(self):
        given = super().clean()
        if {"first_year", "last_year", "step"} <= given.keys():
            if not given["first_year"] <= given["last_year"] <= clock.today().year:
                raise forms.ValidationError("起止年份须依先后填写，且不晚于今年。")
            given["days"] = self._days(given)
            if len(given["days"]) > trials.MOST_DAYS:
                raise forms.ValidationError(f"一次最多检查{trials.MOST_DAYS}个日期，请缩短年份或拉大间隔。")
        return given

    @staticmethod
    def _days(given) -> list[datetime.date]:
        last = min(datetime.date(given["last_year"], 12, 31), clock.today())
        return trials.month_ends(datetime.date(given["first_year"], 1, 1), last, given["step"])


class SourceForm(forms.Form):
    """The wording of an article, word for word; never shortened here."""

    article = forms.CharField(label="条款", max_length=60, required=False)
    text = forms.CharField(label="条文", required=False, widget=forms.Textarea(attrs={"rows": 8}))
    in_force_from = _day(label="施行日期", required=False)
    in_force_to = _day(label="失效日期", required=False)
    is_verified = forms.BooleanField(label="已与正式文本逐字核对", required=False)

    def clean(self):
        given = super().clean()
        if given.get("is_verified") and not given.get("text"):
            self.add_error("text", "标为已核对的条款须有条文。")
        first, last = given.get("in_force_from"), given.get("in_force_to")
        if first and last and last < first:
            self.add_error("in_force_to", "失效日期不能早于施行日期。")
        return given
