"""交办: work about an organization, handed to a colleague of the same office with a day."""

import datetime

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import import_string

from core import audit, clock
from core.access.actor import Actor
from core.listing import BulkAction
from core.listing.bulk import BulkForm
from core.worklist import actions as worklist
from registry.organizations.models import Organization

PERMISSION = "worklist.view"
PAGE = "staff:organizations:detail"


class AssignForm(BulkForm):
    text = forms.CharField(
        label="要做什么",
        max_length=60,
        help_text="例如“电话核实住所”。写明要做的事，不写对该组织的评价。",
        error_messages={"required": "请写明要做什么。"},
    )
    person = forms.ModelChoiceField(None, label="交给", empty_label="请选择本部门人员")
    due_on = forms.DateField(
        label="时限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text="含当日"
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = import_string(settings.DEPARTMENT_PEOPLE)(self.actor.department_id)
        self.fields["person"].queryset = get_user_model().objects.filter(pk__in=people).order_by("name", "pk")
        self.fields["person"].label_from_instance = lambda user: user.name

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError("时限已经过去，请选择今天或以后的日期。")
        return day

    def params(self) -> dict:
        found = self.cleaned_data
        return {"text": found["text"], "to_user_id": found["person"].pk, "due_on": found["due_on"].isoformat()}


def assign(organization: Organization, *, actor: Actor, text: str, to_user_id: int, due_on: str) -> None:
    """`due_on` is an ISO day. Raises what core.worklist.actions.assign raises."""
    day = datetime.date.fromisoformat(due_on)
    worklist.assign(organization, actor=actor, text=text, to_user_id=to_user_id, due_on=day, url_name=PAGE)
    audit.record("organizations.assign", actor=actor, subject=organization, to=to_user_id)


ASSIGN = BulkAction(
    "assign",
    "交办",
    PERMISSION,
    assign,
    worklist.check_assign,
    form=AssignForm,
    undo=worklist.take_back,
    explained="为每家社会组织生成一件待办，交给本单位一位同事；办完后在待办里点“已办完”。只在本单位内部，不通知社会组织。",
)
