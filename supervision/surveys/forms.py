from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind
from core.forms import VersionedFormMixin
from core.listing.bulk import BulkForm
from supervision.surveys.models import Survey
from supervision.surveys.states import Audience, Repeat

OFFICE_KINDS = {
    Audience.STREETS: (DepartmentKind.STREET,),
    Audience.DEPARTMENTS: (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.PARTY_ORGAN),
}


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


class SurveyFields(forms.Form):
    title = forms.CharField(label="名称", max_length=100)
    purpose = forms.CharField(
        label="用途", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="为什么要填、给谁用。填报人看得到。",
    )  # fmt: skip
    basis = forms.CharField(label="依据", max_length=160, required=False, help_text="文件名称和文号，没有的不填。")
    audience = forms.ChoiceField(label="填报对象", choices=Audience.choices)
    days_to_answer = forms.IntegerField(
        label="填报天数", min_value=1, max_value=90, initial=15, help_text="自核发之日起；末日是休息日的顺延。"
    )
    repeat = forms.ChoiceField(label="填报次数", choices=Repeat.choices)
    repeat_until = day_field("最后一期不晚于", "按月填报的必填；每月第一天开始新一期。", required=False)
    repeated_reason = forms.CharField(
        label="重复填报的理由", max_length=300, required=False, help_text="有问题以前问过、仍须再问的，写明理由。"
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("repeat") == Repeat.MONTHLY:
            last = cleaned.get("repeat_until")
            if last is None:
                self.add_error("repeat_until", "按月填报须写明最后一期不晚于哪一天。")
            elif last <= clock.today():
                self.add_error("repeat_until", "最后一期的日期须晚于今天。")
        else:
            cleaned["repeat_until"] = None
        return cleaned


class EditForm(VersionedFormMixin, SurveyFields):
    def __init__(self, *args, instance: Survey, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)

    def values_of(self, obj) -> dict:
        return {name: getattr(obj, name) for name in SurveyFields.base_fields}


class OfficesForm(forms.Form):
    offices = forms.ModelMultipleChoiceField(
        label="填报单位", queryset=Department.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, audience: str, department_id: int | None, **options):
        super().__init__(*args, **options)
        rows = Department.objects.active().of_kind(*OFFICE_KINDS[audience]).exclude(pk=department_id)
        self.fields["offices"].queryset = rows.order_by("region__code", "name")

    @property
    def ids(self) -> list[int]:
        return [office.pk for office in self.cleaned_data["offices"]]


class _ExtendFields(forms.Form):
    due_on = day_field("新的截止日期")
    reason = forms.CharField(label="延期理由", max_length=200)


class ExtendForm(_ExtendFields):
    pass


class BulkExtendForm(BulkForm, _ExtendFields):
    def params(self) -> dict:
        return {"due_on": self.cleaned_data["due_on"].isoformat(), "reason": self.cleaned_data["reason"]}
