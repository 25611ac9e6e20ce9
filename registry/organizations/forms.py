"""Input of the organization page."""

from django import forms
from django.db import models

from core.dated.models import DatedFact
from core.departments.models import Department, Region
from core.forms.versioned import VersionedModelForm
from registry.organizations.facts import OrganizationName
from registry.organizations.models import Organization

SEARCH_ONLY = ("pinyin", "initials")


class ContactForm(VersionedModelForm):
    """What is no registered item and has no dates; what has a date changes through its own verb."""

    class Meta:
        model = Organization
        fields = ("phone_public",)
        widgets = {"phone_public": forms.TextInput(attrs={"inputmode": "tel"})}


class _Correction(forms.ModelForm):
    reason = forms.CharField(
        label="更正理由",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明哪里录错、以什么材料为准。理由会与更正前后的内容一起保留。",
    )

    def values(self) -> dict:
        """As the verb takes them: links by their column."""
        found = {}
        for name in self._meta.fields:
            field = self._meta.model._meta.get_field(name)
            value = self.cleaned_data[name]
            found[field.attname] = getattr(value, "pk", None) if field.is_relation else value
        return found


def correction_form(fact: DatedFact, data=None, *, leave_out: tuple[str, ...] = ()) -> _Correction:
    """A form over what the fact says; its dates are not corrected here."""
    names = [name for name in type(fact).value_fields if name not in (*SEARCH_ONLY, *leave_out)]
    form = forms.modelform_factory(type(fact), form=_Correction, fields=names)(data, instance=fact)
    for name in names:
        field = form.fields[name]
        model_field = type(fact)._meta.get_field(name)
        if isinstance(model_field, models.ForeignKey):
            field.queryset = _choices(model_field)
        elif isinstance(model_field, models.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(fact, OrganizationName):
        form.fields["name"].widget.attrs["autocomplete"] = "off"
    return form


def _choices(field: models.ForeignKey):
    if field.related_model is Department:
        return Department.objects.active().order_by("region__level", "name")
    return Region.objects.current().filter(level__gte=1, level__lte=3).order_by("code")
