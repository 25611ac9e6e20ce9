from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import import_string

from core.listing.bulk import BulkForm


def _person_field():
    return forms.ModelChoiceField(None, label="分派给", empty_label="请选择本部门人员")


def _offer_colleagues(field: forms.ModelChoiceField, department_id: int | None) -> None:
    people = import_string(settings.DEPARTMENT_PEOPLE)(department_id)
    field.queryset = get_user_model().objects.filter(pk__in=people).order_by("name", "pk")
    field.label_from_instance = lambda user: user.name


class ReassignForm(forms.Form):
    person = _person_field()

    def __init__(self, *args, department_id: int, **options):
        super().__init__(*args, **options)
        _offer_colleagues(self.fields["person"], department_id)


class BulkReassignForm(BulkForm):
    person = _person_field()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _offer_colleagues(self.fields["person"], self.actor.department_id)

    def params(self) -> dict:
        return {"to_user_id": self.cleaned_data["person"].pk}
