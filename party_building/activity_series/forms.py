from django import forms

from core.forms.versioned import VersionedModelForm
from party_building.activity_series.models import ActivitySeries
from party_building.unit_names import UnitNamesField

FULL_NAMES = "填写党组织全称，每行一个。"


def _day_widget():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeriesForm(VersionedModelForm):
    class Meta:
        model = ActivitySeries
        fields = ("name", "starts_on", "ends_on", "theme", "document")
        widgets = {
            "starts_on": _day_widget(),
            "ends_on": _day_widget(),
            "theme": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "结束日期不能早于开始日期。")
        return cleaned


class ItemForm(forms.Form):
    title = forms.CharField(label="活动", max_length=120)
    held_on = forms.DateField(label="开展日期", widget=_day_widget())
    place = forms.CharField(label="地点", max_length=80, required=False)
    attendances = forms.IntegerField(
        label="参加人次", min_value=0, max_value=999_999, initial=0, help_text="没有统计的填 0。"
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["hosts"] = UnitNamesField(label="主办、承办党组织", help_text=FULL_NAMES, required=True)
        self.fields["others"] = UnitNamesField(
            label="参与党组织", help_text=f"{FULL_NAMES}一个党组织在一场中只算一家。"
        )
