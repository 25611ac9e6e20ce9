"""Party units named by their full names, as a person writes them down or pastes them from a list."""

import re

from django import forms

from core import clock
from party_building.party_units.models import PartyUnit


class UnitNamesField(forms.CharField):
    """Full names, one a line or with 、 between them; cleans to units that stand today."""

    def __init__(self, *, label: str, help_text: str, required: bool = False):
        super().__init__(
            label=label,
            required=required,
            max_length=6000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=help_text,
        )

    def clean(self, value):
        names = re.split(r"[\n、；;，,]+", super().clean(value) or "")
        names = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        found = list(PartyUnit.objects.on(clock.today()).filter(name__in=names).order_by("name"))
        missing = [name for name in names if name not in {unit.name for unit in found}]
        if missing:
            raise forms.ValidationError(f"没有找到“{'”“'.join(missing)}”，请填写党组织的全称。")
        if len(found) > len(names):
            raise forms.ValidationError("有同名的党组织，请联系上级党组织代为记录。")
        return found
