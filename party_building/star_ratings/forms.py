from decimal import Decimal

from django import forms

from core import clock
from core.forms.versioned import VersionedModelForm
from party_building.party_units.models import PartyUnit
from party_building.star_ratings.models import StarCriterion, StarEntry, StarRound


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RoundForm(VersionedModelForm):
    class Meta:
        model = StarRound
        fields = ("title", "year", "document", "assess_until", "objection_workdays", "valid_years")
        widgets = {"assess_until": day_input()}
        help_texts = {
            "title": "如：2026年社会组织党组织评星定级。",
            "document": "批准开展本轮评定的文件名称和文号。没有批准文件的，不得开展。",
            "objection_workdays": "核定后在本线内公示的工作日数。",
        }

    def clean_year(self):
        year = self.cleaned_data["year"]
        if not 2000 <= year <= clock.today().year + 1:
            raise forms.ValidationError("请填写正确的年度。")
        return year


class NewRoundForm(forms.ModelForm):
    copies_last = forms.BooleanField(label="沿用上一轮的指标", required=False, initial=True)

    class Meta(RoundForm.Meta):
        pass

    clean_year = RoundForm.clean_year


class CriterionForm(forms.ModelForm):
    class Meta:
        model = StarCriterion
        fields = ("name", "maximum", "counts")
        widgets = {"counts": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"counts": "写明看什么成效、怎样给分。不得以活动次数、照片、报道数量计分。"}


class PublishForm(forms.Form):
    document = forms.CharField(label="通报文号", max_length=200)
    valid_from = forms.DateField(label="星级有效期自", widget=day_input(), initial=clock.today)


class WithdrawForm(forms.Form):
    withdrawn_on = forms.DateField(
        label="撤销日期", widget=day_input(), initial=clock.today, help_text="自这一天起不再有效。"
    )
    document = forms.CharField(label="撤销文号", max_length=200)
    reason = forms.CharField(label="撤销理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class NominationForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="提名尚未申报的党组织",
        queryset=PartyUnit.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择要提名的党组织。", "invalid_choice": "请选择列表中的党组织。"},
    )

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units.order_by("name")


class ObjectionForm(forms.Form):
    entry = forms.ModelChoiceField(label="对哪个党组织的结果有异议", queryset=StarEntry.objects.none())
    reason = forms.CharField(label="异议内容", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        self.fields["entry"].queryset = entries
        self.fields["entry"].label_from_instance = lambda entry: f"{entry.unit.name}（{entry.stars_text}）"


class ScoreForm(forms.Form):
    """Points and a note for every criterion; by the branch with gaps allowed, by its superior without."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, entry: StarEntry, is_own: bool, **options):
        super().__init__(*args, **options)
        self.fields["version"].initial = entry.version
        self.scores = list(entry.scores.select_related("criterion"))
        for score in self.scores:
            row = score.criterion
            points, note = (score.own_points, score.own_note) if is_own else (score.points, score.note)
            self.fields[f"points_{row.pk}"] = forms.DecimalField(
                label=f"{row.name}（满分{row.maximum:g}）",
                min_value=Decimal(0),
                max_value=row.maximum,
                max_digits=4,
                decimal_places=1,
                required=not is_own,
                initial=points,
                help_text=_help(score, is_own=is_own),
            )
            self.fields[f"note_{row.pk}"] = forms.CharField(
                label=f"{row.name}：说明", max_length=500, required=False, initial=note,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        if not is_own:
            self.fields["comment"] = forms.CharField(
                label="总体意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def points(self) -> dict[int, tuple[Decimal | None, str]]:
        said = self.cleaned_data
        pks = [score.criterion_id for score in self.scores]
        return {pk: (said[f"points_{pk}"], said[f"note_{pk}"]) for pk in pks}


def _help(score, *, is_own: bool) -> str:
    if is_own or score.own_points is None:
        return score.criterion.counts
    said = f"自评{score.own_points:g}分"
    return f"{score.criterion.counts}　{said}{f'：{score.own_note}' if score.own_note else ''}"
