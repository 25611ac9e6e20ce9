from django import forms

from core import clock
from party_building.council_units.forms import day_field
from party_building.instructors.states import DispatchBasis


class MakeForm(forms.Form):
    basis = forms.ChoiceField(label="选派方式", choices=DispatchBasis.choices)
    within_district = forms.BooleanField(
        label="只在本区县内选派", required=False, help_text="勾选后，住所与指导员常驻地不在同一区县的不安排。"
    )


class ApplyForm(forms.Form):
    since = day_field("选派日期", "从这一天起联系。")
    document = forms.CharField(label="选派文书", max_length=200, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["since"].initial = clock.today()
