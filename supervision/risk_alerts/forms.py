import datetime

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.listing.bulk import BulkForm
from supervision.risk_alerts import queries
from supervision.risk_alerts.models import DismissalKind, RiskAlert


def _reasons() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in DismissalKind.objects.on(clock.today())]


def _words(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, required=required, widget=forms.Textarea(attrs={"rows": 3}))


class _BesideOthers(forms.Form):
    """Several forms stand on the page of an alert: each names its fields after itself."""

    name = ""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"auto_id": f"{self.name}_%s", **options})


class DismissForm(_BesideOthers):
    name = "dismiss"
    reason = forms.ChoiceField(label="排除原因", choices=_reasons)
    comment = _words("说明")


class DismissManyForm(BulkForm):
    """The same for many: one reason for all."""

    reason = forms.ChoiceField(label="排除原因", choices=_reasons)
    comment = _words("说明")


class AssignForm(_BesideOthers):
    """To an office that has to do with the alert; within one's own also to a colleague."""

    name = "assign"

    office = forms.ModelChoiceField(label="承办单位", queryset=None)
    person = forms.TypedChoiceField(
        label="承办人", coerce=int, required=False, empty_value=None, help_text="只能指定本单位人员"
    )
    due_on = forms.DateField(label="办理期限", widget=forms.DateInput(attrs={"type": "date"}))
    comment = _words("要求", required=False)

    def __init__(self, *args, alert: RiskAlert, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["office"].queryset = queries.offices_for(alert)
        self.fields["person"].choices = [("", "不指定"), *_colleagues(actor)]
        self.initial = {"due_on": clock.today() + datetime.timedelta(days=14), "office": actor.department_id}

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError("办理期限不能早于今天。")
        return self.cleaned_data["due_on"]


def _colleagues(actor: Actor) -> list[tuple[int, str]]:
    people = import_string(settings.DEPARTMENT_PEOPLE)(actor.department_id) if actor.department_id else []
    found = get_user_model().objects.filter(pk__in=people, is_active=True).order_by("name")
    return list(found.values_list("pk", "name"))


class AssignManyForm(BulkForm):
    """Many to one's own office or a colleague in it: which other office has to do with an alert differs by alert."""

    person = forms.TypedChoiceField(label="承办人", coerce=int)
    due_on = forms.DateField(label="办理期限", widget=forms.DateInput(attrs={"type": "date"}))
    comment = _words("要求", required=False)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, actor=actor, **options)
        self.fields["person"].choices = _colleagues(actor)

    def params(self) -> dict:
        given = self.cleaned_data
        return {**given, "due_on": given["due_on"].isoformat(), "office": self.actor.department_id}


class CommentForm(_BesideOthers):
    name = "said"
    text = forms.CharField(label="留言", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
