from django import forms

from core import clock
from core.departments.models import Department
from core.departments.seats import people_of
from core.identity.models import User
from registry.org_accounts.forms import OrganizationField
from supervision.letters.forms import day_field, file_field, text_field


class PlanForm(forms.Form):
    organization = OrganizationField()
    subject = forms.CharField(label="约谈事由", max_length=160, help_text="标题为“关于……的约谈通知书”。")
    reason = text_field("需要了解的情况", 4, "一行为一段。", max_length=2000)
    planned_at = forms.DateTimeField(
        label="约谈时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )  # fmt: skip
    place = forms.CharField(label="约谈地点", max_length=120)
    persons = forms.CharField(label="参加人员（职务）", max_length=200, help_text="如：法定代表人、秘书长。")

    def __init__(self, *args, actor, **options):
        super().__init__(*args, **options)
        self.fields["organization"].actor = actor


class HoldForm(forms.Form):
    held_on = day_field("约谈日期")
    officers = forms.ModelMultipleChoiceField(
        label="约谈人员", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="本单位工作人员，不少于2人。",
    )  # fmt: skip
    attendees = forms.CharField(label="到场人员（姓名、职务）", max_length=300)
    minutes = text_field("约谈记录", 8, max_length=5000)
    follow_up = text_field("商定的后续事项", 3, max_length=2000, required=False)
    follow_up_due_on = day_field("后续事项期限", required=False)

    def __init__(self, *args, department: Department, **options):
        super().__init__(*args, **options)
        people = User.objects.filter(pk__in=people_of(department.pk), is_active=True)
        self.fields["officers"].queryset = people.order_by("name", "pk")
        self.fields["held_on"].initial = clock.today()


class RecordForm(forms.Form):
    record = file_field("签字笔录（扫描件或照片）")
