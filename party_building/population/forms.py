from django import forms

from core import clock
from party_building.population.models import OutsideSituation


class SituationForm(forms.ModelForm):
    since = forms.DateField(
        label="起始日期", help_text="从这一天起是下面的情况。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    field_order = ("since",)

    class Meta:
        model = OutsideSituation
        fields = (*OutsideSituation.value_fields, "document")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["since"].initial = clock.today()

    def clean(self):
        cleaned = super().clean()
        members, staff = (cleaned.get("formal") or 0) + (cleaned.get("probationary") or 0), cleaned.get("staff")
        if staff is not None and members > staff:
            self.add_error("staff", f"党员合计 {members} 人，多于从业人员数，请核对。")
        return cleaned
