from django import forms

from core import clock
from core.departments.models import Department
from core.forms.versioned import VersionedModelForm
from party_building.party_units.models import PartyUnit
from party_building.secretary_meetings.actions import FILE_TYPES
from party_building.secretary_meetings.models import SecretaryMeeting
from party_building.unit_names import UnitNamesField


def _day_widget():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MeetingForm(VersionedModelForm):
    class Meta:
        model = SecretaryMeeting
        fields = ("topic", "held_on", "place")
        widgets = {"held_on": _day_widget()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["units"] = UnitNamesField(
            label="受邀党组织", help_text="填写党组织全称，每行一个。", required=True
        )
        if self.instance.pk:
            names = self.instance.units.order_by("name").values_list("name", flat=True)
            self.fields["units"].initial = "\n".join(names)

    def _differs(self, name, value) -> bool:
        return name in self.Meta.fields and super()._differs(name, value)


class MinutesForm(VersionedModelForm):
    file = forms.FileField(
        label="纪要文件",
        required=False,
        help_text="、".join(f".{kind}" for kind in FILE_TYPES),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
    )

    class Meta:
        model = SecretaryMeeting
        fields = ("minutes",)
        widgets = {"minutes": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["minutes"].required = True

    def _differs(self, name, value) -> bool:
        return name == "minutes" and super()._differs(name, value)

    @property
    def told(self) -> dict:
        upload = self.cleaned_data["file"]
        return {
            "minutes": self.cleaned_data["minutes"],
            "file": (upload.name, upload.read()) if upload else None,
        }


class MatterForm(forms.Form):
    """`units` may raise it; with one only, nobody is asked."""

    content = forms.CharField(label="事项", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    raised_by = forms.ModelChoiceField(label="提出党组织", queryset=PartyUnit.objects.none(), empty_label="请选择")

    def __init__(self, *args, units, is_optional: bool = False, **options):
        super().__init__(*args, **options)
        field = self.fields["raised_by"]
        field.queryset, field.required = units, not is_optional
        first = list(units[:2])
        if len(first) == 1 and not is_optional:
            field.initial = first[0]


class AssignForm(forms.Form):
    responsible = forms.ModelChoiceField(label="责任单位", queryset=Department.objects.none(), empty_label="请选择")
    due_on = forms.DateField(label="办理期限", widget=_day_widget())

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["responsible"].queryset = Department.objects.filter(valid_to=None).order_by(
            "region__level", "region__code", "name"
        )


class AnswerForm(forms.Form):
    answer = forms.CharField(label="答复", max_length=600, widget=forms.Textarea(attrs={"rows": 4}))
    answered_on = forms.DateField(label="答复日期", widget=_day_widget())

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["answered_on"].initial = clock.today()
