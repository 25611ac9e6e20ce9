from django import forms

from core.listing.drawn import SIZES
from core.listing.models import Density

DENSITIES = [(value or "normal", label) for value, label in Density.choices]


class RememberForm(forms.Form):
    """One of the three at a time."""

    size = forms.TypedChoiceField(choices=[(n, n) for n in SIZES], coerce=int, required=False, empty_value=None)
    density = forms.ChoiceField(choices=DENSITIES, required=False)

    def liked(self) -> dict:
        found = {}
        if self.cleaned_data["size"]:
            found["size"] = self.cleaned_data["size"]
        if density := self.cleaned_data["density"]:
            found["density"] = "" if density == "normal" else density
        return found
