from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.forms import VersionedModelForm
from party_building.party_units.models import PartyUnit
from party_building.year_statements.models import StatementGrade, YearStatement
from party_building.year_statements.states import SubjectKind
from registry.organizations.models import Organization


def _many(label: str, rows) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=rows, required=False, widget=forms.CheckboxSelectMultiple
    )


class GenerateForm(forms.Form):
    """A year and its subjects: departments that answer for the line's organizations, the organ, secretaries."""

    year = forms.IntegerField(label="年度", min_value=2017, max_value=2100)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["year"].initial = clock.today().year - 1
        bodies = Organization.objects.visible_to(actor).active()
        answering = bodies.values("business_supervisor").union(bodies.values("industry_department"))
        departments = Department.objects.active().filter(pk__in=[row["business_supervisor"] for row in answering])
        organs = Department.objects.active().of_kind(DepartmentKind.PARTY_ORGAN).filter(pk=actor.department_id)
        units = PartyUnit.objects.visible_to(actor).on(clock.today()).of_organizations()
        self.fields["departments"] = _many("责任部门", departments.order_by("name"))
        self.fields["organs"] = _many("党(工)委", organs)
        self.fields["units"] = _many("党组织书记", units.order_by("name"))

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in ("departments", "organs", "units")):
            raise forms.ValidationError("请至少选择一个述职对象。")
        if data.get("year") and data["year"] > clock.today().year:
            self.add_error("year", "该年尚未开始。")
        return data

    @property
    def subjects(self) -> list[dict]:
        data = self.cleaned_data
        return [
            *({"kind": SubjectKind.DEPARTMENT, "department": one} for one in data["departments"]),
            *({"kind": SubjectKind.COMMITTEE, "department": one} for one in data["organs"]),
            *({"kind": SubjectKind.SECRETARY, "unit": one} for one in data["units"]),
        ]


class RemarksForm(VersionedModelForm):
    class Meta:
        model = YearStatement
        fields = ("remarks",)
        widgets = {"remarks": forms.Textarea(attrs={"rows": 10})}


class GradeForm(forms.Form):
    grade = forms.ModelChoiceField(label="等次", queryset=StatementGrade.objects.none(), empty_label="请选择")
    graded_on = forms.DateField(label="评议日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    grade_comment = forms.CharField(
        label="评议意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["grade"].queryset = StatementGrade.objects.on(clock.today())
