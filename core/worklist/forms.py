from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import import_string


class ReassignForm(forms.Form):
    person = forms.ModelChoiceField(None, label="分派给", empty_label="请选择本部门人员")

    def __init__(self, *args, department_id: int, **options):
        super().__init__(*args, **options)
        people = import_string(settings.DEPARTMENT_PEOPLE)(department_id)
        self.fields["person"].queryset = get_user_model().objects.filter(pk__in=people).order_by("name", "pk")
        self.fields["person"].label_from_instance = lambda user: user.name
