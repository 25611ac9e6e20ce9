from django import forms

from core.access.actor import Actor
from party_building.party_units.models import PartyUnit
from party_building.propaganda.actions import FILE_TYPES


class ItemForm(forms.Form):
    """`units` are those the actor may speak for; with one only, nobody is asked."""

    unit = forms.ModelChoiceField(label="党组织", queryset=PartyUnit.objects.none(), empty_label="请选择")
    title = forms.CharField(label="标题", max_length=120)
    outlet = forms.CharField(label="媒体或平台", max_length=80)
    published_on = forms.DateField(label="发布日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    link = forms.URLField(label="链接", max_length=300, required=False, assume_scheme="https")
    file = forms.FileField(
        label="文件",
        required=False,
        help_text="、".join(f".{kind}" for kind in FILE_TYPES),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
    )

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        units = PartyUnit.objects.visible_to(actor).select_related("superior").order_by("name", "pk")
        if actor.is_staff_side:
            units = units.filter(superior=actor.department_id)
        self.fields["unit"].queryset = units
        first = list(units[:2])
        if len(first) == 1:
            self.fields["unit"].initial = first[0]

    @property
    def told(self) -> dict:
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("unit", "file")}
        upload = self.cleaned_data["file"]
        return {**data, "file": (upload.name, upload.read()) if upload else None}
