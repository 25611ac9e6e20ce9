from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind
from registry.organizations.papers import day_field, offices, paper_field


class CharterForm(forms.Form):
    approved_on = day_field("核准日期", help_text="章程自核准之日起生效，上一版到前一日为止。")
    approved_by = forms.ModelChoiceField(label="核准机关", queryset=Department.objects.none(), empty_label="请选择")
    document = forms.CharField(label="核准文书", max_length=200, help_text="文书名称及文号。")
    adopted_on = day_field("表决通过日期", required=False, help_text="会员（代表）大会或理事会通过章程的日期。")
    has_party_clause = forms.BooleanField(label="章程载有党的建设条款（党建入章）", required=False)
    has_core_values_clause = forms.BooleanField(label="章程载有社会主义核心价值观条款", required=False)
    file = paper_field("章程文本")

    def __init__(self, *args, organization, **options):
        initial = {"approved_on": clock.today(), "approved_by": organization.registering_authority_id}
        super().__init__(*args, initial=initial, **options)
        self.fields["approved_by"].queryset = offices(DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)
