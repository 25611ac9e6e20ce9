from django import forms

from core import clock
from core.departments.models import Department
from core.forms import VersionedModelForm
from party_building.council_units.models import CouncilUnit

OFFICE_KINDS = ("government", "civil_affairs", "approval_bureau", "street", "party_organ")


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def offices() -> "Department":
    return Department.objects.active().of_kind(*OFFICE_KINDS).order_by("name")


class UnitFields(forms.ModelForm):
    class Meta:
        model = CouncilUnit
        fields = ("name", "department", "duties", "contact", "office_phone", "document")
        widgets = {"duties": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "department": "该单位在本平台有岗位的，请选择；没有的不填。",
            "duties": "在社会组织党建工作中承担什么。",
            "document": "如：委员单位名单的文号。",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["department"].queryset = offices()
        self.fields["department"].empty_label = "没有对应机构"


class AddForm(UnitFields):
    valid_from = day_field("起始日期", "成为委员单位的第一天。")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["valid_from"].initial = clock.today()


class ChangeForm(VersionedModelForm, UnitFields):
    class Meta(UnitFields.Meta):
        pass


class LeaveForm(forms.Form):
    last_day = day_field("最后一天", "含当日。")
    reason = forms.CharField(label="退出原因", max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = clock.today()
